/** A card for each facility with its few numbers; kinds of many facilities are folded. */
import { Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { number } from '../../../lib/format';
import { Precision } from '../../../parts/Precision';
import { byKind, type FacilityRows, figuresOf, isChanged, keyOf, type KindRows, leftOf, type MonthForm, type Row, type Values } from './report';
import { Num } from './Num';

interface Props {
  form: MonthForm;
  values: Values;
  change: (next: (before: Values) => Values) => void;
  faults: Record<string, string>;
}

/** More than these of a kind are folded; more than these in all can be searched. */
const few = 6;
const many = 12;

export function Facilities({ form, ...rest }: Props) {
  const { t } = useTranslation('monthly');
  const [text, setText] = useState('');
  const kinds = byKind(form.rows);
  const all = kinds.reduce((sum, kind) => sum + kind.facilities.length, 0);
  const fits = ({ name, village }: FacilityRows) => !text.trim() || name.includes(text.trim()) || village.includes(text.trim());
  if (all === 0) return <p className="month-card muted">{t('noFacilities')}</p>;
  return (
    <>
      {all > many && <Input size="large" allowClear value={text} placeholder={t('find')} aria-label={t('find')} onChange={(event) => setText(event.target.value)} />}
      {kinds.map((kind) => ({ ...kind, facilities: kind.facilities.filter(fits) })).filter((kind) => kind.facilities.length).map((kind) => (
        <KindGroup key={kind.kind} kind={kind} open={text.trim() !== ''} form={form} {...rest} />
      ))}
    </>
  );
}

function KindGroup({ kind, open, ...rest }: Props & { kind: KindRows; open: boolean }) {
  const { t } = useTranslation('monthly');
  const touched = kind.facilities.some(({ rows }) => rows.some((row) => isChanged(row, rest.values)));
  const cards = kind.facilities.map((one) => <FacilityCard key={one.id} facility={one} {...rest} />);
  const head = <h2>{kind.name} <span className="muted">{t('countOf', { count: kind.facilities.length })}</span></h2>;
  if (kind.facilities.length <= few) return <section className="month-kind" aria-label={kind.name}>{head}{cards}</section>;
  return (
    <details className="month-kind folded" open={open || touched || undefined}>
      <summary>{head}<Sums kind={kind} values={rest.values} /></summary>
      {cards}
    </details>
  );
}

/** What a folded kind holds in all, as far as it is known. */
function Sums({ kind, values }: { kind: KindRows; values: Values }) {
  const { t } = useTranslation('monthly');
  const rows = kind.facilities.flatMap((one) => one.rows).filter((row) => row.measure !== 'none');
  const totals = rows.map((row) => figuresOf(row, values)).filter((one) => one.total !== null);
  if (totals.length === 0) return null;
  const left = totals.map(leftOf).filter((n) => n !== null);
  return (
    <small className="muted">
      {t('sums', { total: number(totals.reduce((sum, one) => sum + (one.total ?? 0), 0)), left: left.length ? number(left.reduce((sum, n) => sum + Math.max(n, 0), 0)) : t('noData') })}
    </small>
  );
}

function FacilityCard({ facility, ...rest }: Props & { facility: FacilityRows }) {
  const { t } = useTranslation('monthly');
  const rows = facility.rows.filter((row) => row.measure !== 'none');
  const changed = rows.some((row) => isChanged(row, rest.values));
  return (
    <article className={changed ? 'month-card facility changed' : 'month-card facility'} aria-label={facility.name}>
      <h3>{facility.name}{facility.village && <small className="muted"> {facility.village}</small>} <Precision precision={facility.rows[0]?.precision} />{changed && <span className="month-mark">{t('changedMark')}</span>}</h3>
      {rows.length === 0 && <p className="muted">{t('inUse')}</p>}
      {rows.length > 0 && <div className="month-nums">{rows.flatMap((row) => inputsOf(row)).map((one) => <Figure key={`${keyOf(one.row)}${one.what}`} {...one} {...rest} />)}</div>}
    </article>
  );
}

type What = 'total' | 'used' | 'left';

/** Graves are told by what is left of how many, beds by who lives in them. */
function inputsOf(row: Row): { row: Row; what: What }[] {
  if (row.measure === 'nursing_beds') return [{ row, what: 'total' }];
  if (row.measure === 'beds' || row.measure === 'places' || row.total === null) return [{ row, what: 'total' }, { row, what: 'used' }];
  return [{ row, what: 'left' }, { row, what: 'total' }];
}

type LabelKey = 'figure.plots.left';

function Figure({ row, what, values, change, faults }: Props & { row: Row; what: What }) {
  const { t } = useTranslation('monthly');
  const now = figuresOf(row, values);
  const shown = (of: { total: number | null; used: number | null }) => (what === 'left' ? leftOf(of) : of[what]);
  const set = (value: number | null) =>
    change((old) => {
      const typed = { ...old.figures[keyOf(row)] };
      if (what === 'left') typed.used = value === null ? null : (now.total ?? 0) - value;
      else typed[what] = value;
      return { ...old, figures: { ...old.figures, [keyOf(row)]: typed } };
    });
  const before = shown(row.before);
  const bad = what === 'left' && faults[keyOf(row)];
  return (
    <div>
      <Num
        of={row.name} label={t(`figure.${row.measure}.${what}` as LabelKey)} value={shown(now)} onChange={set} changed={shown(now) !== shown(row)}
        hint={before === null ? t('noBefore') : t('lastMonth', { n: number(before) })}
      />
      {bad && <p className="fault" role="alert">{t('fault.left', { total: now.total })}</p>}
    </div>
  );
}
