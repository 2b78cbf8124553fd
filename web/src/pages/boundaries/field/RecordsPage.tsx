/** One's records: what waits on this device, and what the service has, each with its photos. */
import { ArrowLeftOutlined, CloudUploadOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { deliverEverything } from '../../../api/delivery';
import { usePages } from '../../../api/lists';
import { useOutbox, useSent } from '../../../api/outbox';
import { usePhotos } from '../../../api/photobox';
import { useSession } from '../../../api/session';
import type { StoredInspection } from '../../../api/types';
import { useFilters } from '../../../lib/filters';
import { More } from '../../../parts/More';
import { Empty, Failed, Loading } from '../../../shell/States';
import '../../pages.css';
import { Bar } from './Bar';
import './field.css';
import { LocalRecord } from './LocalRecord';
import { RecordDrawer } from './RecordDrawer';
import { StoredRecord } from './StoredRecord';
import { WalkLine } from './WalkLine';
import { walks } from '../../../api/walks';

export function RecordsPage() {
  const { t } = useTranslation('field');
  const login = useSession().account?.login ?? '';
  const { values, set } = useFilters(['id']);
  const stored = usePages<StoredInspection>('/boundaries/inspections', { mine: true, limit: 30 });
  const [busy, setBusy] = useState(false);
  const waits = useOutbox(login);
  const tracks = walks.useWaiting(login);
  const photos = usePhotos().filter((one) => one.released && !one.sentAt);
  // Gone themselves, while some of their photos have not.
  const lagging = useSent(login).filter(({ inspection }) => photos.some((one) => one.record === inspection.id) && !waits.some((one) => one.inspection.id === inspection.id));
  const send = async () => {
    setBusy(true);
    await deliverEverything(login).finally(() => setBusy(false));
    stored.retry();
  };
  return (
    <div className="field">
      <div className="field-body alone">
        <h1 className="field-title">{t('records.title')}</h1>
        {waits.length + lagging.length + tracks.length > 0 && (
          <section aria-label={t('records.onDevice')} className="sent-list">
            <h2>{t('records.onDevice')}</h2>
            {waits.map((one) => <LocalRecord key={one.inspection.id} inspection={one.inspection} problem={one.problem} />)}
            {lagging.map((one) => <LocalRecord key={one.inspection.id} inspection={one.inspection} sentAt={one.sentAt} />)}
            {tracks.map((one) => <WalkLine key={one.id} walk={one} />)}
          </section>
        )}
        <h2>{t('records.stored')}</h2>
        {stored.error && <Failed error={stored.error} retry={stored.retry} />}
        {stored.loading && !stored.error && <Loading />}
        {!stored.loading && !stored.error && stored.items.length === 0 && <Empty>{t('records.none')}</Empty>}
        <ul className="big-list">
          {stored.items.map((one) => <li key={one.id}><StoredRecord item={one} onOpen={() => set('id', one.id)} /></li>)}
        </ul>
        <More more={stored.more} fetching={stored.fetching} />
        <Bar>
          <Link className="ant-btn ant-btn-default field-action" to="/boundaries/field"><ArrowLeftOutlined aria-hidden /> {t('lines')}</Link>
          {waits.length + photos.length + tracks.length > 0 && <Button className="field-action" type="primary" icon={<CloudUploadOutlined />} loading={busy} onClick={() => void send()}>{t('records.sendNow')}</Button>}
        </Bar>
      </div>
      {values.id && <RecordDrawer id={values.id} onClose={() => set('id', null)} />}
    </div>
  );
}
