/** A form about some fields of a record: keeps a draft, saves on the version it was typed for, shows what others changed. */
import { Alert, Button, Form } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Sending } from '../../../api/lists';
import { useSession } from '../../../api/session';
import { Conflict } from '../../../forms/Conflict';
import { draftKey, readDraft, type Values } from '../../../forms/draft';
import { useDraft } from '../../../forms/useDraft';
import { time } from '../../../lib/format';
import { useVersioned, type Versioned } from './useVersioned';

interface Props<T> {
  /** What the draft is filed under: a kind of form and the record. */
  draft: { kind: string; id: string };
  record: Versioned;
  fields: readonly string[];
  path: string;
  sending: (values: Values) => Omit<Sending, 'ifMatch'>;
  label: (field: string) => string;
  say?: (field: string, value: unknown) => string;
  save: string;
  /** What stands in the form at first where the record has nothing. */
  start?: Values;
  done?: (record: T) => void;
  disabled?: boolean;
  children: ReactNode;
}

/** The fields alone, nothing as undefined: inputs then are empty. */
const part = (record: Values, fields: readonly string[]): Values => Object.fromEntries(fields.map((field) => [field, record[field] ?? undefined]));

export function VersionedForm<T>({ draft: of, record, fields, path, sending, label, say, save, start = {}, done, disabled, children }: Props<T>) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Values>();
  const key = draftKey(useSession().account?.login ?? '', of.kind, of.id);
  const [draft, setDraft] = useState(() => readDraft(key));
  const [base, setBase] = useState<Versioned>(() => (draft?.base as Versioned | null | undefined) ?? { ...part(record, fields), version: record.version });
  const [initial] = useState(() => draft?.values ?? { ...start, ...Object.fromEntries(Object.entries(part(record, fields)).filter(([, value]) => value !== undefined && value !== '')) });
  const { changed, forget } = useDraft(key, () => form.getFieldsValue(true) as Values, base);
  const { submit, resolve, busy, message, conflict } = useVersioned<T>({
    form, fields, base, setBase, path, sending,
    done: (saved) => {
      forget();
      setDraft(undefined);
      setBase({ ...part(saved as Values, fields), version: (saved as Versioned).version });
      done?.(saved);
    },
  });
  const discard = () => {
    forget();
    setDraft(undefined);
    setBase({ ...part(record, fields), version: record.version });
    form.setFieldsValue({ ...Object.fromEntries(fields.map((field) => [field, undefined])), ...start, ...part(record, fields) });
  };
  return (
    <Form form={form} name={of.kind} layout="vertical" initialValues={initial} requiredMark={false} scrollToFirstError disabled={disabled || busy} onValuesChange={changed} onFinish={() => void submit()}>
      {draft && (
        <Alert
          className="draft-note" type="info" showIcon title={t('form.draft', { time: time(draft.savedAt) })}
          action={<Button size="small" onClick={discard}>{t('form.discard')}</Button>}
        />
      )}
      {children}
      {conflict && <Conflict conflict={conflict} onResolve={resolve} label={label} say={say} />}
      {message && <Alert type="error" showIcon title={<span className="lines">{message}</span>} />}
      <Button type="primary" htmlType="submit" loading={busy} disabled={conflict !== undefined || disabled}>{save}</Button>
    </Form>
  );
}
