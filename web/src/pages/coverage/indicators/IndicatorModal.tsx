/** The form of an indicator: what the plan says, how the current value is computed, targets of areas, figures reported. */
import { Alert, Button, Form, Modal, Popconfirm } from 'antd';
import { useTranslation } from 'react-i18next';
import { useKinds } from '../../../api/queries';
import { ChoiceField, DateField, NumberField, TextField } from '../../../forms/fields';
import { useFormSend } from '../../../parts/useFormSend';
import { useGet } from '../../../parts/useGet';
import { ReportedRows, TargetRows } from './FormRows';
import { bodyOf, type FormValues, valuesOf } from './form';
import type { Formula, Indicator, Plan, Row } from './indicators';

interface Props {
  indicator: Row | undefined;
  formulas: Formula[];
  onClose: () => void;
}

export function IndicatorModal({ indicator, formulas, onClose }: Props) {
  const { t } = useTranslation('indicators');
  const [form] = Form.useForm<FormValues>();
  const { submit, busy, message } = useFormSend<Indicator>(form, onClose);
  const { data: plans } = useGet<{ items: Plan[] }>('/indicators/plans');
  const path = indicator && `/indicators/definitions/${indicator.id}`;
  const finish = (values: FormValues) => {
    const body = bodyOf(values, formulas.find((one) => one.name === values.formula));
    void submit(indicator && path ? { method: 'PATCH', path, body, merge: true, ifMatch: indicator.version } : { method: 'POST', path: '/indicators/definitions', body });
  };
  const footer = (_: unknown, { OkBtn, CancelBtn }: { OkBtn: React.FC; CancelBtn: React.FC }) => (
    <>
      {indicator && path && (
        <Popconfirm title={t('withdrawSure')} okText={t('withdraw')} onConfirm={() => void submit({ method: 'DELETE', path, ifMatch: indicator.version })}>
          <Button danger>{t('withdraw')}</Button>
        </Popconfirm>
      )}
      <CancelBtn />
      <OkBtn />
    </>
  );
  return (
    <Modal open width={760} title={indicator ? t('editOf', { name: indicator.name }) : t('add')} onCancel={onClose} onOk={form.submit} okText={t('save')} confirmLoading={busy} destroyOnHidden footer={footer}>
      <Form form={form} layout="vertical" initialValues={valuesOf(indicator)} onFinish={finish} requiredMark={false} scrollToFirstError>
        {message && <Alert type="error" showIcon title={<span style={{ whiteSpace: 'pre-line' }}>{message}</span>} />}
        <ChoiceField name="plan_id" label={t('plan')} required options={(plans?.items ?? []).map((one) => ({ value: one.id, label: `${one.title} ${one.number}` }))} extra={plans?.items.length === 0 ? t('noPlans') : undefined} />
        <div className="form-pair">
          <TextField name="name" label={t('indicator')} required />
          <TextField name="code" label={t('code')} required extra={t('codeHint')} />
        </div>
        <div className="form-pair">
          <ChoiceField name="attribute" label={t('attributeTitle')} required options={(['binding', 'expected'] as const).map((value) => ({ value, label: t(`attribute.${value}`) }))} />
          <ChoiceField name="direction" label={t('directionTitle')} required options={(['up', 'down'] as const).map((value) => ({ value, label: t(`direction.${value}`) }))} />
        </div>
        <FormulaFields formulas={formulas} />
        <div className="form-pair">
          <NumberField name="base_year" label={t('baseYear')} whole min={1950} max={2200} />
          <NumberField name="base_value" label={t('baseValue')} />
          <NumberField name="target_year" label={t('targetYear')} whole min={1950} max={2200} />
          <NumberField name="target_value" label={t('targetValue')} />
        </div>
        <TargetRows />
        <ReportedRows />
        <div className="form-pair">
          <TextField name="source" label={t('source')} extra={t('sourceHint')} />
          <NumberField name="sort" label={t('sort')} whole max={100000} />
        </div>
        <TextField name="note" label={t('note')} rows={2} />
        {indicator && <TextField name="reason" label={t('reason')} />}
      </Form>
    </Modal>
  );
}

/** The formula with the parameters that it takes; the unit follows it. */
function FormulaFields({ formulas }: { formulas: Formula[] }) {
  const { t, i18n } = useTranslation('indicators');
  const form = Form.useFormInstance<FormValues>();
  const { data: kinds } = useKinds();
  const name = Form.useWatch('formula', form);
  const chosen = formulas.find((one) => one.name === name);
  const named = (one: { code: string; name: string; name_en: string }) => ({ value: one.code, label: i18n.language === 'en' ? one.name_en || one.name : one.name });
  const takes = (param: Formula['params'][number]) => chosen?.params.includes(param) ?? false;
  return (
    <>
      <ChoiceField name="formula" label={t('formula')} clear options={formulas.map((one) => ({ value: one.name, label: one.title }))} extra={chosen?.doc ?? t('noFormula')} />
      <div className="form-pair">
        {takes('kind') && <ChoiceField name="kind" label={t('kind')} required options={[...(kinds?.groups ?? []), ...(kinds?.items ?? [])].map(named)} />}
        {takes('rule') && <TextField name="rule" label={t('rule')} extra={t('ruleHint')} />}
        {takes('grade') && <NumberField name="grade" label={t('grade')} whole max={5} />}
        {takes('mark') && <TextField name="mark" label={t('mark')} extra={t('markHint')} />}
        {takes('since') && <DateField name="since" label={t('since')} extra={t('sinceHint')} />}
        {chosen
          ? <p className="muted">{t('unitIs', { unit: t(`unit.${chosen.unit}`) })}</p>
          : <ChoiceField name="unit" label={t('unitTitle')} required options={(['percent', 'per_1000', 'count'] as const).map((value) => ({ value, label: t(`unit.${value}`) }))} />}
        <TextField name="unit_name" label={t('unitName')} extra={t('unitNameHint')} />
      </div>
    </>
  );
}
