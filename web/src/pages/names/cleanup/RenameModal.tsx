/** Starts the renaming of an entry: a draft change set with the new name. */
import { Alert, Form, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { TextField } from '../../../forms/fields';
import { useFormSend } from '../../../parts/useFormSend';
import type { Row } from './cleanup';

export function RenameModal({ row, onClose }: { row: Row; onClose: () => void }) {
  const { t } = useTranslation('cleanup');
  const navigate = useNavigate();
  const [form] = Form.useForm<{ name: string; pinyin?: string }>();
  const { submit, busy, message } = useFormSend<Row>(form, ({ data }) => {
    onClose();
    if (data.set_id) void navigate(`/names/changes/${data.set_id}`);
  });
  const start = ({ name, pinyin = '' }: { name: string; pinyin?: string }) =>
    void submit({ method: 'POST', path: `/gazetteer/cleanup/${row.id}/rename`, body: { name: name.trim(), pinyin: pinyin.trim() }, ifMatch: row.version });
  return (
    <Modal open title={t('rename.title', { name: row.name })} onOk={form.submit} okText={t('rename.ok')} confirmLoading={busy} onCancel={onClose} destroyOnHidden>
      <p className="muted">{t('rename.hint')}</p>
      <Form form={form} layout="vertical" onFinish={start} requiredMark={false} className="judge-form">
        {message && <Alert type="error" showIcon title={<span className="lines">{message}</span>} />}
        <TextField name="name" label={t('rename.name')} required />
        <TextField name="pinyin" label={t('rename.pinyin')} />
      </Form>
    </Modal>
  );
}
