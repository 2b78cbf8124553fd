/** What the network is made of, in figures, and the roads by class. */
import { Alert, Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { number } from '../../../lib/format';
import { Wide } from '../../../parts/Wide';
import type { Network } from './network';

export function StateTab({ network }: { network: Network }) {
  const { t } = useTranslation('network');
  const { villages } = network;
  return (
    <div className="stack">
      {network.components > 1 && <Alert type="warning" showIcon title={t('broken', { count: network.components })} />}
      {network.skipped > 0 && <Alert type="info" showIcon title={t('skipped', { count: network.skipped })} />}
      <section className="figures" aria-label={t('tabs.state')}>
        <Figure label={t('km')} value={number(network.km, 1)} />
        <Figure label={t('components')} value={number(network.components)} note={network.components === 1 ? t('connected') : ''} />
        <Figure label={t('nodes')} value={number(network.nodes)} />
        <Figure label={t('edges')} value={number(network.edges)} />
        <Figure label={t('median')} value={metres(villages.median_m)} note={t('metres')} />
        <Figure label={t('max')} value={metres(villages.max_m)} note={t('metres')} />
        <Figure label={t('beyond')} value={number(villages.beyond.length)} note={t('ofVillages', { count: villages.count })} />
        <Figure label={t('unreachable')} value={number(villages.unreachable.length)} note={t('ofVillages', { count: villages.count })} />
      </section>
      <Classes network={network} />
      <p className="muted">{t('oneWay')} {t('version', { version: network.version })}</p>
    </div>
  );
}

const metres = (value: number | null) => number(value === null ? null : Math.round(value));

function Figure({ label, value, note }: { label: string; value: string; note?: string }) {
  return (
    <dl className="figure big">
      <dt>{label}</dt>
      <dd>{value}{note && <small> {note}</small>}</dd>
    </dl>
  );
}

function Classes({ network }: { network: Network }) {
  const { t } = useTranslation('network');
  return (
    <section className="stack" aria-labelledby="by-class">
      <h2 id="by-class">{t('byClass')}</h2>
      <Wide label={t('byClass')}>
        <Table<Network['classes'][number]>
          rowKey="class" size="small" dataSource={network.classes} pagination={false}
          columns={[
            { title: t('class'), rowScope: 'row', render: (_, one) => t(`classes.${one.class}`) },
            { title: t('count'), align: 'right', render: (_, one) => number(one.roads) },
            { title: t('km'), align: 'right', render: (_, one) => number(one.km, 1) },
            { title: t('stated'), align: 'right', render: (_, one) => number(one.stated) },
            { title: t('speed'), align: 'right', render: (_, one) => number(one.kmh) },
          ]}
        />
      </Wide>
    </section>
  );
}
