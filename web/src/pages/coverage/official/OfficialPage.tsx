/** What offices declare about coverage: exemptions with their documents, and figures as they were reported upward. */
import { PlusOutlined } from '@ant-design/icons';
import { Button, Tabs } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePages, useSend } from '../../../api/lists';
import { useSession } from '../../../api/session';
import { useFilters } from '../../../lib/filters';
import { More } from '../../../parts/More';
import { Ask } from '../../../shell/Ask';
import { errorText, Failed } from '../../../shell/States';
import '../../pages.css';
import { HistoryModal } from '../rules/HistoryModal';
import '../rules.css';
import { ExemptionTable, ReportedTable } from './tables';
import { ExemptionModal, ReportedModal } from './modals';
import { type Exemption, exemptionsPath, type ReportedFigure, reportedPath } from './official';

export function OfficialPage() {
  const { t } = useTranslation('cover');
  const { values, set } = useFilters(['tab']);
  return (
    <div className="page wide-page">
      <header className="page-head"><h1>{t('official.title')}</h1></header>
      <p className="muted">{t('official.hint')}</p>
      <Tabs
        activeKey={values.tab || 'exemptions'} onChange={(key) => set('tab', key === 'exemptions' ? undefined : key)} destroyOnHidden
        items={[
          { key: 'exemptions', label: t('official.exemptions'), children: <Exemptions /> },
          { key: 'reported', label: t('official.reported'), children: <Reported /> },
        ]}
      />
    </div>
  );
}

interface Item { id: string; version: number; area_name: string }

/** The actions of a row, for those who may write. */
export type Actions<T extends Item> = (one: T) => ReactNode;

/** What a page is about to show of a record. */
interface Doing<T> { record?: T; what: 'edit' | 'history' }

function useActions<T extends Item>(path: string) {
  const { t } = useTranslation('cover');
  const { may } = useSession();
  const drop = useSend();
  const [doing, setDoing] = useState<Doing<T>>();
  const actions: Actions<T> = (one) => (
    <span className="row-actions">
      {may.coverage && <Button size="small" onClick={() => setDoing({ record: one, what: 'edit' })} aria-label={t('official.editOf', { name: one.area_name })}>{t('official.edit')}</Button>}
      <Button size="small" onClick={() => setDoing({ record: one, what: 'history' })} aria-label={t('official.historyOf', { name: one.area_name })}>{t('official.history')}</Button>
      {may.coverage && (
        <Ask title={t('official.dropAsk')} okText={t('official.drop')} onConfirm={() => drop.mutate({ method: 'DELETE', path: `${path}/${one.id}`, ifMatch: one.version })}>
          <Button size="small" danger aria-label={t('official.dropOf', { name: one.area_name })}>{t('official.drop')}</Button>
        </Ask>
      )}
    </span>
  );
  const close = () => setDoing(undefined);
  const record = doing?.record;
  const history = doing?.what === 'history' && record && <HistoryModal title={t('official.historyOf', { name: record.area_name })} path={`${path}/${record.id}/history`} onClose={close} />;
  return { actions, error: drop.error, mayAdd: may.coverage, editing: doing?.what === 'edit' ? doing : undefined, add: () => setDoing({ what: 'edit' }), close, history };
}

function Exemptions() {
  const { t } = useTranslation('cover');
  const list = usePages<Exemption>(exemptionsPath, { limit: 200 });
  const { actions, error, mayAdd, editing, add, close, history } = useActions<Exemption>(exemptionsPath);
  return (
    <Frame list={list} failed={error} add={mayAdd && t('official.newExemption')} onAdd={add}>
      <ExemptionTable items={list.items} loading={list.loading} actions={actions} />
      {editing && <ExemptionModal record={editing.record} onClose={close} />}
      {history}
    </Frame>
  );
}

function Reported() {
  const { t } = useTranslation('cover');
  const list = usePages<ReportedFigure>(reportedPath, { limit: 200 });
  const { actions, error, mayAdd, editing, add, close, history } = useActions<ReportedFigure>(reportedPath);
  return (
    <Frame list={list} failed={error} add={mayAdd && t('official.newReported')} onAdd={add}>
      <ReportedTable items={list.items} loading={list.loading} actions={actions} />
      {editing && <ReportedModal record={editing.record} onClose={close} />}
      {history}
    </Frame>
  );
}

interface FrameProps {
  list: { error: Error | null; retry: () => void; more?: () => void; fetching: boolean };
  failed: Error | null;
  add: string | false | undefined;
  onAdd: () => void;
  children: ReactNode;
}

function Frame({ list, failed, add, onAdd, children }: FrameProps) {
  const { t: common } = useTranslation();
  if (list.error) return <Failed error={list.error} retry={list.retry} />;
  return (
    <div className="official-list">
      {add && <p><Button icon={<PlusOutlined />} onClick={onAdd}>{add}</Button></p>}
      {failed && <p role="alert" className="lines">{errorText(failed, common)}</p>}
      {children}
      <More more={list.more} fetching={list.fetching} />
    </div>
  );
}
