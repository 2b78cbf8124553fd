/** The same as the diagram, to be read: every station with its chainage. */
import { Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { none, number } from '../../../lib/format';
import { markerPage } from '../markers/markers';
import { chainage } from '../parts/coarse';
import type { Station } from './lines';
import type { Choice } from './useChoice';
import { offsetText, stationName } from './words';

interface Row extends Station { index: number; next: number | undefined }

interface Props {
  stations: Station[];
  choice: Choice;
  /** How coarse places are told, metres. */
  cell: number;
}

export function ProfileTable({ stations, choice, cell }: Props) {
  const { t } = useTranslation('line');
  const rows: Row[] = stations.map((one, index) => ({ ...one, index, next: stations[index + 1]?.chainage_km }));
  return (
    <Table<Row>
      className="profile-table" rowKey="index" size="small" dataSource={rows} pagination={false} scroll={{ x: 720, y: 420 }}
      rowClassName={(one) => (one.index === choice.active ? 'active-row' : '')}
      onRow={(one) => ({ onPointerEnter: () => choice.hover(one.index), onPointerLeave: () => choice.hover(undefined) })}
      columns={[
        {
          title: t('profile.chainage'), key: 'km', width: 120, align: 'right',
          render: (_, one) => (
            <button type="button" className="plain" aria-pressed={choice.chosen === one.index} onClick={() => choice.choose(choice.chosen === one.index ? undefined : one.index)}>
              {chainage(one.chainage_km, cell)}
            </button>
          ),
        },
        { title: t('profile.toNext'), key: 'next', width: 130, align: 'right', render: (_, one) => (one.next === undefined ? none : chainage(one.next - one.chainage_km, cell)) },
        { title: t('profile.kind'), key: 'kind', width: 100, render: (_, one) => t(`station.${kindOf(one)}`) },
        { title: t('profile.what'), key: 'what', render: (_, one) => <What station={one} /> },
        { title: t('profile.offset'), key: 'offset', width: 150, render: (_, one) => one.markers.map((mark) => <div key={mark.id}>{offsetText(mark, t)}</div>) },
        { title: t('profile.height'), key: 'height', width: 110, align: 'right', render: (_, one) => one.markers.map((mark) => <div key={mark.id}>{number(mark.height_m, 1)}</div>) },
      ]}
    />
  );
}

/** Markers at a place where lines meet are the tri-junction's. */
function kindOf(one: Station): Station['kind'] {
  return one.kind === 'junction' && one.markers.length > 0 ? 'marker' : one.kind;
}

function What({ station }: { station: Station }) {
  const { t } = useTranslation('line');
  const { markers, lines, kind } = station;
  if (markers.length + lines.length === 0) return <>{kind === 'road' || kind === 'river' ? station.name || none : stationName(station, t)}</>;
  return (
    <ul className="what">
      {markers.map((mark) => <li key={mark.id} className="mark"><Link to={markerPage(mark.id)}>{mark.number}</Link></li>)}
      {lines.map((line) => <li key={line.code}><Link to={`/boundaries/lines/${line.code}`}>{line.name}</Link></li>)}
    </ul>
  );
}
