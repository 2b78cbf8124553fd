/** Differences of one kind: to be accepted into a change set, decided, or chosen between. */
import { Alert, Button, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { usePages, useSend } from '../../../api/lists';
import { useFilters } from '../../../lib/filters';
import { Download } from '../../../shell/Download';
import { Failed } from '../../../shell/States';
import { More } from '../../../parts/More';
import { NameFilters } from '../parts/NameFilters';
import { refusalLines } from '../../../parts/refusals';
import { DecideModal } from './DecideModal';
import { DifferencesTable } from './DifferencesTable';
import { type Accepted, type Difference, type DifferenceKind, states } from './national';

/** Fields that are compared and can differ. */
const compared = ['name', 'pinyin', 'place_code', 'class_code', 'area_code', 'short_name', 'alt_names', 'former_names', 'meaning', 'origin_text', 'history', 'status', 'position'] as const;

export function Differences({ path, kind }: { path: string; kind: DifferenceKind }) {
  const { t } = useTranslation('national');
  const { t: tm } = useTranslation();
  const { values, set } = useFilters(['field', 'area', 'class', 'q', 'state']);
  const filter = Object.fromEntries(Object.entries({ ...values, field: kind === 'differs' ? values.field : '', kind }).filter(([, value]) => value !== ''));
  const { items, loading, error, retry, more, fetching } = usePages<Difference>(`${path}/differences`, filter);
  const [marked, mark] = useState<string[]>([]);
  const [deciding, setDeciding] = useState<'ours' | 'later' | 'open'>();
  const accept = useSend<Accepted>(() => mark([]));
  const picked = marked.length > 0 ? { ids: marked } : { filter: { ...filter, state: values.state || 'open' } };
  const acceptable = kind === 'missing_here' || kind === 'differs';
  const done = accept.data?.data;
  return (
    <div className="judge-form">
      <NameFilters values={values} set={set as never}>
        {kind === 'differs' && (
          <label>
            {t('field')}
            <Select value={values.field || undefined} allowClear placeholder={t('all')} onChange={(value?: string) => set('field', value)} options={compared.map((value) => ({ value, label: t(`fields.${value}`) }))} />
          </label>
        )}
        <label>
          {t('state')}
          <Select value={values.state || undefined} allowClear placeholder={t('all')} onChange={(value?: string) => set('state', value)} options={states.map((value) => ({ value, label: t(`states.${value}`) }))} />
        </label>
      </NameFilters>
      <div className="row-actions">
        {acceptable && (
          <Button type="primary" loading={accept.isPending} disabled={items.length === 0} onClick={() => accept.mutate({ method: 'POST', path: `${path}/accept`, body: picked })}>
            {marked.length > 0 ? t('acceptMarked', { n: marked.length }) : t('acceptAll')}
          </Button>
        )}
        <Button disabled={items.length === 0} onClick={() => mark(marked.length < items.length ? items.map(({ id }) => id) : [])}>{t('markAll')}</Button>
        <Button disabled={marked.length === 0} onClick={() => setDeciding('ours')}>{t('decide.ours')}</Button>
        <Button disabled={marked.length === 0} onClick={() => setDeciding('later')}>{t('decide.later')}</Button>
        <Button disabled={marked.length === 0} onClick={() => setDeciding('open')}>{t('decide.open')}</Button>
        <Download path={`${path}/report.xlsx`} query={filter} label={t('excel')} name={`${t('heading')}.xlsx`} />
      </div>
      {accept.error && <Alert type="error" showIcon title={<span className="lines">{refusalLines(accept.error, tm)}</span>} />}
      {done && (
        <Alert
          type="success" showIcon title={<>{t('accepted', { n: done.accepted, items: done.items })} <Link to={`/names/changes/${done.set_id}`}>{t('set', { n: done.number })}</Link></>}
          description={[done.remaining > 0 && t('remaining', { n: done.remaining }), done.skipped?.length && t('skippedRows', { names: done.skipped.slice(0, 10).map(({ name }) => name).join('、'), n: done.skipped.length })].filter(Boolean).join(' ') || undefined}
        />
      )}
      {error ? <Failed error={error} retry={retry} /> : <DifferencesTable path={path} kind={kind} rows={items} loading={loading} marked={marked} mark={mark} />}
      <More more={more} fetching={fetching} />
      {deciding && <DecideModal path={path} ids={marked} decision={deciding} onClose={(sent) => { if (sent) mark([]); setDeciding(undefined); }} />}
    </div>
  );
}
