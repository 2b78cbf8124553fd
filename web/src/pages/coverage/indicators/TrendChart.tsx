/** Year-end values as a line, the course from base to target dashed, what was reported as squares. */
import { useTranslation } from 'react-i18next';
import { lines, type Point, type Series, shown, topOf, type Unit } from './indicators';

interface Props {
  days: string[];
  series: Series;
  unit: Unit;
  name: string;
  /** With years, values and what was reported; without, a small line beside a row. */
  full?: boolean;
}

const path = (run: Point[]) => run.map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('');

export function TrendChart({ days, series, unit, name, full }: Props) {
  const { t } = useTranslation('indicators');
  const [width, height] = full ? [520, 150] : [88, 22];
  const top = topOf(series, unit);
  const runs = lines(days, series.values, top, width, height);
  const course = lines(days, series.expected, top, width, height);
  const known = series.values.filter((one) => one !== null).length;
  const said = `${t('trendOf', { name })}${known === 0 ? t('state.no_data') : days.map((day, i) => `${day.slice(0, 4)} ${shown(series.values[i], unit)}`).join(t('comma'))}`;
  if (known === 0 && !full) return <span className="muted">{t('state.no_data')}</span>;
  return (
    <svg className={full ? 'trend full' : 'trend'} width={width + 8} height={height + (full ? 34 : 8)} viewBox={`-4 -4 ${width + 8} ${height + (full ? 34 : 8)}`} role="img" aria-label={said}>
      <title>{said}</title>
      {full && <path className="axis" d={`M0 ${height}H${width}`} />}
      {course.map((run, i) => <path key={i} className="course" d={path(run)} />)}
      {runs.map((run, i) => <path key={i} className="line" d={path(run)} />)}
      {runs.flat().map(({ x, y }) => <circle key={x} className="dot" cx={x} cy={y} r={full ? 3.5 : 1.8} />)}
      {full && <Marks days={days} series={series} top={top} width={width} height={height} unit={unit} />}
    </svg>
  );
}

/** Years below the line, values at its points, squares for what was reported. */
function Marks({ days, series, top, width, height, unit }: { days: string[]; series: Series; top: number; width: number; height: number; unit: Unit }) {
  const first = days[0] ?? '';
  const last = days[days.length - 1] ?? '';
  const inSpan = series.reported.filter(({ as_of }) => as_of >= first && as_of <= last);
  const x = (day: string) => lines([first, day, last], [null, 0, null], top, width, height)[0]?.[0]?.x ?? 0;
  return (
    <>
      {days.map((day, i) => (
        <g key={day}>
          <text x={x(day)} y={height + 16} textAnchor={i === 0 ? 'start' : i === days.length - 1 ? 'end' : 'middle'}>{i === days.length - 1 ? day : day.slice(0, 4)}</text>
          {series.values[i] !== null && <text className="value" x={x(day)} y={Math.max(height - ((series.values[i] ?? 0) / top) * height - 8, 8)} textAnchor={i === 0 ? 'start' : i === days.length - 1 ? 'end' : 'middle'}>{shown(series.values[i], unit)}</text>}
        </g>
      ))}
      {inSpan.map((one) => <rect key={one.as_of} className="reported" x={x(one.as_of) - 4} y={height - (one.value / top) * height - 4} width="8" height="8" />)}
    </>
  );
}
