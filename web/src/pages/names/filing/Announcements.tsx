/** The announcements with filters in the address. */
import { Input, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { usePages } from '../../../api/lists';
import { useSession } from '../../../api/session';
import { useFilters } from '../../../lib/filters';
import { Failed } from '../../../shell/States';
import { More } from '../../../parts/More';
import { NameFilters } from '../parts/NameFilters';
import { AnnouncementsTable } from './AnnouncementsTable';
import { type Announcement, announcementsPath, announcementStates } from './filing';

export function Announcements() {
  const { t } = useTranslation('filing');
  const open = useSession().public.includes('announcements');
  const { values, set } = useFilters(['area', 'q', 'state', 'year'] as const);
  const { items, loading, error, retry, more, fetching } = usePages<Announcement>(announcementsPath, values);
  return (
    <div className="stack">
      <NameFilters values={values} set={set} without={['class', 'q']}>
        <label>
          {t('state')}
          <Select value={values.state || undefined} allowClear placeholder={t('all')} onChange={(value?: string) => set('state', value)} options={announcementStates.map((value) => ({ value, label: t(`states.${value}`) }))} />
        </label>
        <label>{t('filters.year')}<InputNumber value={values.year ? Number(values.year) : null} min={1949} max={9999} precision={0} controls={false} changeOnBlur onChange={(value) => set('year', value ? String(value) : undefined)} /></label>
        <label>{t('filters.numberOrTitle')}<Input.Search defaultValue={values.q} allowClear maxLength={200} onSearch={(text) => set('q', text.trim())} /></label>
      </NameFilters>
      <p className="muted">{open ? <a href="/announcements" target="_blank" rel="noreferrer">{t('publicPage')}</a> : t('publicClosed')}</p>
      {error && <Failed error={error} retry={retry} />}
      <AnnouncementsTable items={items} loading={loading} />
      <More more={more} fetching={fetching} />
    </div>
  );
}
