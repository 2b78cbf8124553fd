/** Base, current value and target on one bar; an indicator without data has a hatched one. */
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { onBar, type Row, shown } from './indicators';

const width = 160;

export function TargetBar({ row }: { row: Pick<Row, 'unit' | 'goal' | 'current' | 'expected'> }) {
  const { t } = useTranslation('indicators');
  const hatch = useId();
  const { base, target, current } = onBar(row);
  const said = [
    [t('base'), row.goal.base_value], [t('current'), row.current.value], [t('target'), row.goal.target_value],
  ].map(([name, value]) => `${name} ${value === null ? t('state.no_data') : shown(value as number, row.unit)}`).join(t('comma'));
  return (
    <svg className="target-bar" width={width + 8} height={20} viewBox={`-4 0 ${width + 8} 20`} role="img" aria-label={said}>
      <title>{said}</title>
      <defs>
        <pattern id={hatch} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="2" height="6" /></pattern>
      </defs>
      <rect className="ground" y="6" width={width} height="8" rx="3" fill={current === null ? `url(#${hatch})` : undefined} data-empty={current === null} />
      {current !== null && <rect className="now" y="6" width={Math.max(current * width, 1)} height="8" rx="3" />}
      {base !== null && <path className="base" d={`M${base * width} 3v14`} />}
      {target !== null && <path className="target" d={`M${target * width} 2l4 4v8l-4 4l-4 -4v-8z`} />}
    </svg>
  );
}
