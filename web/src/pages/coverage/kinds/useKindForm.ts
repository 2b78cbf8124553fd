/** Sending the form of a kind: what was typed is kept on this device until it is saved, refusals stand at their fields. */
import { Form } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { send } from '../../../api/client';
import { useSession } from '../../../api/session';
import type { FacilityGroup, FacilityKind } from '../../../api/types';
import { draftKey, readDraft } from '../../../forms/draft';
import { useDraft } from '../../../forms/useDraft';
import { time } from '../../../lib/format';
import { errorText } from '../../../shell/States';
import { bodyOf, type KindValues, pathOf, refusedFields, refusedWhole, startOf } from './kinds';

export function useKindForm(kind: FacilityKind | undefined, groups: FacilityGroup[], done: () => Promise<void>) {
  const { t } = useTranslation();
  const [form] = Form.useForm<KindValues>();
  const key = draftKey(useSession().account?.login ?? '', 'facility_kind', kind?.code);
  const [draft, setDraft] = useState(() => readDraft(key));
  const fresh = draft && (draft.base?.version ?? 0) === (kind?.version ?? 0) ? draft : undefined;
  const [start] = useState(() => (fresh?.values as unknown as KindValues | undefined) ?? startOf(kind, groups));
  const { changed, forget } = useDraft(key, () => form.getFieldsValue(true) as Record<string, unknown>, { version: kind?.version ?? 0 });
  const [busy, setBusy] = useState(false);
  const [message, setMessage] = useState<string>();

  const refused = (error: unknown) => {
    const fields = refusedFields(error);
    const placed = fields.filter((one) => !refusedWhole.includes(one.field));
    form.setFields(placed.map((one) => ({ name: pathOf(one.field) as never, errors: [one.message] })));
    const first = placed[0];
    if (first) form.scrollToField(pathOf(first.field), { block: 'center' });
    const rest = fields.filter((one) => refusedWhole.includes(one.field)).map((one) => one.message);
    setMessage([...new Set([errorText(error as Error, t), ...rest])].join('\n'));
  };

  const write = async (body: object) => {
    setBusy(true);
    setMessage(undefined);
    try {
      await (kind
        ? send('PATCH', `/facilities/kinds/${kind.code}`, { body, merge: true, ifMatch: kind.version })
        : send('POST', '/facilities/kinds', { body }));
      forget();
      await done();
    } catch (error) {
      refused(error);
    } finally {
      setBusy(false);
    }
  };

  return {
    form, start, busy, message, changed,
    /** When what was typed before was kept. */
    restored: fresh ? time(fresh.savedAt) : undefined,
    save: () => void write(bodyOf(form.getFieldsValue(true) as KindValues, kind)),
    setRetired: (retired: boolean) => void write({ retired }),
    discard: () => {
      forget();
      setDraft(undefined);
      form.setFieldsValue(startOf(kind, groups));
    },
  };
}
