/** Sends a form and shows refusals at the fields they speak of. */
import type { FormInstance } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Answer, ProblemError } from '../api/client';
import { type Sending, useSend } from '../api/lists';
import { errorText } from '../shell/States';

export function useFormSend<T>(form: FormInstance, done: (answer: Answer<T>) => void) {
  const { t } = useTranslation();
  const [message, setMessage] = useState<string>();
  const send = useSend<T>(done);
  const submit = async (sending: Sending) => {
    setMessage(undefined);
    try {
      await send.mutateAsync(sending);
    } catch (error) {
      const fields = error instanceof ProblemError ? error.fields : [];
      const known = Object.keys(form.getFieldsValue() as object);
      const nameOf = (field: string) => field.replace(/^[/.]+/, '').split(/[/.[]/)[0] ?? '';
      form.setFields(fields.filter((one) => known.includes(nameOf(one.field))).map((one) => ({ name: nameOf(one.field), errors: [one.message] })));
      const rest = fields.filter((one) => !known.includes(nameOf(one.field))).map((one) => one.message);
      setMessage([...new Set([errorText(error as Error, t), ...rest])].join('\n'));
    }
  };
  return { submit, busy: send.isPending, message };
}
