/** A month of patrols: who is behind, what was covered, the walks, and the plans. */
import { LeftOutlined, PlusOutlined, RightOutlined } from '@ant-design/icons';
import { Button, Input, Tabs } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../../api/session';
import { useFilters } from '../../../lib/filters';
import { today } from '../../../lib/format';
import { useGet } from '../../../parts/useGet';
import { Failed, Loading } from '../../../shell/States';
import '../../pages.css';
import '../findings/findings.css';
import { Behind } from './Behind';
import { Coverage } from './Coverage';
import { Figures } from './Figures';
import { AreaChoice } from './AreaChoice';
import './patrols.css';
import { isMonth, monthFrom, monthOf, patrolsPath, type Progress } from './patrols';
import { Plans } from './Plans';
import { Walks } from './Walks';
import { LinkButton } from '../parts/LinkButton';

export function PatrolsPage() {
  const { t } = useTranslation('findings');
  const { may } = useSession();
  const { values, set } = useFilters(['area', 'period', 'tab']);
  const now = monthOf(today());
  const period = isMonth(values.period) ? values.period : now;
  const month = (next: string) => set('period', !isMonth(next) || next === now ? undefined : next);
  const { data, error, refetch } = useGet<Progress>(`${patrolsPath}/progress`, { period, area: values.area });
  return (
    <div className="page wide-page">
      <header className="page-head">
        <h1>{t('patrols.title')}</h1>
        {may.inspection && <LinkButton to="/boundaries/patrols/new" type="primary" icon={<PlusOutlined />}>{t('patrols.new')}</LinkButton>}
      </header>
      <div className="filters" role="search">
        <span className="month-choice">
          <Button icon={<LeftOutlined />} aria-label={t('patrols.monthBefore')} onClick={() => month(monthFrom(period, -1))} />
          <label>{t('patrols.month')}<Input type="month" value={period} max={now} onChange={(event) => month(event.target.value)} /></label>
          <Button icon={<RightOutlined />} aria-label={t('patrols.monthAfter')} disabled={period >= now} onClick={() => month(monthFrom(period, 1))} />
        </span>
        <AreaChoice value={values.area} onChange={(value) => set('area', value)} />
      </div>
      {error && <Failed error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && <Figures totals={data.totals} />}
      {data && (
        <Tabs
          activeKey={values.tab || 'behind'} onChange={(key) => set('tab', key === 'behind' ? undefined : key)} destroyOnHidden
          items={[
            { key: 'behind', label: t('patrols.tabs.behind'), children: <Behind plans={data.plans} /> },
            { key: 'coverage', label: t('patrols.tabs.coverage'), children: <Coverage progress={data} area={values.area} /> },
            { key: 'walks', label: t('patrols.tabs.walks'), children: <Walks period={period} area={values.area} /> },
            { key: 'plans', label: t('patrols.tabs.plans'), children: <Plans area={values.area} /> },
          ]}
        />
      )}
    </div>
  );
}
