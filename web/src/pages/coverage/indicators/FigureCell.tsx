/** A current value with the fraction that it is from, or why there is none. */
import { useTranslation } from 'react-i18next';
import { number } from '../../../lib/format';
import { type Figure, shown, type Unit } from './indicators';

export function FigureCell({ figure, unit }: { figure: Figure; unit: Unit }) {
  const { t } = useTranslation('indicators');
  const due = figure.reports !== null && <small className="muted">{t('reports', { got: figure.reports, due: figure.reports_due })}</small>;
  if (figure.value === null) {
    return (
      <span className="figure-cell none">
        <b>{t('state.no_data')}</b>
        {figure.missing && <small className="muted">{t(`missing.${figure.missing}`)}</small>}
        {due}
      </span>
    );
  }
  return (
    <span className="figure-cell">
      <b>{shown(figure.value, unit)}</b>
      {figure.denominator !== null && <small className="muted">{number(figure.numerator)} / {number(figure.denominator)}</small>}
      {figure.year !== null && <small className="muted">{t('peopleOf', { year: figure.year })}</small>}
      {due}
    </span>
  );
}
