/** The line laid out straight from its start to its end: what was covered, and where its markers divide it. */
import { useTranslation } from 'react-i18next';
import { share } from './cells';
import { coverageColours } from './coverageStyle';
import type { Coverage } from './rounds';

export function CoverageBar({ coverage }: { coverage: Coverage }) {
  const { t } = useTranslation('rounds');
  const whole = Math.max(coverage.length_m, 1);
  const x = (at: number) => (1000 * at) / whole;
  return (
    <svg className="coverage-bar" viewBox="0 0 1000 18" preserveAspectRatio="none" role="img" aria-label={t('coverage.bar', { share: share(coverage.covered ?? 0) })}>
      <rect x="0" y="4" width="1000" height="10" fill="#f3d9cb" />
      {coverage.walked.map(([from, to]) => <rect key={from} x={x(from)} y="4" width={Math.max(x(to) - x(from), 1.5)} height="10" fill={coverageColours.walked} />)}
      {coverage.segments.slice(1).map((one) => <line key={one.from_m} x1={x(one.from_m)} x2={x(one.from_m)} y1="0" y2="18" stroke="#39424b" strokeWidth="2" />)}
    </svg>
  );
}
