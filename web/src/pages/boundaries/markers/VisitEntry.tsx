/** An inspection of a marker: what was found, measured and photographed. A corrected one is struck out. */
import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { useConditionWords } from '../../../api/conditions';
import { useSession } from '../../../api/session';
import { number, time } from '../../../lib/format';
import { Status } from '../../map/panel/Fields';
import type { Visit } from '../lines/lines';
import { coarsePosition, precisionOf } from '../parts/coarse';

export function VisitEntry({ visit, witnesses }: { visit: Visit; witnesses: Map<number, string> }) {
  const { t } = useTranslation('line');
  const { t: tm } = useTranslation();
  const words = useConditionWords();
  const found = visit.conditions.map(words).join('、');
  return (
    <>
      <p className="history-head">
        <span>
          <strong>{visit.corrected_by ? <del>{found}</del> : found}</strong> {visit.corrected_by && <Tag>{t('timeline.corrected')}</Tag>}{visit.corrects && <Tag>{t('timeline.corrects')}</Tag>}
        </span>
        <time dateTime={visit.observed_at}>{time(visit.observed_at)}</time>
      </p>
      <p className="history-who">{visit.kind === 'round' ? tm('panel.round', { round: visit.round ?? '' }) : tm('inspectionKind.patrol')} · {visit.observer}{visit.note && <q>{visit.note}</q>}</p>
      <Measured visit={visit} />
      {visit.taped.length > 0 && (
        <p className="muted">{t('timeline.taped')}：{visit.taped.map((one) => `${t('timeline.tape', { seq: one.seq, metres: number(one.distance_m, 2) })}${witnesses.has(one.seq) ? `（${shortName(witnesses.get(one.seq) ?? '')}）` : ''}`).join('；')}</p>
      )}
      {visit.flags.map((flag) => <Status key={flag} tone="wait">{t(`timeline.flags.${flag}` as 'timeline.flags.far_away', { defaultValue: flag })}</Status>)}
      {visit.missing.length > 0 && <Tag>{t('timeline.photosMissing', { count: visit.missing.length })}</Tag>}
      {visit.attachments.length > 0 && (
        <ul className="thumbs">
          {visit.attachments.map((id) => (
            <li key={id}><a href={`/attachments/${id}`} target="_blank" rel="noreferrer"><img src={`/attachments/${id}?size=thumb`} alt={t('timeline.photo')} loading="lazy" /></a></li>
          ))}
        </ul>
      )}
    </>
  );
}

/** Where the device was: as observed, in its own system; or as near as the reader is told. */
function Measured({ visit }: { visit: Visit }) {
  const { t } = useTranslation('line');
  const { t: tm } = useTranslation();
  const cell = precisionOf(useSession()).inspections;
  const [lon, lat] = visit.lon === null ? [visit.fix_lon, visit.fix_lat] : [visit.lon, visit.lat];
  if (lon === null || lat === null) return null;
  const parts = [
    coarsePosition(lon, lat, cell), visit.accuracy_m !== null && cell === 0 && `±${number(visit.accuracy_m)} m`,
    visit.lon !== null && visit.crs && visit.crs !== 'wgs84' && tm(`crs.${visit.crs}` as 'crs.gcj02', { defaultValue: visit.crs }),
    visit.source && t(`timeline.sources.${visit.source}` as 'timeline.sources.rtk', { defaultValue: visit.source }),
  ];
  return <p className="muted">{t('timeline.position')}：{parts.filter(Boolean).join(' · ')}</p>;
}

/** Before the measures that registers write behind the name of a witness. */
function shortName(text: string): string {
  return text.split(/[,，;；]/)[0] ?? text;
}
