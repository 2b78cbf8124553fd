/** The areas of an answer: state, figures, nearest facilities; a press on a name chooses the area. */
import { Table, type TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import { number, percent } from '../../lib/format';
import { isCoarse, Precision } from '../../parts/Precision';
import type { Answer, CoverageClass, CoveredArea, Near } from './answer';
import { StateBar } from './StateBar';

interface Props {
  data: Answer;
  areas: CoveredArea[];
  classOf: ReadonlyMap<string, CoverageClass>;
  selected: string | undefined;
  onSelect: (code: string) => void;
}

export function CoverageTable({ data, areas, classOf, selected, onSelect }: Props) {
  const columns = useColumns(data, classOf, selected, onSelect);
  const { t } = useTranslation('cover');
  return (
    <Table<CoveredArea>
      rowKey="code" size="small" columns={columns} dataSource={areas} pagination={areas.length > 250 ? { pageSize: 200, showSizeChanger: false } : false} showSorterTooltip={false} scroll={{ x: 560 }}
      rowClassName={(one) => (one.code === selected ? 'selected-row' : '')}
      onRow={(one) => ({ id: `area-${one.code}`, onClick: () => onSelect(one.code) })}
      summary={() => (
        <Table.Summary.Row>
          <Table.Summary.Cell index={0} colSpan={columns.length}>
            <strong>{t('sum', { numerator: number(data.numerator), denominator: number(data.denominator), percent: percent(data.percent) })}</strong>
          </Table.Summary.Cell>
        </Table.Summary.Row>
      )}
    />
  );
}

function useColumns(data: Answer, classOf: ReadonlyMap<string, CoverageClass>, selected: string | undefined, onSelect: (code: string) => void): TableColumnsType<CoveredArea> {
  const { t } = useTranslation('cover');
  const { t: common } = useTranslation();
  const classAt = (area: CoveredArea) => classOf.get(area.code) ?? 'unknown';
  const counted = data.counts === 'areas';
  return [
    {
      title: t(`unit.${data.level as 'township'}`), rowScope: 'row', sorter: (a, b) => a.name.localeCompare(b.name, 'zh'),
      render: (_, one) => (
        <button type="button" className="name-button" aria-pressed={one.code === selected} onClick={(event) => { event.stopPropagation(); onSelect(one.code); }}>{one.name}</button>
      ),
    },
    ...(data.level === 'county' ? [] : [{ title: common('filter.county'), dataIndex: 'county', sorter: (a: CoveredArea, b: CoveredArea) => a.code.localeCompare(b.code) }]),
    {
      title: t('stateTitle'), sorter: (a, b) => classAt(a).localeCompare(classAt(b)),
      render: (_, one) => <span className={`cover ${classAt(one)}`}>{t(`class.${classAt(one)}`)}</span>,
    },
    ...(data.official ? [{ title: t('basisTitle'), render: (_: unknown, one: CoveredArea) => one.basis && <span className={`way ${one.basis}`}>{t(`basis.${one.basis}`)}</span> }] : []),
    counted
      ? { title: t('count'), align: 'right', sorter: (a, b) => a.count - b.count, render: (_, one) => <>{number(one.count)}{one.shared > 0 && <small className="muted"> +{one.shared}</small>}</> }
      : {
          title: t(`share.${data.counts as 'people'}`), align: 'right', sorter: (a, b) => (a.percent ?? -1) - (b.percent ?? -1),
          render: (_, one) => (
            <span className="share-cell">
              <span>{one.denominator ? <>{number(one.numerator)} / {number(one.denominator)} <strong>{percent(one.percent)}</strong></> : t('noData')}</span>
              {one.tally && <StateBar tally={one.tally} label={one.name} />}
            </span>
          ),
        },
    { title: t('nearest'), sorter: (a, b) => (a.nearest_km ?? Infinity) - (b.nearest_km ?? Infinity), render: (_, one) => <NearestCell nearest={one.nearest} eligible={one.eligible} /> },
  ];
}

/** Kilometres to a facility, told to be about so many where its position is known by village or township only. */
export function useKilometres() {
  const { t } = useTranslation('cover');
  return (near: Near, digits: number) => (isCoarse(near.precision) ? t('about', { km: number(near.km, digits) }) : number(near.km, digits));
}

/** The nearest facility, and where it does not take the people of the place the one that does. */
export function NearestCell({ nearest, eligible }: { nearest: Near | null; eligible: Near | null }) {
  const { t } = useTranslation('cover');
  const km = useKilometres();
  if (!nearest) return <span className="muted">{t('noData')}</span>;
  const line = (near: Near) => (
    <>
      <span className="measure">{km(near, 1)} km</span>
      {near.minutes !== null && <span className="measure"> · {t('minutes', { minutes: number(near.minutes, 0) })}</span>}
      {' '}<Precision precision={near.precision} />
    </>
  );
  if (eligible && eligible.id === nearest.id) return <span title={nearest.name}>{line(eligible)}</span>;
  return (
    <>
      <span title={nearest.name}>{line(nearest)}</span>
      <small className="not-eligible">{eligible ? <>{t('eligible')} <span title={eligible.name}>{line(eligible)}</span></> : t('noneEligible')}</small>
    </>
  );
}
