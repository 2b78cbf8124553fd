/** Spellings by the 1984 rules beside the field: one click fills it; readings of polyphones are chosen here. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button, Form } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { get } from '../../api/client';
import { useSend } from '../../api/lists';
import { useSession } from '../../api/session';
import { useSettled } from '../../pages/map/useSuggestions';
import { choicesText, type Picks, readingOf, type Romanised } from './readings';

/** `original` is the name that the entry has: a new one is spelt at once where no spelling stands yet. */
export function PinyinHints({ touched, original }: { touched: () => void; original: string | undefined }) {
  const { t } = useTranslation('changes');
  const form = Form.useFormInstance();
  const watch = { form, preserve: true };
  const [name, classCode, area, pinyin] = [
    Form.useWatch('name', watch), Form.useWatch('class_code', watch), Form.useWatch('area_code', watch), Form.useWatch('pinyin', watch),
  ] as (string | undefined)[];
  const settled = useSettled(name?.trim() ?? '', 400);
  // Picks belong to the name that they were made for.
  const [picked, setPicked] = useState<{ name: string; picks: Picks }>({ name: '', picks: {} });
  const picks = picked.name === settled ? picked.picks : {};
  const query = { name: settled, class: classCode, area, choices: choicesText(picks) };
  const { data } = useQuery({
    queryKey: ['romanize', query],
    enabled: settled !== '',
    queryFn: ({ signal }) => get<Romanised>('/gazetteer/romanize', query, signal),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    retry: false,
  });
  const fresh = settled !== original && data?.name === settled ? data.suggestions[0]?.spelling : undefined;
  const filled = useRef('');
  useEffect(() => {
    const now = (form.getFieldValue('pinyin') as string | undefined) ?? '';
    if (!fresh || (now !== '' && now !== filled.current)) return;
    filled.current = fresh;
    form.setFieldValue('pinyin', fresh);
    touched();
    // Only another suggestion fills the field again: who empties it wants it empty.
  }, [form, fresh, touched]);
  if (!settled || data?.name !== settled) return null;
  const fill = (spelling: string) => {
    form.setFieldValue('pinyin', spelling);
    touched();
  };
  const many = data.characters.map((one, index) => ({ ...one, index })).filter((one) => one.choices.length > 1);
  return (
    <div className="pinyin-hints">
      <div className="chips" role="group" aria-label={t('spellings')}>
        {data.suggestions.slice(0, 4).map((one) => (
          <button key={`${one.basis}/${one.spelling}`} type="button" aria-pressed={one.spelling === pinyin} onClick={() => fill(one.spelling)}>
            <span lang="zh-Latn-pinyin">{one.spelling}</span> <small>{t(`basis.${one.basis}` as 'basis.rules', { defaultValue: one.basis })}</small>
          </button>
        ))}
      </div>
      {many.map((one) => (
        <div key={one.index} className="chips readings" role="group" aria-label={t('readingOf', { text: one.text })}>
          <span>{one.text}</span>
          {one.choices.map((choice) => (
            <button
              key={choice.reading} type="button" lang="zh-Latn-pinyin" aria-pressed={choice.chosen}
              onClick={() => setPicked({ name: settled, picks: { ...picks, [one.index]: choice.reading } })}
            >
              {choice.reading}
            </button>
          ))}
        </div>
      ))}
      {Object.keys(picks).length > 0 && <Remember data={data} picks={picks} />}
      {data.unread.length > 0 && <p className="muted">{t('unread', { text: data.unread.join('、') })}</p>}
    </div>
  );
}

/** Settles the reading for other names with the same word. */
function Remember({ data, picks }: { data: Romanised; picks: Picks }) {
  const { t } = useTranslation('changes');
  const { may } = useSession();
  const send = useSend();
  const settled = readingOf(data, picks);
  if (!may.names || !settled) return null;
  if (send.isSuccess) return <p className="muted" role="status">{t('remembered', settled)}</p>;
  return (
    <Button size="small" type="link" loading={send.isPending} onClick={() => send.mutate({ method: 'POST', path: '/gazetteer/readings', body: settled })}>
      {send.isError ? t('notRemembered') : t('remember', settled)}
    </Button>
  );
}
