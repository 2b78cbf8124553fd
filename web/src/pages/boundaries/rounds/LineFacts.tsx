/** The head of a line in a round: whose line, how long, who leads, when it is due, how far it is. */
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { none, number } from '../../../lib/format';
import { mapLink } from '../../map/params';
import { ConclusionText, DueCell, LastCell, MarkersCell, StateText, WalkedCell } from './cells';
import type { Round, RoundLine } from './rounds';

export function LineFacts({ round, line }: { round: Round; line: RoundLine }) {
  const { t } = useTranslation('rounds');
  const { t: tm } = useTranslation();
  const facts = [
    ['level', tm(`level.${line.level}`)], ['leading', line.leading === 'left' ? line.left_name : line.right_name], ['cooperating', line.leading === 'left' ? line.right_name : line.left_name],
    ['agreedKm', number(line.agreed_length_km, 3)], ['due', <DueCell key="due" line={line} />], ['batch', line.batch ?? none],
    ['leftTeam', line.left_team || none], ['rightTeam', line.right_team || none], ['last', <LastCell key="last" line={line} />],
    ['walkedKm', <WalkedCell key="walked" line={line} />], ['markers', <MarkersCell key="markers" line={line} />], ['conclusion', <ConclusionText key="conclusion" line={line} />],
  ] as const;
  return (
    <>
      <header className="page-head round-head">
        <div>
          <p className="muted"><Link to="/boundaries/rounds">{t('title')}</Link> › <Link to={`/boundaries/rounds/${round.number}`}>{round.title || t('nth', { number: round.number })}</Link></p>
          <h1>{line.name} <span className="head-state"><StateText state={line.state} /></span></h1>
        </div>
        <div className="row-actions">
          <Link to={`/boundaries/lines/${line.code}`}>{t('toLine')}</Link>
          <Link to={mapLink('line', line.code)}>{t('toMap')}</Link>
        </div>
      </header>
      <dl className="card facts-grid">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name === 'leftTeam' ? t('teamOf', { party: line.left_name }) : name === 'rightTeam' ? t('teamOf', { party: line.right_name }) : t(`facts.${name}`)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
