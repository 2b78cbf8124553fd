import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { AreaDetail } from '../../../api/types';
import { position } from '../../../lib/format';
import { Became, type Succession } from './Became';
import { Fields } from './Fields';


export function AreaFields({ area }: { area: AreaDetail & Succession }) {
  const { t } = useTranslation();
  const county = area.code.slice(0, 6);
  return (
    <>
      <Became area={area} />
      <Fields
        rows={[
          [t('field.code'), area.code],
          [t('field.level'), t(`level.${area.level}`)],
          [t('field.area_path'), area.path.map((one) => one.name).join(' › ')],
          [t('field.seat'), area.seat && position(...area.seat)],
        ]}
      />
      {!area.external && area.code.length >= 6 && (
        <ul className="chips">
          <li><Link to={`/coverage?area=${county}`}>{t('nav.coverage')}</Link></li>
          <li><Link to={`/coverage/ledger?area=${county}`}>{t('nav.ledger')}</Link></li>
          <li><Link to={`/boundaries/lines?area=${county}`}>{t('nav.boundaries')}</Link></li>
        </ul>
      )}
    </>
  );
}
