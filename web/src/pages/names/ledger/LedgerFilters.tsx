/** What the ledger is narrowed by; everything lives in the address. */
import { Input, Select, Switch, Tag } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { NameFilters } from '../parts/NameFilters';
import { dues, type Filters, matters, nationalStates, ops } from './ledger';

interface Props {
  values: Filters & { map: string };
  set: (name: keyof Filters | 'map', value: string | undefined) => void;
}

export function LedgerFilters({ values, set }: Props) {
  const { t } = useTranslation('nameledger');
  const choice = <T extends string>(name: 'matter' | 'op' | 'state' | 'due', all: readonly T[], word: (value: T) => string) => (
    <label>
      {t(`filters.${name}`)}
      <Select
        value={values[name] || undefined} allowClear placeholder={t('all')} onChange={(value?: string) => set(name, value)}
        options={all.map((value) => ({ value, label: word(value) }))}
      />
    </label>
  );
  return (
    <>
      <NameFilters values={values} set={set}>
        {choice('matter', matters, (value) => t(`matters.${value}`))}
        {choice('op', ops, (value) => t(`ops.${value}`))}
        <label>{t('filters.from')}<Input type="date" max="9999-12-31" value={values.from} onChange={(event) => set('from', event.target.value)} /></label>
        <label>{t('filters.to')}<Input type="date" max="9999-12-31" value={values.to} onChange={(event) => set('to', event.target.value)} /></label>
        {choice('state', nationalStates, (value) => t(`national.${value}`))}
        {choice('due', dues, (value) => t(`dues.${value}`))}
        <label className="switch"><Switch checked={values.map === '1'} onChange={(on) => set('map', on ? '1' : undefined)} />{t('map.beside')}</label>
        {values.map === '1' && (
          <label className="switch">
            <Switch checked={values.bbox !== ''} onChange={(on) => set('bbox', on ? 'map' : undefined)} />{t('map.follow')}
          </label>
        )}
      </NameFilters>
      <div className="filter-tags">
        {values.bbox && values.map !== '1' && <Dropped onClose={() => set('bbox', undefined)}>{t('map.boxed')}</Dropped>}
        {(['approval', 'set', 'clerk', 'approved_from', 'approved_to'] as const).filter((name) => values[name]).map((name) => (
          <Dropped key={name} onClose={() => set(name, undefined)}>
            {name === 'approval' || name === 'set' ? t(`filters.${name}`) : t(`filters.${name}`, { value: values[name] })}
          </Dropped>
        ))}
      </div>
    </>
  );
}

/** A filter that came with a link and can only be taken away. */
function Dropped({ onClose, children }: { onClose: () => void; children: ReactNode }) {
  const { t } = useTranslation('nameledger');
  return <Tag closable={{ 'aria-label': t('filters.drop') }} onClose={(event) => { event.preventDefault(); onClose(); }}>{children}</Tag>;
}
