/** For auditors: what was changed, and who read exact coordinates. */
import { Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { useFilters } from '../../lib/filters';
import '../pages.css';
import { ExactReads } from './ExactReads';
import { Trail } from './Trail';

export function AuditPage() {
  const { t } = useTranslation('audit');
  const { t: tm } = useTranslation();
  const { values, set } = useFilters(['tab']);
  const shown = values.tab === 'reads' ? 'reads' : 'trail';
  return (
    <div className="page">
      <header className="page-head">
        <h1>{tm('nav.audit')}</h1>
        <Segmented
          aria-label={tm('nav.audit')} value={shown} onChange={(key) => set('tab', key === 'trail' ? '' : key)}
          options={(['trail', 'reads'] as const).map((value) => ({ value, label: t(value) }))}
        />
      </header>
      {shown === 'reads' ? <ExactReads /> : <Trail />}
    </div>
  );
}
