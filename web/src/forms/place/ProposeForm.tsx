/** The form of an entry as a proposal: what is typed goes into a change set, not into the gazetteer. */
import { Alert, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../api/session';
import type { Place } from '../../api/types';
import { time } from '../../lib/format';
import { useMapParams } from '../../pages/map/params';
import { PanelHead } from '../../pages/map/panel/Panel';
import type { ChangeSet, Item } from '../../pages/names/changes/changes';
import { TargetFields } from '../../pages/names/changes/TargetFields';
import { draftKey, readDraft, type Values } from '../draft';
import { starters, valuesOf } from '../kinds';
import { PlaceFields } from '../PlaceFields';
import { useDraft } from '../useDraft';
import { proposedValues } from './proposal';
import { useNameCheck } from './useNameCheck';
import { usePropose } from './usePropose';

interface Props {
  /** Absent for an addition. */
  place?: Place;
  /** The item that is mended; absent for a new one. */
  mending?: { set: ChangeSet; item: Item };
  /** The report that led here. */
  report?: string;
}

export function ProposeForm({ place, mending, report }: Props) {
  const { t } = useTranslation('changes');
  const { t: tm } = useTranslation();
  const [form] = Form.useForm<Values>();
  const { go } = useMapParams();
  const login = useSession().account?.login ?? '';
  const key = draftKey(login, 'propose', mending?.item.id ?? place?.id);
  const [draft] = useState(() => readDraft(key));
  const [base] = useState<Values | null>(() => draft?.base ?? (place ? { ...valuesOf('place', place), version: place.version } : null));
  const [start] = useState<Values>(() => draft?.values ?? {
    ...(base ?? starters.place), ...(mending ? proposedValues(mending.item) : {}), reason: mending?.item.reason, rule_reason: mending?.item.rule_reason,
    set: 'new', stream: place ? 'correction' : 'naming',
  });
  const { changed, forget } = useDraft(key, () => form.getFieldsValue(true) as Values, base);
  const propose = usePropose({ form, place, base, mending, report, draftKey: key, forget });
  const original = place?.name;
  const findings = useNameCheck(form, { id: place?.id, original });
  const name = Form.useWatch('name', { form, preserve: true }) as string | undefined;
  const wanted = findings.some((one) => one.severity === 'error');
  const leave = () => go(place ? { kind: 'place', id: place.id } : undefined, undefined, true);
  const discard = () => {
    forget();
    leave();
  };
  return (
    <>
      <PanelHead title={place ? t('proposeFor', { name: place.name }) : tm('form.proposeNew')} sub={mending && `${t('numbered', { number: mending.set.number })} ${mending.set.title}`} onClose={leave} />
      <Form
        form={form} layout="vertical" className="record-form" initialValues={start} requiredMark={false} scrollToFirstError
        onValuesChange={changed} onFinish={() => void propose.submit()} disabled={propose.busy}
      >
        <div className="form-body">
          {mending?.item.verdict_reason && <Alert type="warning" showIcon title={t('verdictReason', { reason: mending.item.verdict_reason })} />}
          {draft && (
            <Alert
              type="info" showIcon title={tm('form.draft', { time: time(draft.savedAt) })}
              action={<Button size="small" onClick={discard}>{tm('form.discard')}</Button>}
            />
          )}
          <PlaceFields isNew={!place} touched={changed} asksReason={propose.asksReason} id={place?.id} original={original} />
          {wanted && (
            <Form.Item name="rule_reason" label={t('ruleReason')} extra={t('ruleReasonHint')}>
              <Input.TextArea autoSize={{ minRows: 1, maxRows: 4 }} maxLength={2000} />
            </Form.Item>
          )}
          <Form.Item name="reason" label={t('itemReason')} extra={t('itemReasonHint')}>
            <Input.TextArea autoSize={{ minRows: 1, maxRows: 4 }} maxLength={2000} />
          </Form.Item>
          {!mending && <TargetFields title={name ? t(place ? 'target.title' : 'target.titleNew', { name: place?.name ?? name }) : ''} touched={changed} />}
        </div>
        <div className="form-foot">
          {propose.message && <Alert type="error" showIcon title={propose.message} description={propose.details} />}
          {propose.unchanged && <Alert type="info" showIcon title={tm('form.unchanged')} />}
          <div className="form-buttons">
            <Button onClick={leave}>{tm('form.later')}</Button>
            <Button type="primary" htmlType="submit" loading={propose.busy}>{mending ? t('save') : t('addToSet')}</Button>
          </div>
        </div>
      </Form>
    </>
  );
}
