/**
 * Saves what was typed on top of the version that it was typed for. Somebody else saved first: what they
 * changed elsewhere stays beside it unseen, what they changed in the same fields is shown, and a person chooses.
 */
import type { FormInstance } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Answer, get, ProblemError } from '../../../api/client';
import { type Sending, useSend } from '../../../api/lists';
import type { Values } from '../../../forms/draft';
import { diverged, merged } from '../../../forms/merge';
import type { StaleVersion } from '../../../forms/useSave';
import { errorText } from '../../../shell/States';

export type Versioned = Values & { version: number };

interface Props<T> {
  form: FormInstance<Values>;
  fields: readonly string[];
  /** The record as it was when the typing began. */
  base: Versioned;
  setBase: (base: Versioned) => void;
  /** Where the newer record is read. */
  path: string;
  sending: (values: Values) => Omit<Sending, 'ifMatch'>;
  done: (record: T) => void;
}

export function useVersioned<T>({ form, fields, base, setBase, path, sending, done }: Props<T>) {
  const { t } = useTranslation();
  const send = useSend<T>();
  const [message, setMessage] = useState<string>();
  const [conflict, setConflict] = useState<StaleVersion>();
  const values = () => form.getFieldsValue(true) as Values;

  const refused = (error: unknown) => {
    const at = error instanceof ProblemError ? error.fields.map((one) => ({ ...one, name: one.field.replace(/^\W+/, '') })) : [];
    form.setFields(at.filter((one) => fields.includes(one.name)).map((one) => ({ name: one.name, errors: [one.message] })));
    const rest = at.filter((one) => !fields.includes(one.name)).map((one) => one.message);
    setMessage([...new Set([errorText(error as Error, t), ...rest])].join('\n'));
  };

  /** Reads the newer record; the version to go on with when nobody touched these fields. */
  const newer = async (): Promise<number | undefined> => {
    const theirs = await get<Versioned>(path);
    const differences = diverged(base, theirs, values(), [...fields]);
    if (differences.length === 0) return theirs.version;
    setConflict({ theirs, fields: differences });
    return undefined;
  };

  const put = async (version: number, again: boolean): Promise<Answer<T> | undefined> => {
    try {
      return await send.mutateAsync({ ...sending(values()), ifMatch: version });
    } catch (error) {
      if (!(error instanceof ProblemError) || error.status !== 412 || !again) throw error;
      const fresh = await newer();
      return fresh === undefined ? undefined : put(fresh, false);
    }
  };

  const submit = async () => {
    setMessage(undefined);
    try {
      const answer = await put(base.version, true);
      if (answer) done(answer.data);
    } catch (error) {
      refused(error);
    }
  };

  const resolve = (takeTheirs: string[]) => {
    if (!conflict) return;
    form.setFieldsValue(merged(conflict.theirs, values(), takeTheirs));
    setBase(conflict.theirs as Versioned);
    setConflict(undefined);
  };
  return { submit, resolve, busy: send.isPending, message, conflict };
}
