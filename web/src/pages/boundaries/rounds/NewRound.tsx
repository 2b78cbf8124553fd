/** The beginning of a round: its number, title and days. */
import { Alert, Form, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { DateField, NumberField, TextField } from '../../../forms/fields';
import { useFormSend } from '../../../parts/useFormSend';
import { type Round, roundsPath } from './rounds';

interface Props {
  next: number;
  onClose: () => void;
  onDone: (round: Round) => void;
}

export function NewRound({ next, onClose, onDone }: Props) {
  const { t } = useTranslation('rounds');
  const [form] = Form.useForm<Partial<Round>>();
  const { submit, busy, message } = useFormSend<Round>(form, ({ data }) => onDone(data));
  const finish = ({ number, title, starts_on, ends_on }: Partial<Round>) =>
    void submit({ method: 'POST', path: roundsPath, body: { number, title: title ?? '', starts_on: starts_on || null, ends_on: ends_on || null } });
  return (
    <Modal open title={t('new.go')} okText={t('new.save')} onOk={form.submit} onCancel={onClose} confirmLoading={busy} destroyOnHidden>
      <Form form={form} layout="vertical" name="new-round" initialValues={{ number: next, title: t('new.titleOf', { number: next }) }} onFinish={finish} requiredMark={false}>
        {message && <Alert type="error" showIcon title={<span className="lines">{message}</span>} />}
        <NumberField name="number" label={t('new.number')} min={1} whole required />
        <TextField name="title" label={t('new.title')} />
        <div className="two-up">
          <DateField name="starts_on" label={t('new.starts')} />
          <DateField name="ends_on" label={t('new.ends')} />
        </div>
        <p className="muted">{t('new.hint')}</p>
      </Form>
    </Modal>
  );
}
