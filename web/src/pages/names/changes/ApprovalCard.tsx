/** The authority's approval (批准) of a naming set: its record, and the form that records it. */
import { Alert, Button, Form, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useAreaNames } from '../../../api/queries';
import { ProblemError } from '../../../api/client';
import { useSession } from '../../../api/session';
import { AreaField } from '../../../forms/AreaField';
import { ChoiceField, DateField, TextField } from '../../../forms/fields';
import { none, today } from '../../../lib/format';
import { errorText } from '../../../shell/States';
import { Attachments } from '../../../parts/Attachments';
import { type Approval, authorityKinds, type ChangeSet, setPath } from './changes';
import { useSetSend } from './useSet';

/** What comes with an approval; the filing package takes it from here. */
const papers = ['approval', 'application', 'report', 'file'] as const;

export function ApprovalCard({ set }: { set: ChangeSet }) {
  const { t } = useTranslation('changes');
  const areaName = useAreaNames();
  const [open, setOpen] = useState(false);
  const { approval } = set;
  const { may } = useSession();
  return (
    <section className="card" aria-label={t('approval.title')}>
      <header className="page-head">
        <h2>{t('approval.title')}</h2>
        {set.may.approve && <Button onClick={() => setOpen(true)}>{approval ? t('approval.change') : t('approval.record')}</Button>}
      </header>
      {approval ? (
        <>
          <dl className="set-facts">
            {[
              [t('approval.authority'), approval.authority],
              [t('approval.authority_kind'), t(`approval.kinds.${approval.authority_kind}`)],
              [t('approval.authority_area'), approval.authority_area ? areaName(approval.authority_area) : none],
              [t('approval.document'), approval.document],
              [t('approval.approved_on'), approval.approved_on],
              [t('approval.note'), approval.note],
            ].filter(([, value]) => value).map(([label, value]) => <div key={label}><dt>{label}</dt><dd>{value}</dd></div>)}
          </dl>
          <Attachments owner="approval" ownerId={approval.id} roles={papers} mayAdd={may.names === true} />
          <p><Link to={`/names/filing/approvals/${approval.id}`}>{t('approval.go')}</Link></p>
        </>
      ) : (
        <p className="muted">{t('approval.none')}</p>
      )}
      {open && <ApprovalModal set={set} onClose={() => setOpen(false)} />}
    </section>
  );
}

function ApprovalModal({ set, onClose }: { set: ChangeSet; onClose: () => void }) {
  const { t } = useTranslation('changes');
  const { t: tm } = useTranslation();
  const [form] = Form.useForm<Partial<Approval>>();
  const send = useSetSend(set.id);
  const finish = (values: Partial<Approval>) => {
    const approval = Object.fromEntries(Object.entries({ ...values, id: undefined }).filter(([, value]) => value));
    send.mutate({ method: 'PATCH', path: setPath(set.id), body: { approval }, merge: true, ifMatch: set.version }, { onSuccess: onClose });
  };
  const details = send.error instanceof ProblemError ? send.error.fields.map((one) => one.message).join('\n') : '';
  return (
    <Modal open title={t('approval.title')} okText={t('save')} onOk={form.submit} onCancel={onClose} confirmLoading={send.isPending} destroyOnHidden>
      <Form form={form} layout="vertical" initialValues={set.approval ?? { authority_kind: 'government', authority_area: set.area_code.slice(0, 6), approved_on: today() }} onFinish={finish} requiredMark={false}>
        <TextField name="authority" label={t('approval.authority')} required />
        <ChoiceField name="authority_kind" label={t('approval.authority_kind')} required options={authorityKinds.map((value) => ({ value, label: t(`approval.kinds.${value}`) }))} />
        <Form.Item name="authority_area" label={t('approval.authority_area')} extra={t('approval.areaHint')}><AreaField all whole /></Form.Item>
        <TextField name="document" label={t('approval.document')} required extra={t('approval.documentHint')} />
        <DateField name="approved_on" label={t('approval.approved_on')} required />
        <TextField name="note" label={t('approval.note')} rows={2} />
      </Form>
      {send.error && <Alert type="error" showIcon title={errorText(send.error, tm)} description={details || undefined} className="lines" />}
    </Modal>
  );
}
