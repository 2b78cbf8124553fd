/** Publishes a draft: it gets its number, its names are announced on that day. */
import { Alert, Form, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../../api/session';
import { DateField } from '../../../forms/fields';
import { today } from '../../../lib/format';
import { useFormSend } from '../../../parts/useFormSend';
import { type Announcement, announcementPath } from './filing';

export function PublishModal({ draft, onClose }: { draft: Announcement; onClose: () => void }) {
  const { t } = useTranslation('filing');
  const open = useSession().public.includes('announcements');
  const [form] = Form.useForm<{ on: string }>();
  const { submit, busy, message } = useFormSend<Announcement>(form, onClose);
  return (
    <Modal open title={t('publish.title')} onCancel={onClose} onOk={form.submit} okText={t('publish.go')} confirmLoading={busy} destroyOnHidden>
      <p>{t('publish.text', { title: draft.title, count: draft.names_count })}</p>
      <p className="muted">{t(open ? 'publish.open' : 'publicClosed')}</p>
      <Form
        form={form} layout="vertical" requiredMark={false} initialValues={{ on: today() }}
        onFinish={(body) => void submit({ method: 'POST', path: `${announcementPath(draft.id)}/publish`, body, ifMatch: draft.version })}
      >
        {message && <Alert type="error" showIcon title={message} className="lines" />}
        <DateField name="on" label={t('publishedOn')} required />
      </Form>
    </Modal>
  );
}
