/** The phone page of inspections: a line, then a stretch of it, then what was found there or at a marker. */
import { useTranslation } from 'react-i18next';
import { Failed, Loading } from '../../../shell/States';
import '../../pages.css';
import './field.css';
import { FieldMap } from './FieldMap';
import { LinePicker } from './LinePicker';
import { LineView } from './LineView';
import { LogView } from './LogView';
import { useLines, usePlace } from './useField';

export function FieldPage() {
  const { t } = useTranslation('field');
  const place = usePlace();
  const { data: lines, error, refetch } = useLines();
  if (error && !lines) return <Failed error={error} retry={() => void refetch()} />;
  if (!lines) return <Loading />;
  const line = lines.find((one) => one.code === place.line);
  return (
    <div className={place.log ? 'field logging' : 'field'}>
      <section className="field-map" aria-label={t('map')}>
        <FieldMap line={line} stretch={place.stretch} markerId={place.marker} />
      </section>
      <div className="field-body">{body()}</div>
    </div>
  );

  function body() {
    if (!line) return <LinePicker lines={lines ?? []} />;
    if (place.log) return <LogView key={`${place.marker ?? ''}${place.stretch?.join('-') ?? ''}${place.corrects ?? ''}`} line={line} place={place} />;
    return <LineView line={line} place={place} />;
  }
}
