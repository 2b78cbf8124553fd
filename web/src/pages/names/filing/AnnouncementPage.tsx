/** One announcement: a draft to be worded and published, or what was published. */
import { Alert } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { get } from '../../../api/client';
import { useSession } from '../../../api/session';
import { Failed, Loading } from '../../../shell/States';
import '../../pages.css';
import { State } from './AnnouncementsTable';
import { DraftForm } from './DraftForm';
import { type Announcement, announcementPath } from './filing';
import './filing.css';
import { Made } from './Papers';
import { Replacing } from './Replacing';

export function AnnouncementPage() {
  const { t } = useTranslation('filing');
  const { id = '' } = useParams();
  const { may } = useSession();
  const { data, error, refetch } = useQuery({
    queryKey: ['list', 'announcement', id],
    queryFn: ({ signal }) => get<Announcement>(announcementPath(id), undefined, signal),
  });
  if (error) return <Failed error={error} retry={() => void refetch()} />;
  if (!data) return <Loading />;
  const draft = data.state === 'draft' && may.names === true;
  return (
    <div className="page">
      <p><Link to="/names/filing?tab=announcements">{t('backToAnnouncements')}</Link></p>
      <header className="page-head">
        <h1>{data.title}</h1>
        <span className="row-actions"><State one={data} /><Made path={`${announcementPath(data.id)}/paper`} label={data.title} /></span>
      </header>
      <Replaced one={data} />
      {draft ? <DraftForm key={`${data.id} ${data.version}`} draft={data} /> : <Published one={data} />}
      {data.state === 'published' && may.names && <Replacing one={data} />}
    </div>
  );
}

/** What it corrects or withdraws, and what has corrected or withdrawn it. */
function Replaced({ one }: { one: Announcement }) {
  const { t } = useTranslation('filing');
  return (
    <>
      {one.replaced_by && <Alert type="warning" showIcon title={<Link to={`/names/filing/announcements/${one.replaced_by}`}>{t(one.state === 'withdrawn' ? 'withdrawnBy' : 'correctedBy', { number: one.replaced_by_number })}</Link>} />}
      {one.replaces && <Alert type="info" showIcon title={<Link to={`/names/filing/announcements/${one.replaces}`}>{t('replaces', { number: one.replaces_number, title: one.replaces_title })}</Link>} />}
    </>
  );
}

function Published({ one }: { one: Announcement }) {
  const { t } = useTranslation('filing');
  const { t: tl } = useTranslation('nameledger');
  const open = useSession().public.includes('announcements');
  const names = one.names ?? [];
  return (
    <article className="card announcement-text">
      <p className="announcement-number">{one.number}</p>
      {paragraphs(one.body).map((text, i) => <p key={i}>{text}</p>)}
      {names.length > 0 && (
        <div className="scroll-x" tabIndex={0} role="region" aria-label={t('names')}>
          <table>
            <thead>
              <tr>{(['name', 'pinyin', 'matter', 'area', 'position', 'authority', 'approvedOn'] as const).map((key) => <th key={key} scope="col">{t(`printed.${key}`)}</th>)}</tr>
            </thead>
            <tbody>
              {names.map((name) => (
                <tr key={name.edit_id}>
                  <th scope="row">{name.name}{name.former && <small className="block muted">{t('former', { name: name.former })}</small>}</th>
                  <td>{name.pinyin}</td><td>{tl(`matters.${name.matter}`)}</td><td>{name.area}</td><td>{name.position}</td><td>{name.authority}</td><td>{name.approved_on}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {paragraphs(one.closing).map((text, i) => <p key={i}>{text}</p>)}
      <p className="announcement-sign">{one.issuer}<br />{one.published_on}</p>
      {one.slug && one.published_on && (open
        ? <p><a href={`/announcements/${one.slug}`} target="_blank" rel="noreferrer">{t('publicOne')}</a></p>
        : <p className="muted">{t('publicClosed')}</p>)}
    </article>
  );
}

const paragraphs = (text: string) => text.split('\n').filter((one) => one.trim() !== '');
