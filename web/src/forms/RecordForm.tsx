/** The form of a record: keeps a draft, sends only what changed, and never drops what was typed. */
import { Alert, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../api/session';
import type { Facility, Line, Marker, Place } from '../api/types';
import { time } from '../lib/format';
import { useMapParams } from '../pages/map/params';
import { PanelHead } from '../pages/map/panel/Panel';
import { Conflict } from './Conflict';
import { Doubts } from './Doubts';
import { draftKey, readDraft, type Values } from './draft';
import { FacilityFields } from './FacilityFields';
import { type FormKind, starters, valuesOf } from './kinds';
import { LineFields } from './LineFields';
import { MarkerFields } from './MarkerFields';
import { MatterField } from './place/MatterField';
import { PlaceFields } from './PlaceFields';
import { useDraft } from './useDraft';
import { useSave } from './useSave';

interface Props {
  kind: FormKind;
  record?: Place | Marker | Facility | Line;
  /** Where the form stands on a page of its own, not beside the map: what follows when it is left or saved. */
  onLeave?: () => void;
}

const bodies = { place: PlaceFields, marker: MarkerFields, facility: FacilityFields, line: LineFields };

export function RecordForm({ kind, record, onLeave }: Props) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Values>();
  const { go } = useMapParams();
  const login = useSession().account?.login ?? '';
  const id = record && ('id' in record ? record.id : record.code);
  const key = draftKey(login, kind, id);
  const [draft, setDraft] = useState(() => readDraft(key));
  // The record as opened: newer versions arriving meanwhile must not slip in unseen.
  const [base, setBase] = useState(() => draft?.base ?? (record ? { ...valuesOf(kind, record), version: record.version } : null));
  const [start] = useState(() => draft?.values ?? (record ? valuesOf(kind, record) : starters[kind]));
  const { changed, forget } = useDraft(key, () => form.getFieldsValue(true) as Values, base);
  const done = onLeave ?? ((saved: string) => go({ kind, id: saved }, undefined, id !== undefined));
  const save = useSave({ kind, id, form, base, setBase, draftKey: key, forget, done });
  const leave = onLeave ?? (() => go(id ? { kind, id } : undefined, undefined, true));
  const discard = () => {
    forget();
    setDraft(undefined);
    leave();
  };

  const Body = bodies[kind];
  return (
    <>
      {!onLeave && <PanelHead title={id ? t(`form.edit.${kind}`) : t(`form.new.${kind}`)} onClose={leave} />}
      <Form
        form={form} layout="vertical" className="record-form" initialValues={start} requiredMark={false} scrollToFirstError
        onValuesChange={changed} onFinish={() => void save.submit()} disabled={save.busy}
      >
        <div className="form-body">
          {draft && (
            <Alert
              type="info" showIcon title={t('form.draft', { time: time(draft.savedAt) })}
              action={<Button size="small" onClick={discard}>{t('form.discard')}</Button>}
            />
          )}
          <Body isNew={!id} touched={changed} asksReason={save.asksReason} id={id} original={typeof base?.name === 'string' ? base.name : undefined} />
          {kind === 'place' && typeof base?.name === 'string' && <MatterField original={base.name} />}
          <Form.Item name="reason" label={t('field.reason')} extra={t('form.reasonHint')}>
            <Input.TextArea autoSize={{ minRows: 1, maxRows: 4 }} maxLength={1000} />
          </Form.Item>
        </div>
        <div className="form-foot">
          {save.conflict && <Conflict conflict={save.conflict} onResolve={save.resolve} />}
          <Doubts doubts={save.doubts} busy={save.busy} onConfirm={(codes) => void save.submit(codes)} />
          {save.message && <Alert type="error" showIcon title={save.message} description={save.details} />}
          {save.unchanged && <Alert type="info" showIcon title={t('form.unchanged')} />}
          <div className="form-buttons">
            <Button onClick={leave}>{t('form.later')}</Button>
            <Button type="primary" htmlType="submit" loading={save.busy} disabled={save.conflict !== undefined}>
              {t('form.save')}
            </Button>
          </div>
        </div>
      </Form>
    </>
  );
}

