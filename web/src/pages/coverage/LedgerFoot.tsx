/** The official rule, and beside it the figure that was reported upward, as it was reported. */
import { useTranslation } from 'react-i18next';
import type { Ledger } from '../../api/types';
import { percent } from '../../lib/format';

export function LedgerFoot({ data }: { data: Ledger }) {
  const { t } = useTranslation();
  const { t: tf } = useTranslation('facilities');
  const { official, reported } = data;
  return (
    <dl className="ledger-foot">
      <div>
        <dt>{t('ledger.official')}</dt>
        <dd>
          <strong>{percent(official.percent)}</strong> {t('ledger.officialFigure', { numerator: official.numerator, denominator: official.denominator })}
          {official.exempt > 0 && ` ${tf('table.exempt', { count: official.exempt })}`}
        </dd>
      </div>
      <div>
        <dt>{t('ledger.reported')}</dt>
        <dd>
          {reported ? <strong>{percent(reported.percent)}</strong> : t('ledger.noReport')}
          {reported && ` ${[reported.numerator === null ? '' : `${reported.numerator} / ${reported.denominator}`, tf('table.asOf', { day: reported.as_of }), reported.document].filter(Boolean).join(' · ')}`}
        </dd>
      </div>
      <div>
        <dt>{t('coverage.asOf')}</dt>
        <dd>{data.as_of}</dd>
      </div>
    </dl>
  );
}
