/** Saves a draft of a change of areas; refusals go to their fields, typing is kept on the device. */
import { Form } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Answer, ProblemError } from '../../../api/client';
import { useSend } from '../../../api/lists';
import { useSession } from '../../../api/session';
import { draftKey, readDraft } from '../../../forms/draft';
import { useDraft } from '../../../forms/useDraft';
import { errorText } from '../../../shell/States';
import { type AreaChange, bodyOf, fieldPath, type Values } from './areas';

export function useChangeForm(change: AreaChange | undefined, start: Values, done: (answer: Answer<AreaChange>) => void) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Values>();
  const [message, setMessage] = useState<string>();
  const key = draftKey(useSession().account?.login ?? '', 'areachange', change?.id);
  // A draft made from an older state of the record would hide what was saved since.
  const [kept] = useState(() => {
    const draft = readDraft(key);
    return draft && (draft.base?.version ?? null) === (change?.version ?? null) ? (draft.values as unknown as Values) : undefined;
  });
  const draft = useDraft(key, () => form.getFieldsValue(true) as unknown as Record<string, unknown>, change ? { version: change.version } : null);
  const send = useSend<AreaChange>((answer) => {
    draft.forget();
    done(answer);
  });

  const refuse = (error: unknown, values: Values) => {
    const fields = error instanceof ProblemError ? error.fields : [];
    const placed = fields.map((one) => ({ name: fieldPath(one.field, values), errors: [one.message] }));
    form.setFields(placed as never);
    const shown = placed.filter(({ name }) => form.getFieldInstance(name as never));
    const rest = fields.filter((one) => !shown.some(({ errors }) => errors[0] === one.message)).map((one) => one.message);
    setMessage([...new Set([errorText(error as Error, t), ...rest])].join('\n'));
  };
  const save = async (values: Values) => {
    setMessage(undefined);
    const all = { ...values, parts: values.parts.map((part, i) => ({ ...(form.getFieldValue(['parts', i]) as object), ...part })) };
    try {
      await send.mutateAsync(
        change
          ? { method: 'PATCH', path: `/areas/changes/${change.id}`, body: bodyOf(all), merge: true, ifMatch: change.version }
          : { method: 'POST', path: '/areas/changes', body: bodyOf(all) },
      );
    } catch (error) {
      refuse(error, all);
    }
  };
  return { form, start: kept ?? start, restored: kept !== undefined, message, busy: send.isPending, save, changed: draft.changed, forget: draft.forget };
}
