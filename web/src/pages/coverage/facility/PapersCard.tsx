/** Whether the papers are complete, and what is missing. */
import { Alert, Button, Form, Modal, Radio, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DateField, TagsField, TextField } from '../../../forms/fields';
import { none } from '../../../lib/format';
import type { Papers } from './life';
import { usePart } from './usePart';

interface Values { complete: 'yes' | 'no' | 'unknown'; missing?: string[]; checked_on?: string; note?: string }

const wordOf = (complete: boolean | null): Values['complete'] => (complete === null ? 'unknown' : complete ? 'yes' : 'no');

export function PapersCard({ facility, version, papers, mayEdit }: { facility: string; version: number; papers: Papers; mayEdit: boolean }) {
  const { t } = useTranslation('facilitylife');
  const [open, setOpen] = useState(false);
  const word = wordOf(papers.complete);
  return (
    <section className="card life-part" aria-label={t('parts.papers')}>
      <header className="card-head">
        <h2>{t('parts.papers')}</h2>
        {mayEdit && <Button onClick={() => setOpen(true)}>{t('editPapers')}</Button>}
      </header>
      <dl className="facts">
        <div><dt>{t('papers.complete')}</dt><dd><Tag color={{ yes: 'green', no: 'orange', unknown: 'default' }[word]}>{t(`papers.${word}`)}</Tag></dd></div>
        <div><dt>{t('papers.missing')}</dt><dd>{papers.missing.join('、') || none}</dd></div>
        <div><dt>{t('papers.checked_on')}</dt><dd>{papers.checked_on ?? none}</dd></div>
        {papers.note && <div><dt>{t('fields.note')}</dt><dd className="lines">{papers.note}</dd></div>}
      </dl>
      {open && <PapersModal facility={facility} version={version} papers={papers} onClose={() => setOpen(false)} />}
    </section>
  );
}

function PapersModal({ facility, version, papers, onClose }: { facility: string; version: number; papers: Papers; onClose: () => void }) {
  const { t } = useTranslation('facilitylife');
  const [form] = Form.useForm<Values>();
  const { put, busy, refusal } = usePart(facility, 'papers', version, onClose);
  const save = ({ complete, missing, checked_on, note }: Values) =>
    void put({ complete: complete === 'unknown' ? null : complete === 'yes', missing: missing ?? [], checked_on: checked_on || null, note: note?.trim() ?? '' });
  return (
    <Modal open title={t('editPapers')} okText={t('save')} cancelText={t('cancel')} confirmLoading={busy} onOk={form.submit} onCancel={onClose} destroyOnHidden>
      <Form form={form} layout="vertical" initialValues={{ ...papers, complete: wordOf(papers.complete) }} onFinish={save} requiredMark={false}>
        {refusal && <Alert type="error" showIcon title={<span className="lines">{refusal}</span>} />}
        <Form.Item name="complete" label={t('papers.complete')}>
          <Radio.Group options={(['yes', 'no', 'unknown'] as const).map((value) => ({ value, label: t(`papers.${value}`) }))} />
        </Form.Item>
        <TagsField name="missing" label={t('papers.missing')} extra={t('papers.missingHint')} />
        <DateField name="checked_on" label={t('papers.checked_on')} />
        <TextField name="note" label={t('fields.note')} rows={2} />
      </Form>
    </Modal>
  );
}
