/** A change that is no draft any more, to be read. */
import { useTranslation } from 'react-i18next';
import { none } from '../../../lib/format';
import type { AreaChange } from './areas';

export function Facts({ change }: { change: AreaChange }) {
  const { t } = useTranslation('areachange');
  const rows = [
    [t('kind'), t(`kinds.${change.kind}`)],
    [t('authority'), change.authority],
    [t('document'), change.document],
    [t('approved_on'), change.approved_on],
    [t('effective_on'), change.effective_on],
    [t('author'), change.author_name],
    [t('note'), change.note],
  ];
  return (
    <dl className="card fields area-facts">
      {rows.map(([label, value]) => <div key={label}><dt>{label}</dt><dd>{value || none}</dd></div>)}
      {change.parts.map((part, i) => (
        <div key={part.code + part.name}><dt>{t('part', { n: i + 1 })}</dt><dd>{part.old.join('、')} → {[part.code, part.name].filter(Boolean).join(' ')}</dd></div>
      ))}
    </dl>
  );
}
