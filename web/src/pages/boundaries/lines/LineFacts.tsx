/** What the register says of a line: parties and who leads, the agreement, sheets, lengths, results of rounds. */
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useSession } from '../../../api/session';
import type { Line } from '../../../api/types';
import { time } from '../../../lib/format';
import { type FieldRow, Fields, Status } from '../../map/panel/Fields';
import { markerPage } from '../markers/markers';
import { Lengths } from './Lengths';
import { linePath } from './lines';
import { Papers } from './Papers';
import { roundTones } from './tones';

export function LineFacts({ line }: { line: Line }) {
  const { t } = useTranslation('line');
  const { t: tm } = useTranslation();
  const { t: tb } = useTranslation('boundaries');
  const signedIn = useSession().account !== null;
  const rows: FieldRow[] = [
    [tm('field.code'), line.code],
    [tm('field.short_code'), line.short_code],
    [tb('parties'), `${line.left_name} – ${line.right_name}`],
    [t('beyond'), line.neighbour_counties?.replaceAll(';', '、')],
    [tb('leading'), line.leading_name || line.leading_area || <span className="muted">{t('notSaid')}</span>],
    [tb('cooperating'), line.cooperating_name || line.cooperating_area || <span className="muted">{t('notSaid')}</span>],
    [tm('field.agreement'), [line.agreement, line.agreement_on].filter(Boolean).join('，') || <span className="muted">{t('notSaid')}</span>],
    [tm('field.agreement_parties'), line.agreement_parties?.join('、')],
    [tm('field.map_sheets'), line.map_sheets?.join('、')],
    [tm('field.updated_at'), time(line.updated_at)],
  ];
  return (
    <section className="card line-facts" aria-label={t('register')}>
      <Lengths line={line} />
      <Fields rows={rows} />
      {Boolean(line.results?.length) && (
        <>
          <h3>{t('rounds')}</h3>
          <ul className="statuses">
            {line.results?.map((one) => (
              <li key={one.round}>
                {signedIn ? <Link to={`/boundaries/rounds/${one.round}/lines/${line.code}`}>{tm('panel.round', { round: one.round })}</Link> : <span>{tm('panel.round', { round: one.round })}</span>}
                <Status tone={roundTones[one.result] ?? 'past'}>{tm(`roundResult.${one.result}` as 'roundResult.qualified', { defaultValue: one.result })}</Status>
              </li>
            ))}
          </ul>
        </>
      )}
      <h3>{tm('panel.markersOnLine', { count: line.markers?.length ?? 0 })}</h3>
      {line.markers?.length ? (
        <ul className="chips">
          {line.markers.map((one) => <li key={one.id}><Link to={markerPage(one.id)}>{one.number}</Link></li>)}
        </ul>
      ) : <p className="muted">{t('noMarkers')}</p>}
      {signedIn && <Papers title={t('results')} path={`${linePath(line.code)}/results`} kinds={['docx', 'xlsx']} />}
    </section>
  );
}
