/** Notes what the national database has of many rows at once; all are noted or none. */
import { Alert, Form, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemError } from '../../../api/client';
import { useSend } from '../../../api/lists';
import { useSession } from '../../../api/session';
import { ChoiceField, DateField, TextField } from '../../../forms/fields';
import { today } from '../../../lib/format';
import { errorText } from '../../../shell/States';
import { type LedgerEntry, ledgerPath, type NationalState, nextStates, refusedRows } from './ledger';

export type Noted = Pick<LedgerEntry, 'edit_id' | 'name' | 'national'>;

interface Values {
  state: NationalState;
  on?: string;
  reason?: string;
  export_version?: string;
}

interface Props {
  rows: Noted[];
  onClose: () => void;
  onDone: (noted: number) => void;
  onRefused?: (refused: ReadonlyMap<string, string>) => void;
}

const asked = ['state', 'on', 'reason', 'export_version'] as const;

export function NationalModal({ rows, onClose, onDone, onRefused }: Props) {
  const { t } = useTranslation('nameledger');
  const { t: tm } = useTranslation();
  const { may } = useSession();
  const [form] = Form.useForm<Values>();
  const states = nextStates(rows, may.review === true);
  const [state, setState] = useState(states[0]);
  const [refused, setRefused] = useState<ReadonlyMap<string, string>>(new Map());
  const [message, setMessage] = useState<string>();
  const send = useSend<{ noted: number }>(({ data }) => onDone(data.noted));
  const finish = async (values: Values) => {
    setMessage(undefined);
    const edits = rows.map((row) => row.edit_id);
    const body = { edits, ...values, on: values.state === 'unreported' ? undefined : values.on };
    try {
      await send.mutateAsync({ method: 'POST', path: `${ledgerPath}/national`, body });
    } catch (error) {
      const fields = error instanceof ProblemError ? error.fields : [];
      const found = refusedRows(edits, fields);
      setRefused(found);
      onRefused?.(found);
      form.setFields(asked.flatMap((name) => fields.filter((one) => one.field === name).map((one) => ({ name, errors: [one.message] }))));
      setMessage(found.size > 0 ? t('note.refused', { count: found.size }) : errorText(error as Error, tm));
    }
  };
  return (
    <Modal open title={t('note.title', { count: rows.length })} onCancel={onClose} onOk={form.submit} okText={t('note.go')} okButtonProps={{ disabled: states.length === 0 }} confirmLoading={send.isPending} destroyOnHidden>
      {message && <Alert type="error" showIcon title={message} description={refused.size > 0 && <Refusals rows={rows} refused={refused} />} />}
      {states.length === 0 ? <Alert type="info" showIcon title={t('note.noStep')} /> : (
        <Form form={form} layout="vertical" requiredMark={false} initialValues={{ state: states[0], on: today() }} onValuesChange={(_, all) => setState(all.state)} onFinish={(values) => void finish(values)}>
          <ChoiceField name="state" label={t('note.state')} required options={states.map((value) => ({ value, label: t(`national.${value}`) }))} />
          {state !== 'unreported' && <DateField name="on" label={t('note.on')} required />}
          {(state === 'returned' || state === 'unreported') && <TextField name="reason" label={t(state === 'returned' ? 'note.reason' : 'note.mistake')} rows={2} required />}
          {state !== 'unreported' && <TextField name="export_version" label={t('note.version')} extra={t('note.versionHint')} />}
        </Form>
      )}
    </Modal>
  );
}

function Refusals({ rows, refused }: { rows: Noted[]; refused: ReadonlyMap<string, string> }) {
  return (
    <ul className="refusals">
      {rows.filter((row) => refused.has(row.edit_id)).map((row) => <li key={row.edit_id}><strong>{row.name}</strong> {refused.get(row.edit_id)}</li>)}
    </ul>
  );
}
