/** An outline from a GeoJSON file: the first polygon that it holds. */
import { Button } from 'antd';
import { type ChangeEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { outlineOf } from './outline';

interface Props {
  value?: unknown;
  onChange?: (value: unknown) => void;
  id?: string;
}

export function OutlineField({ value, onChange, id }: Props) {
  const { t } = useTranslation('areachange');
  const input = useRef<HTMLInputElement>(null);
  const [bad, setBad] = useState(false);
  const chosen = async (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0];
    event.target.value = '';
    if (!file) return;
    const outline = outlineOf(await file.text());
    setBad(!outline);
    if (outline) onChange?.(outline);
  };
  return (
    <span className="row-actions">
      <input ref={input} type="file" hidden accept=".geojson,.json" onChange={(event) => void chosen(event)} />
      <Button id={id} onClick={() => input.current?.click()}>{t(value ? 'outlineAgain' : 'outlineChoose')}</Button>
      {Boolean(value) && <span className="outline-there">{t('outlineThere')}</span>}
      {Boolean(value) && <Button type="link" onClick={() => onChange?.(null)}>{t('outlineDrop')}</Button>}
      {bad && <span role="alert" className="refusal">{t('outlineBad')}</span>}
    </span>
  );
}
