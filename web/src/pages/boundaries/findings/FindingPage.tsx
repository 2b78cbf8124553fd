/** A finding: what was found, how far it has come, and the form of its next step. */
import { Alert, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { ProblemError } from '../../../api/client';
import { useSession } from '../../../api/session';
import { Attachments } from '../../../parts/Attachments';
import { useGet } from '../../../parts/useGet';
import { Empty, Failed, Loading } from '../../../shell/States';
import '../../pages.css';
import { EditModal } from './EditModal';
import { Facts } from './Facts';
import './findings.css';
import { type Finding, findingsPath, nextStep } from './findings';
import { InspectionPhotos } from './InspectionPhotos';
import { Due } from './parts/Due';
import { StateTag } from './parts/Tags';
import { Versions } from './parts/Versions';
import { PlaceMap } from './PlaceMap';
import { NextStep } from './steps/NextStep';
import { Timeline } from './Timeline';

export function FindingPage() {
  const { t } = useTranslation('findings');
  const { id = '' } = useParams();
  const { data, error, refetch } = useGet<Finding>(`${findingsPath}/${id}`);
  if (error instanceof ProblemError && error.status === 404) return <Empty>{t('gone')} <Link to="/boundaries/findings">{t('toList')}</Link></Empty>;
  if (error) return <Failed error={error} retry={() => void refetch()} />;
  if (data?.id !== id) return <Loading />;
  return <Shown finding={data} />;
}

function Shown({ finding }: { finding: Finding }) {
  const { t } = useTranslation('findings');
  const { may, account } = useSession();
  const [editing, setEditing] = useState(false);
  const area = account?.area_code ?? '';
  // The service judges; who surely may not is not offered what would be refused.
  const ours = finding.parties.some((party) => party.startsWith(area) || area.startsWith(party));
  const handles = Boolean(may.finding) && ours;
  const step = nextStep(finding);
  return (
    <div className="page wide-page">
      <p><Link to="/boundaries/findings">{t('toList')}</Link></p>
      <header className="page-head">
        <h1>{t('headline', { number: finding.number, kind: t(`kinds.${finding.kind}`), marker: finding.marker ?? '' })}</h1>
        <span className="row-actions">
          <StateTag state={finding.state} />
          <Due at={finding.due_at} />
          {handles && (finding.state === 'reported' || finding.state === 'joint_visit') && <Button onClick={() => setEditing(true)}>{t('edit.go')}</Button>}
        </span>
      </header>
      <div className="finding-page">
        <div className="stack">
          <section className="card"><Facts finding={finding} /></section>
          {handles && step && <NextStep key={`${finding.id}-${step}`} finding={finding} step={step} />}
          {may.finding && !ours && step && <Alert type="info" showIcon title={t('notOurs')} />}
          <section className="card" aria-labelledby="timeline-title">
            <h2 id="timeline-title">{t('timeline')}</h2>
            <Timeline finding={finding} />
          </section>
        </div>
        <div className="stack">
          <section className="card" aria-labelledby="place-title">
            <h2 id="place-title">{t('place')}</h2>
            <PlaceMap finding={finding} />
          </section>
          <section className="card" aria-labelledby="photos-title">
            <h2 id="photos-title">{t('photos')}</h2>
            <InspectionPhotos finding={finding} />
            <Attachments owner="finding" ownerId={finding.id} roles={['photo', 'agreement', 'report', 'file']} mayAdd={finding.state !== 'closed' && (handles || finding.author === account?.login)} />
          </section>
          <section className="card" aria-labelledby="history-title">
            <h2 id="history-title">{t('history.title')}</h2>
            <Versions path={`${findingsPath}/${finding.id}/history`} />
          </section>
        </div>
      </div>
      {editing && <EditModal finding={finding} onClose={() => setEditing(false)} />}
    </div>
  );
}
