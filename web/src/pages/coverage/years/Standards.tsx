/** What there is beside what the sizing standards ask for, by county; a comparison that decides nothing. */
import { CheckCircleFilled, CloseCircleOutlined, QuestionCircleOutlined } from '@ant-design/icons';
import { Button, Table, type TableColumnsType } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../../api/session';
import { number } from '../../../lib/format';
import { Wide } from '../../../parts/Wide';
import type { BurialYears, Standard, YearsRow } from './years';

const HistoryModal = lazy(async () => ({ default: (await import('../indicators/HistoryModal')).HistoryModal }));
const StandardModal = lazy(async () => ({ default: (await import('./StandardModal')).StandardModal }));

export function Standards({ data }: { data: BurialYears }) {
  const { t } = useTranslation('years');
  const { account, may, prefecture } = useSession();
  const [edited, setEdited] = useState<Standard | 'new'>();
  const [past, setPast] = useState<Standard>();
  const whole = may.indicators && (!account?.area_code || prefecture.code.startsWith(account.area_code));
  const columns: TableColumnsType<YearsRow> = [
    { title: t('area'), key: 'name', rowScope: 'row', render: (_, row) => row.name },
    ...data.standards.map((standard) => ({
      key: standard.id,
      title: (
        <span className="figure-cell start">
          <b>{standard.name}</b><small className="muted">{standard.document}</small>
          {account && (
            <span className="row-actions">
              {whole && <Button size="small" onClick={() => setEdited(standard)} aria-label={`${t('editStandard')} ${standard.name}`}>{t('edit')}</Button>}
              <Button size="small" onClick={() => setPast(standard)} aria-label={t('historyOf', { name: standard.name })}>{t('history')}</Button>
            </span>
          )}
        </span>
      ),
      render: (_: unknown, row: YearsRow) => <Compared row={row} standard={standard} />,
    })),
  ];
  return (
    <section className="card">
      <header className="page-head">
        <h2>{t('standards')}</h2>
        {whole && <Button onClick={() => setEdited('new')}>{t('addStandard')}</Button>}
      </header>
      <p className="muted">{t('standardsNote')}</p>
      <Wide label={t('standards')}>
        <Table size="small" rowKey="code" columns={columns} dataSource={[...data.counties, data.total]} pagination={false} />
      </Wide>
      {past && <Suspense><HistoryModal title={t('historyOf', { name: past.name })} path={`/facilities/sizing-standards/${past.id}/history`} named={standardNames(t)} onClose={() => setPast(undefined)} /></Suspense>}
      {edited && <Suspense><StandardModal standard={edited === 'new' ? undefined : edited} onClose={() => setEdited(undefined)} /></Suspense>}
    </section>
  );
}

/** What the fields are called, for the history. */
function standardNames(t: ReturnType<typeof useTranslation<'years'>>['t']) {
  return {
    name: t('name'), document: t('document'), rule: t('rule'), measure: t('measureTitle'), years: t('yearsField'), share_percent: t('share'), of_measure: t('ofMeasure'), factor: t('factor'), note: t('note'),
    sort: t('sortField'), retired: t('withdraw'),
  };
}

function Compared({ row, standard }: { row: YearsRow; standard: Standard }) {
  const { t } = useTranslation('years');
  const check = row.standards.find((one) => one.standard_id === standard.id);
  const met = check?.met ?? null;
  const places = (value: number | null | undefined) => number(value === null || value === undefined ? null : Math.round(value));
  return (
    <span className="figure-cell start">
      {met === null && <span className="state-mark no_data"><QuestionCircleOutlined aria-hidden /> {t('state.no_data')}</span>}
      {met === true && <span className="state-mark met"><CheckCircleFilled aria-hidden /> {t('metYes')}</span>}
      {met === false && <span className="state-mark not_met"><CloseCircleOutlined aria-hidden /> {t('metNo')}</span>}
      <small className="muted">{t('has')} {places(check?.has)} / {t('requiredNumber')} {places(check?.required)}</small>
    </span>
  );
}
