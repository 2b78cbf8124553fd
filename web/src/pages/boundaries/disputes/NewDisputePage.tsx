/** Puts a dispute on record. */
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { useSession } from '../../../api/session';
import { today } from '../../../lib/format';
import { NotFound } from '../../NotFound';
import '../../pages.css';
import '../findings/findings.css';
import { KeptFormBody } from '../findings/parts/KeptForm';
import { useKeptForm } from '../findings/parts/useKeptForm';
import { type Dispute, disputeBody, disputeLink, disputesPath } from './disputes';
import { DisputeFields } from './DisputeFields';

export function NewDisputePage() {
  const { may } = useSession();
  return may.disputes && may.finding ? <Filling /> : <NotFound />;
}

function Filling() {
  const { t } = useTranslation('findings');
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const kept = useKeptForm<Dispute>({
    kind: 'dispute', start: { line_code: params.get('line') ?? undefined, since_on: today() }, done: ({ data }) => void navigate(disputeLink(data.id), { replace: true }),
  });
  return (
    <div className="page">
      <p><Link to="/boundaries/disputes">{t('disputes.toList')}</Link></p>
      <header className="page-head"><h1>{t('disputes.new')}</h1></header>
      <section className="card">
        <KeptFormBody kept={kept} action={t('disputes.save')} onFinish={(values) => void kept.submit({ method: 'POST', path: disputesPath, body: disputeBody(values) })}>
          <DisputeFields />
        </KeptFormBody>
      </section>
    </div>
  );
}
