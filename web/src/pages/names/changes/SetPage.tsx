/** One change set: what is proposed, how far it has come, and what the reader may do about it. */
import { LeftOutlined } from '@ant-design/icons';
import { Alert, Steps, Tag } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useAreaNames } from '../../../api/queries';
import { time } from '../../../lib/format';
import { Failed, Loading } from '../../../shell/States';
import '../../pages.css';
import { Attachments } from '../../../parts/Attachments';
import { ApprovalCard } from './ApprovalCard';
import type { ChangeSet } from './changes';
import './changes.css';
import { ItemsTable } from './ItemsTable';
import { progress } from './rows';
import { SetActions } from './SetActions';
import { StateTag } from './StateTag';
import { useSet } from './useSet';

const papers = ['application', 'report', 'sketch', 'photo', 'approval', 'file'] as const;

export function SetPage() {
  const { t } = useTranslation('changes');
  const { id = '' } = useParams();
  const { data: set, error, refetch } = useSet(id);
  if (error && !set) return <Failed error={error} retry={() => void refetch()} />;
  if (!set) return <Loading />;
  return (
    <div className="page wide-page">
      <p><Link to="/names/changes"><LeftOutlined /> {t('title')}</Link></p>
      <header className="page-head">
        <h1 className="set-title">
          <span className="muted">{t('numbered', { number: set.number })}</span> {set.title}
          <StateTag state={set.state} />
          <Tag>{t(`streams.${set.stream}`)}</Tag>
        </h1>
        <SetActions set={set} />
      </header>
      <Progress set={set} />
      <Facts set={set} />
      <Hints set={set} />
      {(set.stream === 'naming' || set.approval) && <ApprovalCard set={set} />}
      <ItemsTable set={set} />
      <section className="card" aria-label={t('papers')}>
        <h2>{t('papers')}</h2>
        <Attachments owner="change_set" ownerId={set.id} roles={papers} mayAdd={set.may.edit} />
      </section>
    </div>
  );
}

function Progress({ set }: { set: ChangeSet }) {
  const { t } = useTranslation('changes');
  const { current, status } = progress(set.state);
  const ended = set.state === 'returned' || set.state === 'withdrawn';
  const line = [t('states.draft'), set.state === 'returned' ? t('states.returned') : t('states.submitted'), t('states.accepted'), t('states.published')];
  if (set.state === 'withdrawn') line[0] = t('states.withdrawn');
  const at = [set.created_at, ended ? set.decided_at : set.submitted_at, set.state === 'accepted' || set.state === 'published' ? set.decided_at : null, set.published_at];
  return (
    <Steps
      className="set-steps" size="small" current={current} status={status} responsive={false} titlePlacement="vertical"
      items={line.map((title, i) => ({ title, content: at[i] ? <small>{time(at[i])}</small> : undefined }))}
    />
  );
}

function Facts({ set }: { set: ChangeSet }) {
  const { t } = useTranslation('changes');
  const areaName = useAreaNames();
  const rows: [string, ReactNode][] = [
    [t('reason'), set.reason],
    [t('author'), set.author_name || set.author],
    [t('reviewer'), set.reviewer_name || set.reviewer],
    [t('verdict'), set.verdict],
    [t('area'), set.area_code && areaName(set.area_code)],
    [t('reverts'), set.reverts && <Link to={`/names/changes/${set.reverts}`}>{t('openSet')}</Link>],
    [t('revertedBy'), set.reverted_by && <Link to={`/names/changes/${set.reverted_by}`}>{t('openSet')}</Link>],
  ];
  return (
    <dl className="set-facts">
      {rows.filter(([, value]) => value).map(([label, value]) => <div key={label}><dt>{label}</dt><dd>{value}</dd></div>)}
    </dl>
  );
}

/** What keeps the set from going on. */
function Hints({ set }: { set: ChangeSet }) {
  const { t } = useTranslation('changes');
  const over = set.state === 'published' || set.state === 'withdrawn';
  if (over) return null;
  return (
    <>
      {set.state === 'returned' && <Alert type="warning" showIcon title={t('hint.returned', { count: set.counts.returned })} description={set.verdict || undefined} />}
      {set.counts.conflicts > 0 && <Alert type="error" showIcon title={t('hint.conflicts', { count: set.counts.conflicts })} />}
      {set.state === 'accepted' && set.stream === 'naming' && !set.approval && <Alert type="info" showIcon title={t('hint.noApproval')} />}
    </>
  );
}
