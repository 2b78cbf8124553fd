/** The register of disputes (纠纷台账), tied to the chainage of lines. */
import { PlusOutlined } from '@ant-design/icons';
import { Table, Tag } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { usePages } from '../../../api/lists';
import { useSession } from '../../../api/session';
import { useFilters } from '../../../lib/filters';
import { none } from '../../../lib/format';
import { boxOf, boxOfMap } from '../../../map/box';
import { More } from '../../../parts/More';
import { Failed } from '../../../shell/States';
import '../../pages.css';
import { chainage } from '../findings/findings';
import '../findings/findings.css';
import { BoundaryFilters, Choice } from '../findings/parts/BoundaryFilters';
import { ThingsMap } from '../findings/parts/ThingsMap';
import { colours, type Dispute, disputeLink, disputesPath, lastStep, states, thingsOf } from './disputes';
import { Guard } from './Guard';
import { LinkButton } from '../parts/LinkButton';

export function DisputesPage() {
  return <Guard><Register /></Guard>;
}

function Register() {
  const { t } = useTranslation('findings');
  const { may } = useSession();
  const navigate = useNavigate();
  const { values, set } = useFilters(['area', 'line', 'state', 'q', 'bbox', 'map']);
  const { area, line, state, q } = values;
  const { items, loading, error, retry, more, fetching } = usePages<Dispute>(disputesPath, { area, line, state, q, bbox: values.bbox === boxOfMap ? '' : values.bbox, limit: 200 });
  const things = useMemo(() => thingsOf(items), [items]);
  const [bounds] = useState(() => boxOf(values.bbox));
  return (
    <div className="page wide-page">
      <header className="page-head">
        <h1>{t('disputes.title')}</h1>
        {may.finding && <LinkButton to="/boundaries/disputes/new" type="primary" icon={<PlusOutlined />}>{t('disputes.new')}</LinkButton>}
      </header>
      <BoundaryFilters values={values} set={set} map>
        <Choice label={t('state')} value={state} all={['unsettled', ...states] as const} word={(value) => t(`disputes.states.${value}`)} onChange={(value) => set('state', value)} />
      </BoundaryFilters>
      {error && <Failed error={error} retry={retry} />}
      {values.map === '1' && (
        <ThingsMap
          things={things} label={t('disputes.map')} bounds={bounds} onBox={values.bbox ? (box) => set('bbox', box) : undefined} onChoose={(id) => void navigate(disputeLink(id))}
          legend={states.map((one) => ({ colour: colours[one], label: t(`disputes.states.${one}`) }))}
        />
      )}
      <Table<Dispute>
        rowKey="id" size="small" loading={loading} dataSource={items} pagination={false} scroll={items.length ? { x: 1080 } : undefined}
        locale={{ emptyText: <span className="muted">{t('disputes.none')}</span> }}
        columns={[
          { title: t('disputes.subject'), rowScope: 'row', width: 240, render: (_, one) => <Link to={disputeLink(one.id)}>{t('number', { number: one.number })} {one.title}</Link> },
          { title: t('line'), width: 180, render: (_, one) => <Link to={`/boundaries/lines/${one.line_code}`}>{one.line_name}</Link> },
          { title: t('disputes.stretch'), width: 150, render: (_, one) => `${chainage(one.from_m)} – ${chainage(one.to_m)}` },
          { title: t('disputes.involved'), render: (_, one) => one.involved || none },
          { title: t('disputes.since_on'), width: 104, dataIndex: 'since_on' },
          { title: t('state'), width: 90, render: (_, one) => <StateTag state={one.state} /> },
          { title: t('disputes.last'), width: 150, render: (_, one) => <Last dispute={one} /> },
        ]}
      />
      <More more={more} fetching={fetching} />
    </div>
  );
}

const tags = { open: 'red', mediating: 'orange', settled: 'green' } as const;

export function StateTag({ state }: Pick<Dispute, 'state'>) {
  const { t } = useTranslation('findings');
  return <Tag color={tags[state]}>{t(`disputes.states.${state}`)}</Tag>;
}

function Last({ dispute }: { dispute: Dispute }) {
  const { t } = useTranslation('findings');
  const last = lastStep(dispute);
  return last ? <>{t(`disputes.${last.what}`)}<br /><small className="muted">{last.on}</small></> : <>{none}</>;
}
