/** Somebody else changed the same fields: for each of them a person chooses what holds. */
import { Alert, Button, Input, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { errorText } from '../../../shell/States';
import { type ChangeSet, type Choice, type FieldRow, type Item, itemPath } from './changes';
import { choicesOf, contested, typedValue } from './rows';
import { useSetSend } from './useSet';
import { useWords } from './useWords';

export function Conflicts({ set, item }: { set: ChangeSet; item: Item }) {
  const { t } = useTranslation('changes');
  return (
    <section className="contested" aria-label={t('conflicts')}>
      <h3>{t('conflicts')}</h3>
      <p className="muted">{set.may.resolve ? t('conflictsHint') : t('conflictsWait')}</p>
      {contested(item).map((row) => <ConflictRow key={`${row.field}/${item.current_version}`} set={set} item={item} row={row} />)}
    </section>
  );
}

function ConflictRow({ set, item, row }: { set: ChangeSet; item: Item; row: FieldRow }) {
  const { t } = useTranslation('changes');
  const { t: tm } = useTranslation();
  const words = useWords();
  const send = useSetSend(set.id);
  const decided = row.state === 'decided' ? row.decision : null;
  const [choice, setChoice] = useState<Choice | undefined>(decided?.choice);
  const [text, setText] = useState(() => words.value(row.field, decided?.choice === 'value' ? decided.value : row.proposed));
  const decide = () =>
    send.mutate({
      method: 'POST', path: `${itemPath(set.id, item.id)}/resolve`, ifMatch: set.version,
      body: { field: row.field, choice, current_version: item.current_version, ...(choice === 'value' ? { value: typedValue(row.field, text) } : {}) },
    });
  const wording: Record<Choice, string> = {
    mine: row.field === 'entry' ? t('choice.goOn') : t('choice.mine', { value: words.value(row.field, row.proposed) }),
    theirs: row.field === 'entry' ? t('choice.giveUp') : t('choice.theirs', { value: words.value(row.field, row.current) }),
    value: t('choice.value'),
  };
  return (
    <fieldset className={`conflict-row ${row.state}`} disabled={!set.may.resolve}>
      <legend>{words.field(row.field)}</legend>
      <p className="muted">
        {row.field === 'entry' ? t('entryMoved', { value: words.value('entry', row.current) }) : t('wasBefore', { value: words.value(row.field, row.base) })}
        {row.holder && <> {t('heldBy', { name: row.holder.name })}</>}
      </p>
      <Radio.Group value={choice} onChange={(event) => setChoice(event.target.value as Choice)} disabled={!set.may.resolve} className="choices">
        {choicesOf(row).map((one) => (
          <Radio key={one} value={one}>
            {wording[one]}
            {one === 'value' && choice === 'value' && (
              <Input size="small" aria-label={t('choice.valueOf', { field: words.field(row.field) })} value={text} maxLength={2000} onChange={(event) => setText(event.target.value)} />
            )}
          </Radio>
        ))}
      </Radio.Group>
      {set.may.resolve && (
        <Button size="small" type="primary" disabled={!choice || (choice !== 'value' && choice === decided?.choice)} loading={send.isPending} onClick={decide}>
          {decided ? t('decideAgain') : t('decide')}
        </Button>
      )}
      {send.error && <Alert type="error" showIcon title={errorText(send.error, tm)} />}
    </fieldset>
  );
}
