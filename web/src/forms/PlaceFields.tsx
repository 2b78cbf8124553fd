import { Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { useClasses } from '../api/queries';
import { useSession } from '../api/session';
import { AreaField } from './AreaField';
import { type BodyProps, ChoiceField, PositionReason, TextField } from './fields';
import { CensusFields } from './place/CensusFields';
import { NameCheck } from './place/NameCheck';
import { NameForms } from './place/NameForms';
import { PinyinHints } from './place/PinyinHints';
import { SecrecyFields } from './place/SecrecyFields';
import { ShapeField } from './shape/ShapeField';

export function PlaceFields({ touched, asksReason, id, original }: BodyProps) {
  const { t } = useTranslation();
  const { account } = useSession();
  const { data: classes } = useClasses();
  return (
    <>
      <TextField name="name" label={t('field.name')} required />
      <NameCheck id={id} original={original} />
      <TextField name="pinyin" label={t('field.pinyin')} extra={t('form.pinyinHint')} />
      <PinyinHints touched={touched} original={original} />
      <ChoiceField
        name="class_code" label={t('field.class_code')} required
        options={(classes ?? []).map((one) => ({ value: one.code, label: `${one.name} ${one.code}` }))}
      />
      <ShapeField areaField="area_code" touched={touched} />
      <PositionReason asked={asksReason} />
      <Form.Item name="area_code" label={t('field.area_code')} rules={[{ required: true, message: t('form.required') }]}>
        <AreaField />
      </Form.Item>
      <ChoiceField
        name="status" label={t('field.status')}
        options={(['current', 'historic'] as const).map((value) => ({ value, label: t(`placeStatus.${value}`) }))}
      />
      <NameForms />
      <details className="more-fields">
        <summary>{t('form.moreFields')}</summary>
        <TextField name="meaning" label={t('field.meaning')} rows={2} />
        <TextField name="origin_text" label={t('field.origin_text')} rows={2} />
        <TextField name="history" label={t('field.history')} rows={2} />
        <div className="pair">
          <TextField name="division_code" label={t('field.division_code')} />
          <TextField name="place_code" label={t('field.place_code')} />
        </div>
      </details>
      <CensusFields />
      {(account?.clearance ?? 0) > 0 && <SecrecyFields clearance={account?.clearance ?? 0} />}
    </>
  );
}
