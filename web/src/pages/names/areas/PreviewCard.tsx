/** Everything that a change would touch: figures, lists, warnings, and what still keeps it from being carried out. */
import { Alert, Table } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { number } from '../../../lib/format';
import { Failed, Loading } from '../../../shell/States';
import { mapLink } from '../../map/params';
import { figures, type Notice, type Preview, type Thing, type Touched } from './areas';
import { MovesTable } from './MovesTable';

interface Props {
  preview: Preview | undefined;
  error: Error | null;
  retry: () => void;
}

export function PreviewCard({ preview, error, retry }: Props) {
  const { t } = useTranslation('areachange');
  const [open, setOpen] = useState<Thing>();
  if (error) return <section className="card"><h2>{t('preview')}</h2><Failed error={error} retry={retry} /></section>;
  if (!preview) return <section className="card"><h2>{t('preview')}</h2><Loading /></section>;
  const touched = figures(preview);
  const chosen = touched.find(({ what }) => what === open);
  return (
    <section className="card area-preview">
      <h2>{t('preview')}</h2>
      <Notices kind="error" title={t('blocks')} notices={preview.blocks} />
      <Notices kind="warning" title={t('warnings')} notices={preview.warnings} />
      {touched.length === 0 ? <p className="muted">{t('nothingTouched')}</p> : <p className="muted">{t('touchedHint')}</p>}
      <div className="figures">
        {touched.map(({ what, count }) => (
          <button key={what} type="button" className="figure big" aria-pressed={open === what} onClick={() => setOpen(open === what ? undefined : what)}>
            <span className="muted">{t(`things.${what}`)}</span>
            <strong>{number(count)}</strong>
          </button>
        ))}
      </div>
      {chosen && <TouchedTable touched={chosen} />}
      <h3>{t('moves', { n: preview.moves.length })}</h3>
      <MovesTable moves={preview.moves} />
    </section>
  );
}

function Notices({ kind, title, notices }: { kind: 'error' | 'warning'; title: string; notices: Notice[] }) {
  if (notices.length === 0) return null;
  return <Alert type={kind} showIcon title={title} description={<ul>{notices.map((one, i) => <li key={i}>{one.message}</li>)}</ul>} />;
}

const address: Partial<Record<Thing, (id: string) => string>> = {
  areas: (id) => mapLink('area', id),
  lines: (id) => mapLink('line', id),
  markers: (id) => mapLink('marker', id),
  facilities: (id) => mapLink('facility', id),
  entries: (id) => mapLink('place', id),
  names: (id) => mapLink('place', id),
  change_sets: (id) => `/names/changes/${id}`,
  area_changes: (id) => `/names/areas/${id}`,
};

function TouchedTable({ touched: { what, count, items } }: { touched: Touched }) {
  const { t } = useTranslation('areachange');
  const to = address[what];
  return (
    <>
      <h3>{t('listOf', { what: t(`things.${what}`), n: number(count) })}</h3>
      {count > items.length && <p className="muted">{t('firstOnly', { n: items.length })}</p>}
      <Table
        rowKey={(row) => `${row.id}-${row.area}`} size="small" dataSource={items} scroll={{ x: 560 }} pagination={items.length > 20 ? { pageSize: 20, showSizeChanger: false } : false}
        columns={[
          { title: t('name'), render: (_, row) => (to ? <Link to={to(row.id)}>{row.name || row.id}</Link> : row.name || row.id) },
          { title: t('areaBefore'), dataIndex: 'area', width: 160 },
          { title: t('areaAfter'), dataIndex: 'new', width: 160, render: (code: string) => code || t('knownLater') },
        ]}
      />
    </>
  );
}
