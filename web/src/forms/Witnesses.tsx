/** Witness objects 方位物 in a form: what, grid bearing in degrees, distance in metres. */
import { PlusOutlined } from '@ant-design/icons';
import { Button, Form, Input, InputNumber } from 'antd';
import { useTranslation } from 'react-i18next';

export function Witnesses({ legend }: { legend: string }) {
  const { t } = useTranslation();
  return (
    <Form.List name="witnesses">
      {(rows, { add, remove }) => (
        <fieldset className="witness-list">
          <legend>{legend}</legend>
          {rows.map((row) => (
            <div key={row.key} className="witness-row">
              <Form.Item name={[row.name, 'text']} label={t('field.witness')} rules={[{ required: true, message: t('form.required') }]}>
                <Input maxLength={200} />
              </Form.Item>
              <Form.Item name={[row.name, 'bearing_deg']} label={t('field.bearing_deg')}>
                <InputNumber controls={false} min={0} max={360} suffix="°" />
              </Form.Item>
              <Form.Item name={[row.name, 'distance_m']} label={t('field.distance_m')}>
                <InputNumber controls={false} min={0} suffix="m" />
              </Form.Item>
              <Button type="text" danger onClick={() => remove(row.name)}>
                {t('form.removeRow')}
              </Button>
            </div>
          ))}
          <Button icon={<PlusOutlined />} onClick={() => add({ seq: rows.length + 1 })} disabled={rows.length >= 9}>
            {t('form.addWitness')}
          </Button>
        </fieldset>
      )}
    </Form.List>
  );
}
