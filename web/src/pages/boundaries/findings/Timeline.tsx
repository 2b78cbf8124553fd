/** The life of a finding, step by step; what is still to come is grey. */
import { useTranslation } from 'react-i18next';
import { time } from '../../../lib/format';
import { type Entry, type Finding, timeline } from './findings';

/** A day as it is, a time to the minute. */
const at = (value: string) => (value.length === 10 ? value : time(value));

export function Timeline({ finding }: { finding: Finding }) {
  const { t } = useTranslation('findings');
  return (
    <ol className="timeline">
      {timeline(finding).map((entry) => (
        <li key={entry.key} className={entry.at ? 'done' : 'ahead'}>
          <p className="timeline-head">
            <strong>{t(`times.${entry.key}`)}</strong> {entry.at ? <time dateTime={entry.at}>{at(entry.at)}</time> : <span className="muted">{t('notYet')}</span>}
          </p>
          {said(entry, finding, (outcome) => t(`outcomes.${outcome}`), (version, document) => t('registered', { version, document })).map((text, i) => <p key={i} className="lines">{text}</p>)}
        </li>
      ))}
    </ol>
  );
}

function said(entry: Entry, f: Finding, outcome: (one: Exclude<Finding['outcome'], ''>) => string, registered: (version: number, document: string) => string): string[] {
  if (entry.key === 'handled' && f.outcome) return [outcome(f.outcome), ...entry.says];
  if (entry.key === 'filed' && f.registration_version !== null) return [...entry.says, registered(f.registration_version, f.registration_document)];
  return entry.says;
}
