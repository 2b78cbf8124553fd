/** Search with suggestions, after the WAI-ARIA combobox pattern. */
import { CloseOutlined, SearchOutlined } from '@ant-design/icons';
import type { TFunction } from 'i18next';
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useClasses } from '../../api/queries';
import { errorText } from '../../shell/States';
import type { Selection } from './params';
import { type Suggestion, useSuggestions } from './useSuggestions';

export function SearchBox({ onChoose }: { onChoose: (hit: Selection) => void }) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  const { items, busy, error, asked } = useSuggestions(text);
  const showing = open && asked !== '';
  const current = Math.min(active, items.length - 1);
  useSlash(input);

  const choose = (item: Suggestion | undefined) => {
    if (!item) return;
    setText(item.name);
    setOpen(false);
    onChoose({ kind: item.kind, id: item.id });
  };
  const keys: Record<string, (() => void) | undefined> = {
    ArrowDown: () => (showing ? setActive((current + 1) % Math.max(items.length, 1)) : setOpen(true)),
    ArrowUp: () => setActive((current - 1 + items.length) % Math.max(items.length, 1)),
    Enter: () => choose(items[current]),
    Escape: () => (showing ? setOpen(false) : setText('')),
  };
  const press = (event: KeyboardEvent) => {
    const run = keys[event.key];
    // Enter and arrows belong to the input method while it composes Chinese.
    if (!run || event.nativeEvent.isComposing) return;
    event.preventDefault();
    run();
  };

  return (
    <div className="search" role="search" onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && setOpen(false)}>
      <SearchOutlined className="search-icon" />
      <input
        ref={input} type="text" value={text} placeholder={t('search.placeholder')} autoComplete="off" spellCheck={false} maxLength={100}
        role="combobox" aria-label={t('search.label')} aria-expanded={showing} aria-controls={`${id}-list`} aria-autocomplete="list"
        aria-activedescendant={showing && items.length ? `${id}-${current}` : undefined}
        onChange={(event) => { setText(event.target.value); setActive(0); setOpen(true); }}
        onFocus={() => setOpen(true)} onKeyDown={press}
      />
      {text && (
        <button type="button" className="search-clear" aria-label={t('search.clear')} onClick={() => { setText(''); input.current?.focus(); }}>
          <CloseOutlined />
        </button>
      )}
      {showing && (
        <div className="search-list">
          <ul id={`${id}-list`} role="listbox" aria-label={t('search.results')}>
            {items.map((item, i) => (
              <Option key={`${item.kind}/${item.id}`} id={`${id}-${i}`} item={item} active={i === current} query={asked} onChoose={() => choose(item)} onOver={() => setActive(i)} />
            ))}
          </ul>
          <p className="search-note" role="status">
            {note({ error, busy, count: items.length }, t)}
          </p>
        </div>
      )}
    </div>
  );
}

type T = TFunction;

function note({ error, busy, count }: { error: Error | null; busy: boolean; count: number }, t: T): string {
  if (error) return errorText(error, t);
  if (count) return t('search.count', { count });
  return busy ? t('search.busy') : t('search.none');
}

/** "/" goes to the search box from anywhere outside a field. */
function useSlash(input: React.RefObject<HTMLInputElement | null>): void {
  useEffect(() => {
    const press = (event: globalThis.KeyboardEvent) => {
      const typing = event.target instanceof Element && event.target.closest('input, textarea, select, [contenteditable]');
      if (event.key !== '/' || typing || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      input.current?.focus();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [input]);
}

interface OptionProps {
  id: string;
  item: Suggestion;
  active: boolean;
  query: string;
  onChoose: () => void;
  onOver: () => void;
}

function Option({ id, item, active, query, onChoose, onOver }: OptionProps) {
  const { t } = useTranslation();
  const { data: classes } = useClasses();
  const line = useRef<HTMLLIElement>(null);
  const named = classes?.find((one) => one.code === item.what)?.name;
  const what = item.kind === 'marker' ? t('kind.marker') : (named ?? item.what);
  useEffect(() => {
    if (active) line.current?.scrollIntoView?.({ block: 'nearest' });
  }, [active]);
  return (
    <li
      ref={line} id={id} role="option" aria-selected={active} className={`search-option ${item.kind}`} onMouseMove={onOver}
      onPointerDown={(event) => event.preventDefault()} onClick={onChoose}
    >
      <span className="search-name">
        {marked(item.name, query)}
        {item.also && <small>{t('search.also', { name: item.also })}</small>}
        {item.pinyin && <small lang="zh-Latn-pinyin">{item.pinyin}</small>}
      </span>
      <span className="search-what">{what}</span>
      <span className="search-where">{item.where}</span>
    </li>
  );
}

/** The name with the part that was typed made bold; by characters, so that 𣲗 stays whole. */
export function marked(name: string, query: string): ReactNode {
  const at = name.indexOf(query);
  if (at < 0 || query === '') return <span>{name}</span>;
  return (
    <span>
      {name.slice(0, at)}
      <mark>{query}</mark>
      {name.slice(at + query.length)}
    </span>
  );
}
