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

function useActions<T extends Item>(path: string, edit: (one: T) => void) {
  const { t } = useTranslation('cover');
  const { may } = useSession();
  const drop = useSend();
  const actions: Actions<T> | undefined = may.coverage ? (one) => (
    <span className="row-actions">
      <Button size="small" onClick={() => edit(one)} aria-label={t('official.editOf', { name: one.area_name })}>{t('official.edit')}</Button>
      <Ask title={t('official.dropAsk')} okText={t('official.drop')} onConfirm={() => drop.mutate({ method: 'DELETE', path: `${path}/${one.id}`, ifMatch: one.version })}>
        <Button size="small" danger aria-label={t('official.dropOf', { name: one.area_name })}>{t('official.drop')}</Button>
      </Ask>
    </span>
  ) : undefined;
  return { actions, error: drop.error };
}

function Exemptions() {
  const { t } = useTranslation('cover');
  const [doing, setDoing] = useState<{ record?: Exemption }>();
  const list = usePages<Exemption>(exemptionsPath, { limit: 200 });
  const { actions, error } = useActions<Exemption>(exemptionsPath, (record) => setDoing({ record }));
  return (
    <Frame list={list} failed={error} add={actions && t('official.newExemption')} onAdd={() => setDoing({})}>
      <ExemptionTable items={list.items} loading={list.loading} actions={actions} />
      {doing && <ExemptionModal record={doing.record} onClose={() => setDoing(undefined)} />}
    </Frame>
  );
}

function Reported() {
  const { t } = useTranslation('cover');
  const [doing, setDoing] = useState<{ record?: ReportedFigure }>();
  const list = usePages<ReportedFigure>(reportedPath, { limit: 200 });
  const { actions, error } = useActions<ReportedFigure>(reportedPath, (record) => setDoing({ record }));
  return (
    <Frame list={list} failed={error} add={actions && t('official.newReported')} onAdd={() => setDoing({})}>
      <ReportedTable items={list.items} loading={list.loading} actions={actions} />
      {doing && <ReportedModal record={doing.record} onClose={() => setDoing(undefined)} />}
    </Frame>
  );
}

interface FrameProps {
  list: { error: Error | null; retry: () => void; more?: () => void; fetching: boolean };
  failed: Error | null;
  add: string | undefined;
  onAdd: () => void;
  children: ReactNode;
}

function Frame({ list, failed, add, onAdd, children }: FrameProps) {
  const { t: common } = useTranslation();
  if (list.error) return <Failed error={list.error} retry={list.retry} />;
  return (
    <div className="stack">
      {add && <p><Button icon={<PlusOutlined />} onClick={onAdd}>{add}</Button></p>}
      {failed && <p role="alert" className="lines">{errorText(failed, common)}</p>}
      {children}
      <More more={list.more} fetching={list.fetching} />
    </div>
  );
}
