/** A comparison by its link, for readers without an account. The token stands behind #, which browsers do not send. */
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'react-router';
import { ProblemError, send } from '../../../api/client';
import { mayRead, useSession } from '../../../api/session';
import { time } from '../../../lib/format';
import { Empty, Failed, Loading } from '../../../shell/States';
import '../../pages.css';
import type { Shared } from '../siting/siting';
import '../siting/siting.css';
import { SideBySide } from './SideBySide';

export function SharedPage() {
  const { t } = useTranslation('siting');
  const session = useSession();
  const token = useLocation().hash.slice(1);
  const { data, error, refetch } = useQuery({
    queryKey: ['shared', token],
    queryFn: async ({ signal }) => (await send<Shared>('GET', '/siting/shared', { headers: { 'Share-Token': token }, signal })).data,
    retry: false,
    enabled: token !== '',
  });
  if (token === '' || (error instanceof ProblemError && error.status === 404)) return <Empty>{t('noSharedLink')}</Empty>;
  if (error) return <Failed error={error} retry={() => void refetch()} />;
  if (!data) return <Loading />;
  return (
    <div className="page wide-page">
      <header className="page-head"><h1>{data.name}</h1></header>
      <p className="muted">{data.area_name} · {t(`cover.${data.cover.by}`)} · {t('sharedAt', { at: time(data.shared_at), until: data.until })}</p>
      <SideBySide data={data} mapped={mayRead(session, 'areas')} />
      {!data.placed && <p className="muted">{t('notPlaced')}</p>}
      <section className="card">
        {data.scenarios.map((one, i) => (
          <div key={i}>
            <h2>{one.name}</h2>
            <ol>{one.sites.map((site, n) => <li key={n}>{site.name}{site.township_name && site.township_name !== site.name ? `（${site.township_name}）` : ''}</li>)}</ol>
          </div>
        ))}
      </section>
    </div>
  );
}
