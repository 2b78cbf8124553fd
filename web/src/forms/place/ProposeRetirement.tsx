/** Proposing that a name be abolished (销名), or that an entry be struck as an error. */
import { useQueryClient } from '@tanstack/react-query';
import { Alert, Form, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { Place } from '../../api/types';
import { propose, type Target } from '../../pages/names/changes/target';
import { TargetFields } from '../../pages/names/changes/TargetFields';
import { errorText } from '../../shell/States';
import { TextField } from '../fields';
import '../forms.css';

export function ProposeRetirement({ place, onClose }: { place: Place; onClose: () => void }) {
  const { t } = useTranslation('changes');
  const { t: tm } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [form] = Form.useForm<Target & { reason?: string }>();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<Error>();
  const finish = async ({ reason, ...target }: Target & { reason?: string }) => {
    setBusy(true);
    setError(undefined);
    try {
      const set = await propose(target, { op: 'delete', place_id: place.id, base_version: place.version, reason });
      void client.invalidateQueries({ queryKey: ['list'] });
      void navigate(`/names/changes/${set.id}`);
    } catch (cause) {
      setError(cause as Error);
      setBusy(false);
    }
  };
  return (
    <Modal open title={t('retireTitle', { name: place.name })} okText={t('addToSet')} onOk={form.submit} onCancel={onClose} confirmLoading={busy} destroyOnHidden>
      <Form form={form} layout="vertical" className="record-form" initialValues={{ set: 'new', stream: 'naming' }} onFinish={(values) => void finish(values)} requiredMark={false}>
        <TextField name="reason" label={t('itemReason')} rows={2} />
        <TargetFields title={t('target.titleRetire', { name: place.name })} />
      </Form>
      {error && <Alert type="error" showIcon title={errorText(error, tm)} />}
    </Modal>
  );
}
