/** The findings of the list on a map. */
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { boxOf } from '../../../map/box';
import type { Finding } from './findings';
import { useMarkers } from './parts/pickers';
import { ThingsMap } from './parts/ThingsMap';
import { colours, thingsOf, type Tone } from './places';

interface Props {
  items: Finding[];
  /** The box of the address. */
  start: string;
  onBox: ((box: string) => void) | undefined;
  onChoose: (id: string) => void;
}

export function FindingsMap({ items, start, onBox, onChoose }: Props) {
  const { t } = useTranslation('findings');
  const { data: markers } = useMarkers();
  const things = useMemo(() => thingsOf(items, markers ?? []), [items, markers]);
  const [bounds] = useState(() => boxOf(start));
  return (
    <div>
      <ThingsMap things={things} label={t('map.label')} bounds={bounds} onBox={onBox} onChoose={onChoose} legend={(Object.keys(colours) as Tone[]).map((tone) => ({ colour: colours[tone], label: t(`tones.${tone}`) }))} />
      <p className="muted map-note" role="status">
        {t('map.shown', { count: things.length })}
        {items.length > things.length && ` ${t('map.without', { count: items.length - things.length })}`}
      </p>
    </div>
  );
}
