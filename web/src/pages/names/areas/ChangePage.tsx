/** One change of areas: its draft with reply and preview, or what it has done. */
import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Popconfirm, Tag } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { get } from '../../../api/client';
import { time } from '../../../lib/format';
import { Failed, Loading } from '../../../shell/States';
import '../../pages.css';
import { Attachments, type Meta } from '../../../parts/Attachments';
import { refusalLines } from '../../../parts/refusals';
import { useGet } from '../../../parts/useGet';
import { ApplyModal } from './ApplyModal';
import { type AreaChange, type Preview, valuesOf } from './areas';
import './areas.css';
import { ChangeForm } from './ChangeForm';
import { Facts } from './Facts';
import { MovesTable } from './MovesTable';
import { PreviewCard } from './PreviewCard';
import { useChangeForm } from './useChangeForm';
import { useSettle } from './useSettle';

const roles = ['reply', 'file'] as const;

export function ChangePage() {
  const { id = '' } = useParams();
  const { data, error, refetch } = useGet<AreaChange>(`/areas/changes/${id}`);
  if (error) return <Failed error={error} retry={() => void refetch()} />;
  if (!data) return <Loading />;
  return <Change key={data.id} change={data} />;
}

function Change({ change }: { change: AreaChange }) {
  const { t } = useTranslation('areachange');
  const { t: tm } = useTranslation();
  const editable = change.state === 'draft' && change.may?.edit === true;
  const preview = useGet<Preview>(`/areas/changes/${change.id}/preview`, {}, editable);
  useReload(change.id, () => void preview.refetch());
  const [asking, setAsking] = useState(false);
  const withdraw = useSettle(change);
  const blocked = !preview.data || preview.data.blocks.length > 0 || !change.may?.apply;
  return (
    <div className="page wide-page">
      <header className="page-head">
        <h1>{change.title} <Tag color={change.state === 'applied' ? 'green' : change.state === 'draft' ? 'blue' : 'default'}>{t(`states.${change.state}`)}</Tag></h1>
        <span className="row-actions">
          <Link to="/names/areas">{t('back')}</Link>
          {editable && (
            <Popconfirm title={t('withdrawAsk')} okText={t('withdraw')} onConfirm={() => withdraw.mutate('withdraw')}>
              <Button loading={withdraw.isPending}>{t('withdraw')}</Button>
            </Popconfirm>
          )}
          {editable && <Button type="primary" disabled={blocked} onClick={() => setAsking(true)}>{t('apply')}</Button>}
        </span>
      </header>
      {withdraw.error && <Alert type="error" showIcon title={refusalLines(withdraw.error, tm)} />}
      {change.state === 'applied' && <Alert type="success" showIcon title={t('appliedTitle', { n: change.moves?.length ?? 0 })} description={t('appliedText', { by: change.applied_by, at: time(change.applied_at) })} />}
      <div className="area-columns">
        <div className="area-column">
          {editable ? <Draft key={change.version} change={change} /> : <Facts change={change} />}
          <section className="card" aria-label={t('files')}>
            <h2>{t('files')}</h2>
            {editable && <p className="muted">{t('filesHint')}</p>}
            <Attachments owner="area_change" ownerId={change.id} roles={roles} mayAdd={editable} />
          </section>
        </div>
        <div className="area-column">
          {editable && <PreviewCard preview={preview.data} error={preview.error} retry={() => void preview.refetch()} />}
          {change.state === 'applied' && <section className="card"><h2>{t('moves', { n: change.moves?.length ?? 0 })}</h2><MovesTable moves={change.moves ?? []} done /></section>}
        </div>
      </div>
      {asking && preview.data && <ApplyModal change={change} preview={preview.data} onClose={() => setAsking(false)} />}
    </div>
  );
}

/** The reply decides whether a change can be carried out: its coming and going makes the preview anew. */
function useReload(id: string, reload: () => void) {
  const { data: files } = useQuery({
    queryKey: ['attachments', 'area_change', id],
    queryFn: ({ signal }) => get<{ items: Meta[] }>('/attachments', { owner: 'area_change', owner_id: id }, signal),
    select: (list) => list.items.length,
  });
  const seen = useRef<number>(undefined);
  useEffect(() => {
    if (files !== undefined && seen.current !== undefined && files !== seen.current) reload();
    seen.current = files ?? seen.current;
  });
}

function Draft({ change }: { change: AreaChange }) {
  const { t } = useTranslation('areachange');
  const { form, start, message, busy, restored, save, changed } = useChangeForm(change, valuesOf(change), () => undefined);
  return (
    <section className="card">
      <h2>{t('draft')}</h2>
      {restored && <Alert type="info" showIcon title={t('restored')} />}
      <ChangeForm form={form} start={start} message={message} busy={busy} onChange={changed} onSave={(values) => void save(values)} />
    </section>
  );
}
