/** A form whose typing is kept on the device: refusals go to their fields, also inside groups and lists; a stale version is told. */
import { useQueryClient } from '@tanstack/react-query';
import { Form } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Answer, ProblemError } from '../../../../api/client';
import { type Sending, useSend } from '../../../../api/lists';
import { useSession } from '../../../../api/session';
import { draftKey, readDraft, type Values } from '../../../../forms/draft';
import { useDraft } from '../../../../forms/useDraft';
import { errorText } from '../../../../shell/States';

/** registration.witnesses[0].text as the form names it. */
export function fieldPath(field: string): (string | number)[] {
  return field.replace(/^body\./, '').split(/[.[\]/]+/).filter(Boolean).map((step) => (/^\d+$/.test(step) ? Number(step) : step));
}

interface Options<T> {
  /** Names the form among those of the account. */
  kind: string;
  id?: string;
  /** Values of an empty form. */
  start: Values;
  /** The version that is changed. */
  version?: number;
  done: (answer: Answer<T>) => void;
}

export function useKeptForm<T>({ kind, id, start, version, done }: Options<T>) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [form] = Form.useForm<Values>();
  const [message, setMessage] = useState<string>();
  const [stale, setStale] = useState(false);
  const key = draftKey(useSession().account?.login ?? '', kind, id);
  const [kept] = useState(() => readDraft(key)?.values);
  const draft = useDraft(key, () => form.getFieldsValue(true) as Values, null);
  const send = useSend<T>((answer) => {
    draft.forget();
    done(answer);
  });

  const submit = async (sending: Omit<Sending, 'ifMatch'>) => {
    setMessage(undefined);
    setStale(false);
    try {
      await send.mutateAsync({ ...sending, ifMatch: version });
    } catch (error) {
      const fields = error instanceof ProblemError ? error.fields : [];
      form.setFields(fields.map((one) => ({ name: fieldPath(one.field), errors: [one.message] })) as never);
      const rest = fields.filter((one) => !form.getFieldInstance(fieldPath(one.field) as never)).map((one) => one.message);
      setMessage([...new Set([errorText(error as Error, t), ...rest])].join('\n'));
      setStale(error instanceof ProblemError && error.status === 412);
    }
  };
  const startAnew = () => {
    draft.forget();
    form.resetFields();
    form.setFieldsValue({ ...Object.fromEntries(Object.keys(form.getFieldsValue(true) as object).map((name) => [name, undefined])), ...start });
  };
  /** Reads the newest version; what was typed stays. */
  const reload = () => {
    setStale(false);
    setMessage(undefined);
    void client.invalidateQueries();
  };
  return {
    form, initialValues: { ...start, ...kept }, restored: kept !== undefined, startAnew, changed: draft.changed, forget: draft.forget,
    submit, busy: send.isPending, message, stale, reload,
  };
}

export type KeptForm = ReturnType<typeof useKeptForm<never>>;
