/** What was found, where and by whom. */
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { none, time } from '../../../lib/format';
import { chainage, type Finding } from './findings';
import { ReportClock } from './parts/Due';
import { useLineNames, usePartyNames } from './parts/pickers';

export function Facts({ finding }: { finding: Finding }) {
  const { t } = useTranslation('findings');
  const lineName = useLineNames();
  const partyName = usePartyNames();
  return (
    <dl className="facts">
      <div className="wide"><dt>{t('description')}</dt><dd className="lines">{finding.description}</dd></div>
      <div><dt>{t('marker')}</dt><dd>{finding.marker_id ? <Link to={`/boundaries/markers/${finding.marker_id}`}>{finding.marker}</Link> : none}</dd></div>
      <div>
        <dt>{t('line')}</dt>
        <dd>
          {finding.lines.map((code) => <Link key={code} className="fact-link" to={`/boundaries/lines/${code}`}>{lineName(code)}</Link>)}
          {finding.chainage_m !== null && <span>{chainage(finding.chainage_m)}</span>}
        </dd>
      </div>
      <div><dt>{t('parties')}</dt><dd>{finding.parties.map(partyName).join(t('and'))}</dd></div>
      <div><dt>{t('times.found')}</dt><dd>{time(finding.found_at)}</dd></div>
      <div><dt>{t('times.reported')}</dt><dd>{time(finding.reported_at)} <ReportClock finding={finding} /></dd></div>
      <div><dt>{t('by')}</dt><dd>{finding.author_name || finding.author}</dd></div>
    </dl>
  );
}
