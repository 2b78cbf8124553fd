/** What the register says of a marker: how it is erected, its faces, where it stands by which source, who keeps it up. */
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useConditionWords } from '../../../api/conditions';
import { useAreaNames, useRecord } from '../../../api/queries';
import { useSession } from '../../../api/session';
import type { Given, Marker, Page } from '../../../api/types';
import { number, time } from '../../../lib/format';
import { useGet } from '../../../parts/useGet';
import { type FieldRow, Fields } from '../../map/panel/Fields';
import { Papers } from '../lines/Papers';
import { coarsePosition, precisionOf } from '../parts/coarse';
import { markerPage, markerPath } from './markers';
import { baseOf } from './numbers';

export function MarkerFacts({ marker }: { marker: Marker }) {
  const { t } = useTranslation('line');
  const { t: tm } = useTranslation();
  const session = useSession();
  const words = useConditionWords();
  return (
    <section className="card line-facts" aria-label={t('marker.facts')}>
      <Fields
        rows={[
          [tm('field.condition'), marker.condition?.map(words).join('、')],
          [tm('field.last_inspected_at'), time(marker.last_inspected_at)],
          [t('marker.lines'), <ul className="what">{marker.lines.map((code) => <LineLink key={code} code={code} />)}</ul>],
          [t('marker.erection'), [tm(`markerType.${marker.type}`), marker.side && t('marker.sidesOf', { side: marker.side })].filter(Boolean).join('，')],
          [t('marker.partners'), marker.type === 'single' ? undefined : <Partners marker={marker} />],
          [t('marker.faces'), marker.faces === null ? undefined : t(marker.faces === 3 ? 'marker.threeFaces' : 'marker.twoFaces')],
          [tm('field.material'), tm(`material.${marker.material}` as 'material.stone', { defaultValue: marker.material })],
          [tm('field.grade'), tm(`level.${marker.grade}` as 'level.county', { defaultValue: marker.grade })],
          [tm('field.erected_on'), marker.erected_on],
          ...usePosition(marker),
          ...useUpkeep(marker),
          [tm('field.description'), marker.description],
          [tm('field.updated_at'), time(marker.updated_at)],
        ]}
      />
      {session.account && <Papers title={t('marker.papers')} path={`${markerPath(marker.id)}/registration`} kinds={['docx']} />}
    </section>
  );
}

/** Where it stands, as far as the reader is told. */
function usePosition(marker: Marker): FieldRow[] {
  const { t } = useTranslation('line');
  const { t: tm } = useTranslation();
  const cell = precisionOf(useSession()).markers;
  const { northing, easting, projected_crs: crs = '' } = marker;
  const withheld = cell > 0 ? <span className="muted">{t('marker.withheld')}</span> : undefined;
  return [
    [t('marker.position'), coarsePosition(marker.lon, marker.lat, cell)],
    [t('marker.grid', { crs: northing === null ? '' : crs }).trim(), northing === null || easting === null ? withheld : <>X {number(northing, 3)}<br />Y {number(easting, 3)}</>],
    [t('marker.given'), marker.given ? givenText(marker.given) : undefined],
    [t('marker.sigma'), marker.accuracy_m == null ? undefined : `±${number(marker.accuracy_m)} m`],
    [tm('field.position_source'), marker.position_source],
    [tm('field.height_m'), marker.height_m === null ? withheld : number(marker.height_m, 1)],
  ];
}

/** The raw values with their system; degrees keep nine decimals, metres four. */
function givenText({ crs, x, y }: Given): string {
  const digits = Math.abs(x) <= 180 ? 9 : 4;
  return `${crs}：${Number(x.toFixed(digits))}, ${Number(y.toFixed(digits))}`;
}

function useUpkeep(marker: Marker): FieldRow[] {
  const { t } = useTranslation('line');
  const { t: tm } = useTranslation();
  const areaName = useAreaNames();
  const basis = [marker.responsible_basis, marker.responsible_basis_on].filter(Boolean).join('，');
  return [
    [t('marker.responsible'), marker.managing_area ? areaName(marker.managing_area) : t('notSaid')],
    [t('marker.basis'), basis || <span className="muted">{t('marker.noBasis')}</span>],
    [tm('field.co_area'), marker.co_area?.map(areaName).join('、')],
  ];
}

function LineLink({ code }: { code: string }) {
  const { data } = useRecord('line', code);
  return <li><Link to={`/boundaries/lines/${code}`}>{data?.name ?? code}</Link></li>;
}

/** The others of a pair or a set of three. */
function Partners({ marker }: { marker: Marker }) {
  const base = baseOf(marker.number);
  const { data } = useGet<Page<Marker>>('/boundaries/markers', { q: base, limit: 20 });
  const others = data?.items.filter((one) => one.id !== marker.id && baseOf(one.number) === base) ?? [];
  return <ul className="what">{others.map((one) => <li key={one.id}><Link to={markerPage(one.id)}>{one.number}</Link></li>)}</ul>;
}
