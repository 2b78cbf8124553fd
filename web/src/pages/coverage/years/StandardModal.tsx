/** A sizing standard, new or to be changed. */
import { Alert, Button, Form, Modal, Popconfirm } from 'antd';
import { useTranslation } from 'react-i18next';
import { ChoiceField, NumberField, TextField } from '../../../forms/fields';
import { useFormSend } from '../../../parts/useFormSend';
import { measures, type Standard } from './years';

type Values = Partial<Standard> & { reason?: string };

export function StandardModal({ standard, onClose }: { standard: Standard | undefined; onClose: () => void }) {
  const { t } = useTranslation('years');
  const [form] = Form.useForm<Values>();
  const { submit, busy, message } = useFormSend<Standard>(form, onClose);
  const ratio = Form.useWatch('rule', form) === 'ratio';
  const path = standard && `/facilities/sizing-standards/${standard.id}`;
  const finish = (values: Values) => {
    const body = {
      name: values.name, document: values.document, rule: values.rule, measure: values.measure, note: values.note ?? '', sort: values.sort ?? 0,
      years: ratio ? null : values.years ?? null, share_percent: ratio ? null : values.share_percent ?? null,
      of_measure: ratio ? values.of_measure ?? null : null, factor: ratio ? values.factor ?? null : null, ...(values.reason ? { reason: values.reason } : {}),
    };
    void submit(standard && path ? { method: 'PATCH', path, body, merge: true, ifMatch: standard.version } : { method: 'POST', path: '/facilities/sizing-standards', body });
  };
  const options = measures.map((value) => ({ value, label: t(`measure.${value}`) }));
  return (
    <Modal open title={standard ? t('editStandard') : t('addStandard')} onCancel={onClose} onOk={form.submit} okText={t('save')} confirmLoading={busy} destroyOnHidden>
      <Form form={form} layout="vertical" initialValues={standard ?? { rule: 'demand', sort: 0 }} onFinish={finish} requiredMark={false}>
        {message && <Alert type="error" showIcon title={message} />}
        <TextField name="name" label={t('name')} required />
        <TextField name="document" label={t('document')} required />
        <ChoiceField name="measure" label={t('measureTitle')} required options={options} />
        <ChoiceField name="rule" label={t('rule')} required options={(['demand', 'ratio'] as const).map((value) => ({ value, label: t(`rules.${value}`) }))} />
        {!ratio && <NumberField name="years" label={t('yearsField')} required max={200} />}
        {!ratio && <NumberField name="share_percent" label={t('share')} extra={t('shareHint')} max={100} />}
        {ratio && <ChoiceField name="of_measure" label={t('ofMeasure')} required options={options} />}
        {ratio && <NumberField name="factor" label={t('factor')} required max={1000} />}
        <TextField name="note" label={t('note')} />
        <NumberField name="sort" label={t('sortField')} whole max={100000} />
        {standard && <TextField name="reason" label={t('reason')} />}
        {standard && path && (
          <Popconfirm title={t('withdraw')} okText={t('withdraw')} onConfirm={() => void submit({ method: 'DELETE', path, ifMatch: standard.version })}>
            <Button danger>{t('withdraw')}</Button>
          </Popconfirm>
        )}
      </Form>
    </Modal>
  );
}
