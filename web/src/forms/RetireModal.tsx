/** Retiring a record: it leaves the map, its history stays. */
import { useQueryClient } from '@tanstack/react-query';
import { Alert, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemError, send } from '../api/client';
import { recordPath } from '../api/queries';
import { useMapBus } from '../pages/map/bus';
import type { Selection } from '../pages/map/params';
import { errorText } from '../shell/States';
import { type FormKind, tilesetOf } from './kinds';

interface Props {
  selection: Selection;
  version: number;
  name: string;
  onDone: () => void;
}

export function RetireModal({ selection, version, name, onDone }: Props) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { refresh } = useMapBus();
  const [form] = Form.useForm<{ reason: string }>();
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);
  const kind = selection.kind as FormKind;

  const retire = async ({ reason }: { reason: string }) => {
    setBusy(true);
    try {
      await send('DELETE', recordPath(kind, selection.id), { ifMatch: version, query: { reason } });
      refresh(tilesetOf[kind]);
      await client.invalidateQueries({ queryKey: ['record', kind, selection.id] });
      onDone();
    } catch (cause) {
      if (!(cause instanceof ProblemError)) throw cause;
      setError(cause.status === 412 ? t('retire.stale') : errorText(cause, t));
      if (cause.status === 412) await client.invalidateQueries({ queryKey: ['record', kind, selection.id] });
    } finally {
      setBusy(false);
    }
  };

  return (
    <Modal
      open title={t('retire.title', { name })} okText={t('action.retire')} okButtonProps={{ danger: true }} confirmLoading={busy}
      onOk={() => form.submit()} onCancel={onDone}
    >
      <p>{t('retire.text')}</p>
      <Form form={form} layout="vertical" requiredMark={false} onFinish={(values) => void retire(values)}>
        <Form.Item name="reason" label={t('field.reason')} rules={[{ required: true, whitespace: true, message: t('form.required') }]}>
          <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={500} />
        </Form.Item>
      </Form>
      {error && <Alert type="error" showIcon title={error} />}
    </Modal>
  );
}
