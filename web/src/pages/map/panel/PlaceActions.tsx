/** What may be done with a place: edit, propose a change, propose to retire it, report, confirm. */
import { CheckCircleOutlined, EditOutlined, ExclamationCircleOutlined, FormOutlined, MoreOutlined, StopOutlined } from '@ant-design/icons';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { get } from '../../../api/client';
import { useSend } from '../../../api/lists';
import { mayWrite, useSession } from '../../../api/session';
import type { May, Page, Place } from '../../../api/types';
import { time } from '../../../lib/format';
import { uuid } from '../../../lib/uuid';
import { Menu } from '../../../shell/Menu';
import { type ChangeSet, setsPath } from '../../names/changes/changes';
import '../../names/changes/changes.css';
import { StateTag } from '../../names/changes/StateTag';
import { useMapParams } from '../params';

const RetireModal = lazy(async () => ({ default: (await import('../../../forms/RetireModal')).RetireModal }));
const ProposeRetirement = lazy(async () => ({ default: (await import('../../../forms/place/ProposeRetirement')).ProposeRetirement }));
const ReportModal = lazy(async () => ({ default: (await import('../../../forms/place/ReportModal')).ReportModal }));

type Doing = 'retire' | 'propose-retire' | 'report' | undefined;

export function PlaceActions({ place }: { place: Place }) {
  const { t } = useTranslation('changes');
  const { t: tm } = useTranslation();
  const session = useSession();
  const { go } = useMapParams();
  const [doing, setDoing] = useState<Doing>();
  const may = (what: keyof May) => place.status !== 'retired' && mayWrite(session, what, [place.area_code]);
  const [edit, propose, report] = [may('place'), may('propose'), may('report')];
  const selection = { kind: 'place' as const, id: place.id };
  const close = () => setDoing(undefined);
  if (!session.account) return null;
  return (
    <>
      <div className={report && !propose ? 'panel-actions clerk' : 'panel-actions'}>
        {edit && <Button type="primary" icon={<EditOutlined />} onClick={() => go(selection, 'edit', true)}>{tm('action.edit')}</Button>}
        {propose && <Button type={edit ? 'default' : 'primary'} icon={<FormOutlined />} onClick={() => go(selection, 'propose', true)}>{t('propose')}</Button>}
        {edit && <Button icon={<StopOutlined />} onClick={() => setDoing('retire')}>{tm('action.retire')}</Button>}
        {report && !propose && <ReportButtons place={place} onReport={() => setDoing('report')} />}
        {report && propose && (
          <Menu className="more-actions" label={t('moreActions')} face={<MoreOutlined />}>
            <button type="button" onClick={() => setDoing('propose-retire')}>{t('proposeRetire')}</button>
            <button type="button" onClick={() => setDoing('report')}>{t('reportError')}</button>
            <ConfirmChoice place={place} />
          </Menu>
        )}
      </div>
      <Suspense>
        {doing === 'retire' && <RetireModal selection={selection} version={place.version} name={place.name} onDone={close} />}
        {doing === 'propose-retire' && <ProposeRetirement place={place} onClose={close} />}
        {doing === 'report' && <ReportModal place={place} onClose={close} />}
      </Suspense>
      {place.last_confirmed && <p className="confirmed">{t('lastConfirmed', { name: place.last_confirmed.author_name || place.last_confirmed.author, time: time(place.last_confirmed.at) })}</p>}
      <OpenSets place={place.id} />
    </>
  );
}

function useConfirm(place: Place) {
  const client = useQueryClient();
  const send = useSend(() => void client.invalidateQueries({ queryKey: ['record', 'place', place.id] }));
  return {
    confirm: () => send.mutate({ method: 'POST', path: `/gazetteer/entries/${place.id}/reports`, body: { id: uuid(), kind: 'confirm' } }),
    busy: send.isPending,
    done: send.isSuccess,
  };
}

/** For the township clerk on a phone: two big buttons, nothing to type unless something is wrong. */
function ReportButtons({ place, onReport }: { place: Place; onReport: () => void }) {
  const { t } = useTranslation('changes');
  const { confirm, busy, done } = useConfirm(place);
  return (
    <>
      <Button size="large" type="primary" icon={<CheckCircleOutlined />} loading={busy} disabled={done} onClick={confirm}>{done ? t('confirmedNow') : t('confirm')}</Button>
      <Button size="large" icon={<ExclamationCircleOutlined />} onClick={onReport}>{t('reportError')}</Button>
    </>
  );
}

function ConfirmChoice({ place }: { place: Place }) {
  const { t } = useTranslation('changes');
  const { confirm } = useConfirm(place);
  return <button type="button" onClick={confirm}>{t('confirm')}</button>;
}

const underWay: readonly ChangeSet['state'][] = ['draft', 'submitted', 'returned', 'accepted'];

/** Sets on their way that speak of this entry: who proposes a second time knows of the first. */
function OpenSets({ place }: { place: string }) {
  const { t } = useTranslation('changes');
  const { data } = useQuery({
    queryKey: ['list', 'sets-of', place],
    queryFn: ({ signal }) => get<Page<ChangeSet>>(setsPath, { entry: place, limit: 20 }, signal),
    select: (page) => page.items.filter((one) => underWay.includes(one.state)),
  });
  if (!data?.length) return null;
  return (
    <ul className="open-sets" aria-label={t('underWay')}>
      {data.map((one) => (
        <li key={one.id}><Link to={`/names/changes/${one.id}`}>{t('numbered', { number: one.number })} {one.title}</Link> <StateTag state={one.state} /></li>
      ))}
    </ul>
  );
}
