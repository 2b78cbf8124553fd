/** Where an entry is: a point, or a line as of streets and rivers, or an area. */
import { Form, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import { PositionField } from '../PositionField';
import { LineField } from './LineField';
import { kindOf, type ShapeKind, shapeKinds } from './shape';

interface Props {
  /** The field with the declared area. */
  areaField: string;
  touched: () => void;
}

export function ShapeField({ areaField, touched }: Props) {
  const { t } = useTranslation();
  const form = Form.useFormInstance();
  const first = kindOf(form.getFieldValue('geometry'));
  const kind = (Form.useWatch('shape', form) as ShapeKind | undefined) ?? first;
  return (
    <>
      <Form.Item name="shape" label={t('form.shape.kind')} initialValue={first}>
        <Radio.Group optionType="button" options={shapeKinds.map((value) => ({ value, label: t(`form.shape.${value}`) }))} />
      </Form.Item>
      {kind === 'point' ? <PositionField areaField={areaField} touched={touched} /> : <LineField key={kind} kind={kind} areaField={areaField} touched={touched} />}
    </>
  );
}
