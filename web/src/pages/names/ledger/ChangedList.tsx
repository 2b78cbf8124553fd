/** Field by field what an edit changed: before → after. */
import { ArrowRightOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { useAreaNames, useClasses } from '../../../api/queries';
import { none } from '../../../lib/format';
import { show } from '../../map/panel/changes';
import { distanceText, isLong, type Line, linesOf, shorten } from './changed';
import type { LedgerEntry } from './ledger';

/** So many lines are shown at once; the others open with the disclosure. */
const shown = 3;

export function ChangedList({ entry }: { entry: Pick<LedgerEntry, 'op' | 'changed'> }) {
  const { t } = useTranslation('nameledger');
  const read = useReading();
  const lines = linesOf(entry.changed, read);
  const rest = lines.slice(shown);
  if (lines.length === 0) return <>{none}</>;
  return (
    <div className="changed">
      <ul>{lines.slice(0, shown).map((line) => <ChangedLine key={line.field} line={line} isNew={entry.op === 'add'} />)}</ul>
      {rest.length > 0 && (
        <details>
          <summary>{t('moreFields', { count: rest.length })}</summary>
          <ul>{rest.map((line) => <ChangedLine key={line.field} line={line} isNew={entry.op === 'add'} />)}</ul>
        </details>
      )}
    </div>
  );
}

function ChangedLine({ line, isNew }: { line: Line; isNew: boolean }) {
  const { t } = useTranslation();
  const label = t(`field.place_${line.field}` as 'field.name', { defaultValue: t(`field.${line.field}` as 'field.name', { defaultValue: line.field }) });
  return (
    <li>
      <span className="changed-field">{label}</span>
      {line.move && !isNew ? <Move line={line} /> : <Values line={line} isNew={isNew} />}
    </li>
  );
}

function Values({ line, isNew }: { line: Line; isNew: boolean }) {
  const { t } = useTranslation('nameledger');
  const pair = (cut: (text: string) => string) => (
    <>
      {!isNew && <>{line.before === none ? <span className="muted">{t('empty')}</span> : <del>{cut(line.before)}</del>}<ArrowRightOutlined aria-label={t('becomes')} /></>}
      {line.after === none ? <span className="muted">{t('empty')}</span> : <ins>{cut(line.after)}</ins>}
    </>
  );
  if (!isLong(line)) return <span className="changed-values">{pair((text) => text)}</span>;
  return (
    <details className="changed-values">
      <summary>{pair((text) => shorten(text))}</summary>
      <dl>
        {!isNew && <><dt>{t('before')}</dt><dd>{line.before}</dd></>}
        <dt>{t('after')}</dt>
        <dd>{line.after}</dd>
      </dl>
    </details>
  );
}

function Move({ line }: { line: Line }) {
  const { t } = useTranslation('nameledger');
  const move = line.move;
  if (!move) return null;
  const metres = move.metres === null ? undefined : distanceText(move.metres);
  const said = move.from === none ? t('positionAdded') : move.to === none ? t('positionRemoved')
    : metres ? t('positionMovedBy', { distance: t(`units.${metres.unit}`, { value: metres.value }) }) : t('positionMoved');
  return (
    <details className="changed-values">
      <summary>{said}</summary>
      <dl>
        <dt>{t('before')}</dt><dd>{move.from}</dd>
        <dt>{t('after')}</dt><dd>{move.to}</dd>
      </dl>
    </details>
  );
}

/** Codes by their names; everything else as it stands. */
function useReading() {
  const { t } = useTranslation();
  const { data: classes } = useClasses();
  const areaName = useAreaNames();
  return (field: string, value: unknown): string => {
    if (typeof value !== 'string' || value === '') return show(value);
    if (field === 'class_code') return classes?.find((one) => one.code === value)?.name ?? value;
    if (field === 'area_code') return areaName(value);
    if (field === 'status') return t(`placeStatus.${value}` as 'placeStatus.current', { defaultValue: value });
    return value;
  };
}
