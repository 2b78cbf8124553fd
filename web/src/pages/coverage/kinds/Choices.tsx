/** The choices of a field: each has a name that may change and a code that records keep. */
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { TextField } from '../../../forms/fields';

export function Choices({ field }: { field: number }) {
  const { t } = useTranslation('kinds');
  const form = Form.useFormInstance();
  const nameOf = (index: number) => (form.getFieldValue(['fields', field, 'choices', index, 'name']) as string | undefined) ?? t('item', { number: index + 1 });
  return (
    <fieldset className="kind-wide kind-choices">
      <legend>{t('choices')}</legend>
      <Form.List name={[field, 'choices']}>
        {(items, change, { errors }) => (
          <>
            <ol className="kind-list">
              {items.map(({ key, name }) => (
                <li key={key}>
                  <div className="kind-row">
                    <TextField name={[name, 'name']} label={t('choiceName')} required />
                    <TextField name={[name, 'name_en']} label={t('name_en')} />
                    <TextField name={[name, 'code']} label={t('code')} placeholder={t('autoCode')} />
                  </div>
                  <Button size="small" icon={<DeleteOutlined />} aria-label={t('removeChoice', { name: nameOf(name) })} onClick={() => change.remove(name)} />
                </li>
              ))}
            </ol>
            <Form.ErrorList errors={errors} />
            <Button size="small" icon={<PlusOutlined />} onClick={() => change.add({})}>{t('addChoice')}</Button>
          </>
        )}
      </Form.List>
    </fieldset>
  );
}
