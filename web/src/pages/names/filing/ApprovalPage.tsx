/** One approval: its names, where it is filed and by what article, its papers and its announcements. */
import { useQuery } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { get } from '../../../api/client';
import { useSession } from '../../../api/session';
import { none } from '../../../lib/format';
import { Failed, Loading } from '../../../shell/States';
import '../../pages.css';
import { DutyText } from '../ledger/DutyText';
import { Attachments } from '../../../parts/Attachments';
import { ApprovalAnnouncements } from './ApprovalAnnouncements';
import { ApprovedNames } from './ApprovedNames';
import { FileModal, UnfileModal } from './FileModal';
import { approvalPath, type FullApproval } from './filing';
import './filing.css';
import { Papers } from './Papers';

/** What may be uploaded to an approval; the package sorts it by this. */
const roles = ['approval', 'application', 'report', 'file'] as const;

export function ApprovalPage() {
  const { t } = useTranslation('filing');
  const { id = '' } = useParams();
  const { may } = useSession();
  const { data, error, refetch } = useQuery({
    queryKey: ['list', 'approval', id],
    queryFn: ({ signal }) => get<FullApproval>(approvalPath(id), undefined, signal),
  });
  if (error) return <Failed error={error} retry={() => void refetch()} />;
  if (!data) return <Loading />;
  return (
    <div className="page">
      <p><Link to="/names/filing">{t('back')}</Link></p>
      <h1>{data.document}</h1>
      {data.counts.unpublished > 0 && <Alert type="info" showIcon title={t('unpublished', { count: data.counts.unpublished })} />}
      <Facts approval={data} />
      <ApprovedNames names={data.names} />
      <Papers approval={data} />
      <section className="card">
        <h2>{t('uploads')}</h2>
        <p className="muted">{t('uploadsHint')}</p>
        <Attachments owner="approval" ownerId={data.id} roles={roles} mayAdd={may.names === true} />
        {data.sets.map((set) => (
          <div key={set.id}>
            <h3><Link to={`/names/changes/${set.id}`}>{t('ofSet', { number: set.number, title: set.title })}</Link></h3>
            <Attachments owner="change_set" ownerId={set.id} roles={roles} mayAdd={false} />
          </div>
        ))}
      </section>
      <ApprovalAnnouncements approval={data} />
    </div>
  );
}

function Facts({ approval }: { approval: FullApproval }) {
  const { t } = useTranslation('filing');
  const { may } = useSession();
  const [doing, setDoing] = useState<'file' | 'unfile'>();
  const { filing, announcement, route } = approval;
  const close = () => setDoing(undefined);
  return (
    <section className="card">
      <div className="totals-head">
        <h2>{t('facts')}</h2>
        <span className="row-actions">
          {may.names && !filing.filed_on && approval.names.length > 0 && <Button type="primary" onClick={() => setDoing('file')}>{t('file.go')}</Button>}
          {may.review && filing.filed_on && <Button danger onClick={() => setDoing('unfile')}>{t('unfile.go')}</Button>}
        </span>
      </div>
      <dl className="fact-list">
        <Fact label={t('authority')}>{approval.authority} <small className="muted">{t(`kinds.${approval.authority_kind}`)}</small></Fact>
        <Fact label={t('approvedOn')}>{approval.approved_on}</Fact>
        <Fact label={t('route')}>
          {route.receiver || t('receiverUnknown')}
          <small className="block muted">{t(`routes.${route.rule}`)}</small>
        </Fact>
        <Fact label={t('filing')}>
          <DutyText duty={filing} done={filing.filed_on} />
          {filing.filed_on && <small className="block">{t('filedAs', { document: filing.document, receiver: filing.receiver || none, clerk: filing.clerk || none })}</small>}
        </Fact>
        <Fact label={t('announcement')}>
          <DutyText duty={announcement} done={announcement.announced_on} afterFiling={approval.authority_kind === 'other_department'} note={announcement.state === 'none' ? undefined : t(`terms.${approval.authority_kind}`)} />
        </Fact>
        {approval.note && <Fact label={t('note')}>{approval.note}</Fact>}
      </dl>
      {doing === 'file' && <FileModal approval={approval} onClose={close} />}
      {doing === 'unfile' && <UnfileModal approval={approval} onClose={close} />}
    </section>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
