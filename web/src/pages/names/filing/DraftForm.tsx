/** The words and names of a draft. What is typed is kept on this device until it is saved. */
import { Alert, Button, Form } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useSend } from '../../../api/lists';
import { useSession } from '../../../api/session';
import { draftKey, readDraft } from '../../../forms/draft';
import { TextField } from '../../../forms/fields';
import { useDraft } from '../../../forms/useDraft';
import { Ask } from '../../../shell/Ask';
import { errorText } from '../../../shell/States';
import { useFormSend } from '../../../parts/useFormSend';
import { DraftNames } from './DraftNames';
import { type AnnouncedName, type Announcement, announcementPath } from './filing';
import { PublishModal } from './PublishModal';

interface Values {
  title: string;
  body?: string;
  closing?: string;
  issuer: string;
}

export function DraftForm({ draft }: { draft: Announcement }) {
  const { t } = useTranslation('filing');
  const { account } = useSession();
  const key = draftKey(account?.login ?? '', 'announcement', draft.id);
  const [kept] = useState(() => {
    const found = readDraft(key);
    return found?.base?.version === draft.version ? found : undefined;
  });
  const [names, setNames] = useState<AnnouncedName[]>((kept?.values.names as AnnouncedName[] | undefined) ?? draft.names ?? []);
  const [changed, setChanged] = useState(kept !== undefined);
  const [publishing, setPublishing] = useState(false);
  const [form] = Form.useForm<Values>();
  const { changed: keep, forget } = useDraft(key, () => ({ ...form.getFieldsValue(), names }), { version: draft.version });
  const { submit, busy, message } = useFormSend<Announcement>(form, () => { forget(); setChanged(false); });
  const touch = () => { setChanged(true); keep(); };
  const save = (values: Values) => {
    const rows = names.map(({ edit_id, pinyin, area, position }) => ({ edit_id, pinyin, area, position }));
    const body = { ...values, body: values.body ?? '', closing: values.closing ?? '', ...(draft.kind === 'withdrawal' ? {} : { names: rows }) };
    void submit({ method: 'PATCH', path: announcementPath(draft.id), body, merge: true, ifMatch: draft.version });
  };
  return (
    <Form form={form} layout="vertical" requiredMark={false} initialValues={kept?.values ?? draft} onValuesChange={touch} onFinish={save} className="card draft-form">
      {kept && <Alert type="info" showIcon title={t('kept')} />}
      {message && <Alert type="error" showIcon title={message} className="lines" />}
      <TextField name="title" label={t('titleOf')} required />
      <TextField name="body" label={t('body')} rows={3} />
      {draft.kind !== 'withdrawal' && <DraftNames names={names} onChange={(next) => { setNames(next); touch(); }} />}
      <TextField name="closing" label={t('closing')} rows={2} />
      <TextField name="issuer" label={t('issuer')} required />
      <div className="row-actions">
        <Button type={changed ? 'primary' : 'default'} htmlType="submit" loading={busy} disabled={!changed}>{t('save')}</Button>
        <Button type={changed ? 'default' : 'primary'} disabled={changed} onClick={() => setPublishing(true)}>{t('publish.go')}</Button>
        <Discard draft={draft} onDone={forget} />
        {changed && <span className="muted">{t('saveFirst')}</span>}
      </div>
      {publishing && <PublishModal draft={draft} onClose={() => setPublishing(false)} />}
    </Form>
  );
}

function Discard({ draft, onDone }: { draft: Announcement; onDone: () => void }) {
  const { t } = useTranslation('filing');
  const { t: tm } = useTranslation();
  const navigate = useNavigate();
  const send = useSend(() => {
    onDone();
    void navigate('/names/filing?tab=announcements');
  });
  return (
    <>
      <Ask title={t('discardAsk')} okText={t('discard')} onConfirm={() => send.mutate({ method: 'DELETE', path: announcementPath(draft.id), ifMatch: draft.version })}>
        <Button danger loading={send.isPending}>{t('discard')}</Button>
      </Ask>
      {send.error && <Alert type="error" showIcon title={errorText(send.error, tm)} />}
    </>
  );
}
