/** The announcements that speak of an approval's names, and a draft for those that wait. */
import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { usePages, useSend } from '../../../api/lists';
import { useSession } from '../../../api/session';
import { errorText, Failed } from '../../../shell/States';
import { More } from '../../../parts/More';
import { AnnouncementsTable } from './AnnouncementsTable';
import { type Announcement, announcementsPath, bureauFor, type FullApproval } from './filing';

export function ApprovalAnnouncements({ approval }: { approval: FullApproval }) {
  const { t } = useTranslation('filing');
  const { t: tm } = useTranslation();
  const { may, account } = useSession();
  const navigate = useNavigate();
  const { items, loading, error, retry, more, fetching } = usePages<Announcement>(announcementsPath, { approval: approval.id });
  const send = useSend<Announcement>(({ data }) => void navigate(`/names/filing/announcements/${data.id}`));
  const draft = () => send.mutate({ method: 'POST', path: announcementsPath, body: { approvals: [approval.id], area: bureauFor(account?.area_code ?? '', approval.authority_area) } });
  return (
    <section className="stack">
      <div className="totals-head">
        <h2>{t('tabs.announcements')}</h2>
        {may.names && approval.counts.unannounced > 0 && <Button type="primary" loading={send.isPending} onClick={draft}>{t('draftFor', { count: approval.counts.unannounced })}</Button>}
      </div>
      {send.error && <Alert type="error" showIcon title={errorText(send.error, tm)} />}
      {error && <Failed error={error} retry={retry} />}
      <AnnouncementsTable items={items} loading={loading} />
      <More more={more} fetching={fetching} />
    </section>
  );
}
