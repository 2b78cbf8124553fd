/** Findings (隐患) on the way from the report to the archive: as a board, a table or a map, all of the same filters. */
import { AppstoreOutlined, EnvironmentOutlined, PlusOutlined, UnorderedListOutlined } from '@ant-design/icons';
import { Segmented, Switch } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { usePages } from '../../../api/lists';
import { useSession } from '../../../api/session';
import { useFilters } from '../../../lib/filters';
import { boxOfMap } from '../../../map/box';
import { More } from '../../../parts/More';
import { Empty, Failed, Loading } from '../../../shell/States';
import '../../pages.css';
import { Board } from './Board';
import { Figures } from './Figures';
import './findings.css';
import { type Finding, findingLink, findingsPath, kinds, states } from './findings';
import { FindingsMap } from './FindingsMap';
import { FindingsTable } from './FindingsTable';
import { BoundaryFilters, Choice } from './parts/BoundaryFilters';
import { LinkButton } from '../parts/LinkButton';

const views = ['board', 'table', 'map'] as const;
const icons = { board: <AppstoreOutlined />, table: <UnorderedListOutlined />, map: <EnvironmentOutlined /> };

export function FindingsPage() {
  const { t } = useTranslation('findings');
  const { may } = useSession();
  const navigate = useNavigate();
  const { values, set } = useFilters(['area', 'line', 'kind', 'state', 'overdue', 'late', 'q', 'bbox', 'view']);
  const view = views.find((one) => one === values.view) ?? 'board';
  const { area, line, kind, state, q } = values;
  const query = { area, line, kind, state, q, overdue: values.overdue === '1', late: values.late === '1', bbox: values.bbox === boxOfMap ? '' : values.bbox, limit: 200 };
  const { items, loading, error, retry, more, fetching } = usePages<Finding>(findingsPath, query);
  // The register of disputes is not for everybody, and neither are findings that may become one.
  const known = kinds.filter((one) => one !== 'dispute_risk' || may.disputes);
  return (
    <div className="page wide-page">
      <header className="page-head">
        <h1>{t('title')}</h1>
        <span className="row-actions">
          <Segmented
            aria-label={t('view')} value={view} onChange={(value) => set('view', value === 'board' ? undefined : value)}
            options={views.map((value) => ({ value, icon: icons[value], label: t(`views.${value}`) }))}
          />
          {may.inspection && <LinkButton to="/boundaries/findings/new" type="primary" icon={<PlusOutlined />}>{t('report')}</LinkButton>}
        </span>
      </header>
      <Figures area={area} line={line} values={values} set={set} />
      <BoundaryFilters values={values} set={set}>
        <Choice label={t('kind')} value={kind} all={known} word={(value) => t(`kinds.${value}`)} onChange={(value) => set('kind', value)} />
        <Choice label={t('state')} value={state} all={['open', ...states] as const} word={(value) => t(`states.${value}`)} onChange={(value) => set('state', value)} />
        <label className="switch"><Switch checked={values.overdue === '1'} onChange={(on) => set('overdue', on ? '1' : undefined)} />{t('filters.overdue')}</label>
        {view === 'map' && <label className="switch"><Switch checked={values.bbox !== ''} onChange={(on) => set('bbox', on ? boxOfMap : undefined)} />{t('map.follow')}</label>}
      </BoundaryFilters>
      {error && <Failed error={error} retry={retry} />}
      {loading && <Loading />}
      {!loading && !error && items.length === 0 && view !== 'map' && <Empty>{t('none')}</Empty>}
      {view === 'board' && items.length > 0 && <Board items={items} />}
      {view === 'table' && items.length > 0 && <FindingsTable items={items} />}
      {view === 'map' && !loading && <FindingsMap items={items} start={values.bbox} onBox={values.bbox ? (box) => set('bbox', box) : undefined} onChoose={(id) => void navigate(findingLink(id))} />}
      <More more={more} fetching={fetching} />
    </div>
  );
}
