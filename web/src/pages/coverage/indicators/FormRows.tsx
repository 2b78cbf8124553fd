/** Rows of the form: targets of areas inside the plan's, and figures as they were reported. */
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Form } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { AreaField } from '../../../forms/AreaField';
import { DateField, NumberField, TextField } from '../../../forms/fields';

interface RowsProps {
  name: 'targets' | 'reported';
  title: string;
  add: string;
  children: (row: number) => ReactNode;
}

function Rows({ name, title, add, children }: RowsProps) {
  const { t } = useTranslation('indicators');
  return (
    <Form.List name={name}>
      {(rows, { add: append, remove }, { errors }) => (
        <fieldset className="form-rows">
          <legend>{title}</legend>
          {rows.map((row, i) => (
            <div className="form-row" key={row.key}>
              {children(row.name)}
              <Button icon={<DeleteOutlined />} onClick={() => remove(row.name)} aria-label={t('removeRow', { number: i + 1, title })} />
            </div>
          ))}
          <Form.ErrorList errors={errors} />
          <Button icon={<PlusOutlined />} onClick={() => append({})} type="dashed">{add}</Button>
        </fieldset>
      )}
    </Form.List>
  );
}

function Area({ name }: { name: (string | number)[] }) {
  const { t } = useTranslation('indicators');
  return <Form.Item name={name} label={t('area')} rules={[{ required: true, message: t('required') }]}><AreaField whole /></Form.Item>;
}

export function TargetRows() {
  const { t } = useTranslation('indicators');
  return (
    <Rows name="targets" title={t('targets')} add={t('addTarget')}>
      {(row) => (
        <>
          <Area name={[row, 'area_code']} />
          <NumberField name={[row, 'base_value']} label={t('baseValue')} />
          <NumberField name={[row, 'target_value']} label={t('targetValue')} required />
        </>
      )}
    </Rows>
  );
}

export function ReportedRows() {
  const { t } = useTranslation('indicators');
  return (
    <Rows name="reported" title={t('reportedRows')} add={t('addReported')}>
      {(row) => (
        <>
          <Area name={[row, 'area_code']} />
          <DateField name={[row, 'as_of']} label={t('reportedOn')} required />
          <NumberField name={[row, 'value']} label={t('reported')} required />
          <TextField name={[row, 'document']} label={t('document')} required />
          <TextField name={[row, 'note']} label={t('note')} />
        </>
      )}
    </Rows>
  );
}
