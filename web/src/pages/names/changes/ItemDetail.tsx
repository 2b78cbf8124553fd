/** One item opened: diff, conflicts, findings, map, verdict, and what its author may change. */
import { Alert, Button, Input } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Ask } from '../../../shell/Ask';
import { errorText, Loading } from '../../../shell/States';
import { type ChangeSet, type Item, itemPath } from './changes';
import { Conflicts } from './Conflicts';
import { DiffTable } from './DiffTable';
import { Findings } from './Findings';
import { contested } from './rows';
import { useSetSend } from './useSet';
import { Verdict } from './Verdict';

const ItemMap = lazy(async () => ({ default: (await import('./ItemMap')).ItemMap }));

interface Props {
  set: ChangeSet;
  item: Item;
  /** Show the map at once where the position changes. */
  mapOpen: boolean;
}

export function ItemDetail({ set, item, mapOpen }: Props) {
  const { t } = useTranslation('changes');
  const { before, after } = item.geometry;
  const moved = JSON.stringify(before) !== JSON.stringify(after);
  const [map, setMap] = useState(mapOpen && moved);
  return (
    <div className="item-detail">
      {item.reason && <p><span className="muted">{t('reason')}：</span>{item.reason}</p>}
      {item.verdict_reason && <Alert type={item.verdict === 'returned' ? 'warning' : 'info'} showIcon title={t('verdictReason', { reason: item.verdict_reason })} />}
      {item.op === 'delete' && <p>{t('retires', { name: item.place_name })}</p>}
      <DiffTable item={item} />
      {contested(item).length > 0 && <Conflicts set={set} item={item} />}
      {(item.findings.length > 0 || item.rule_reason) && (
        <div className="stack">
          <Findings findings={item.findings} />
          <RuleReason set={set} item={item} />
        </div>
      )}
      {(before ?? after) && !map && <div><Button size="small" onClick={() => setMap(true)}>{moved ? t('showMove') : t('showMap')}</Button></div>}
      {map && <Suspense fallback={<Loading />}><ItemMap item={item} /></Suspense>}
      <div className="item-foot">
        {set.may.review && <Verdict set={set} item={item} />}
        {set.may.edit && <Mend set={set} item={item} />}
      </div>
    </div>
  );
}

/** Why the name may stand although a rule speaks against it. */
function RuleReason({ set, item }: { set: ChangeSet; item: Item }) {
  const { t } = useTranslation('changes');
  const { t: tm } = useTranslation();
  const [text, setText] = useState(item.rule_reason);
  const send = useSetSend(set.id);
  const needed = item.findings.some((one) => one.severity === 'error');
  if (!set.may.edit || !needed) return item.rule_reason ? <p><span className="muted">{t('ruleReason')}：</span>{item.rule_reason}</p> : null;
  const save = () => send.mutate({ method: 'PATCH', path: itemPath(set.id, item.id), body: { rule_reason: text.trim() }, merge: true, ifMatch: set.version });
  return (
    <div className="rule-reason">
      <label>
        {t('ruleReason')}
        <Input.TextArea value={text} onChange={(event) => setText(event.target.value)} autoSize={{ minRows: 1, maxRows: 4 }} maxLength={2000} status={text.trim() ? '' : 'error'} />
      </label>
      <Button size="small" disabled={text.trim() === item.rule_reason} loading={send.isPending} onClick={save}>{t('save')}</Button>
      {send.error && <Alert type="error" showIcon title={errorText(send.error, tm)} />}
    </div>
  );
}

function Mend({ set, item }: { set: ChangeSet; item: Item }) {
  const { t } = useTranslation('changes');
  const { t: tm } = useTranslation();
  const send = useSetSend(set.id);
  const selected = item.op === 'add' ? 'do=propose-new' : `sel=place/${item.place_id}&do=propose`;
  const moved = item.op === 'modify' && item.current_version > item.base_version;
  return (
    <div className="row-actions">
      {item.op !== 'delete' && <Link className="button-link" to={`/?${selected}&set=${set.id}&item=${item.id}`}>{t('mend')}</Link>}
      <Ask
        title={t('dropItemAsk', { name: item.place_name })} okText={t('dropItem')}
        onConfirm={() => send.mutate({ method: 'DELETE', path: itemPath(set.id, item.id), ifMatch: set.version })}
      >
        <Button size="small" danger loading={send.isPending}>{t('dropItem')}</Button>
      </Ask>
      {moved && <span className="muted">{t('movedOn', { base: item.base_version, current: item.current_version })}</span>}
      {send.error && <Alert type="error" showIcon title={errorText(send.error, tm)} />}
    </div>
  );
}
