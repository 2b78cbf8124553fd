/** Every other form of the name: short, alias, former, on maps, in minority writing; each with what is known of it. */
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../api/session';
import { grades, type PlaceName } from '../../api/types';

const kinds = ['alias', 'former', 'short', 'map', 'minority', 'other'] as const;

export function NameForms() {
  const { t } = useTranslation('changes');
  return (
    <fieldset className="witness-list name-forms">
      <legend>{t('nameForms')}</legend>
      <Form.List name="names">
        {(rows, { add, remove }) => (
          <>
            {rows.map(({ key, name }) => <NameRow key={key} index={name} onRemove={() => remove(name)} />)}
            <Button icon={<PlusOutlined />} onClick={() => add({ kind: 'alias' })}>{t('addForm')}</Button>
          </>
        )}
      </Form.List>
    </fieldset>
  );
}

function NameRow({ index, onRemove }: { index: number; onRemove: () => void }) {
  const { t } = useTranslation('changes');
  const { t: tm } = useTranslation();
  const clearance = useSession().account?.clearance ?? 0;
  const form = Form.useFormInstance();
  const row = Form.useWatch(['names', index], { form, preserve: true }) as Partial<PlaceName> | undefined;
  const text = (field: keyof PlaceName, label: string, type = 'text') => (
    <Form.Item name={[index, field]} label={label}><Input type={type} maxLength={200} autoComplete="off" /></Form.Item>
  );
  return (
    <div className="name-form">
      <Form.Item name={[index, 'kind']} label={t('formKind')}>
        <Select options={kinds.map((value) => ({ value, label: t(`formKinds.${value}`) }))} />
      </Form.Item>
      <Form.Item name={[index, 'text']} label={t('formText')} rules={[{ required: true, whitespace: true, message: t('required') }]}>
        <Input maxLength={200} autoComplete="off" />
      </Form.Item>
      <Button type="text" icon={<DeleteOutlined />} aria-label={t('removeForm', { text: row?.text ?? '' })} onClick={onRemove} />
      <details className="more-fields">
        <summary>{t('formMore')}</summary>
        <div className="pair">
          {text('from', t('formFrom'), 'date')}
          {text('to', t('formTo'), 'date')}
          {text('pinyin', tm('field.pinyin'))}
          {text('language', tm('field.language'))}
          {text('script', tm('field.script'))}
          {text('source', tm('field.source'))}
          {row?.kind === 'map' && <>{text('sheet', t('sheet'))}{text('edition', t('edition'))}{text('scale', t('scale'))}</>}
          {clearance > 0 && (
            <Form.Item name={[index, 'grade']} label={t('grade')}>
              <Select allowClear options={grades.filter((one) => one > 0 && one <= clearance).map((value) => ({ value, label: tm(`grade.${value}`) }))} />
            </Form.Item>
          )}
        </div>
      </details>
    </div>
  );
}
