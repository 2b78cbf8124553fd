/** What the greening share of burial grounds is to be by year, of the prefecture and of counties. */
import { Alert, Button, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../../api/session';
import type { Page } from '../../../api/types';
import { AreaField, useAreaTree } from '../../../forms/AreaField';
import { TextField } from '../../../forms/fields';
import { percent } from '../../../lib/format';
import { useFormSend } from '../../../parts/useFormSend';
import { useGet } from '../../../parts/useGet';
import { stepsOf, type Target } from './zones';

export function GreeningTargets() {
  const { t } = useTranslation('facilitylife');
  const { may, prefecture } = useSession();
  const { data } = useGet<Page<Target>>('/facilities/greening-targets');
  const counties = useAreaTree('');
  const nameOf = (code: string) => (code === prefecture.code ? prefecture.name : counties.find((one) => one.value === code)?.label ?? code);
  const [open, setOpen] = useState(false);
  return (
    <section className="card life-part" aria-label={t('green.title')}>
      <header className="card-head">
        <h2>{t('green.title')}</h2>
        {may.facility_plan && <Button onClick={() => setOpen(true)}>{t('green.edit')}</Button>}
      </header>
      {data?.items.every((one) => one.steps.length === 0) && <p className="muted">{t('green.none')}</p>}
      <ul>
        {data?.items.filter((one) => one.steps.length > 0).map((one) => (
          <li key={one.area_code}>
            <strong>{nameOf(one.area_code)}</strong>{t('colon')}{one.steps.map((step) => `${step.year}: ${percent(step.percent)}`).join(' · ')} <span className="muted">{one.document}</span>
          </li>
        ))}
      </ul>
      {open && data && <TargetModal targets={data.items} onClose={() => setOpen(false)} />}
    </section>
  );
}

interface Values { area: string; steps: string; document?: string }

function TargetModal({ targets, onClose }: { targets: Target[]; onClose: () => void }) {
  const { t } = useTranslation('facilitylife');
  const { account } = useSession();
  const [form] = Form.useForm<Values>();
  const { submit, busy, message } = useFormSend<Target>(form, onClose);
  const startOf = (area: string | undefined): Values => {
    const known = targets.find((one) => one.area_code === area);
    return { area: area ?? '', steps: known?.steps.map((one) => `${one.year} ${one.percent}`).join('\n') ?? '', document: known?.document };
  };
  const save = ({ area, steps, document }: Values) => {
    const read = stepsOf(steps ?? '');
    if (typeof read === 'number') {
      form.setFields([{ name: 'steps', errors: [t('green.bad', { line: read })] }]);
      return;
    }
    const version = targets.find((one) => one.area_code === area)?.version ?? 0;
    void submit({ method: 'PUT', path: `/facilities/greening-targets/${area}`, body: { steps: read, document: document?.trim() ?? '', version } });
  };
  return (
    <Modal open title={t('green.edit')} okText={t('save')} cancelText={t('cancel')} confirmLoading={busy} onOk={form.submit} onCancel={onClose} destroyOnHidden>
      <Form
        form={form} layout="vertical" initialValues={startOf(account?.area_code)} onFinish={save} requiredMark={false}
        onValuesChange={(changed: Partial<Values>) => { if (changed.area) form.setFieldsValue(startOf(changed.area)); }}
      >
        {message && <Alert type="error" showIcon title={<span className="lines">{message}</span>} />}
        <Form.Item name="area" label={t('green.area')} rules={[{ required: true, message: t('required') }]}><AreaField whole /></Form.Item>
        <Form.Item name="steps" label={t('green.steps')} extra={t('green.stepsHint')}><Input.TextArea autoSize={{ minRows: 4, maxRows: 12 }} /></Form.Item>
        <TextField name="document" label={t('fields.document')} />
      </Form>
    </Modal>
  );
}
