/** One thing: what it is, what may be done with it, its fields and its history. */
import { EditOutlined, FileDoneOutlined, StopOutlined } from '@ant-design/icons';
import type { TFunction } from 'i18next';
import { Button, Tabs } from 'antd';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type AnyRecord, areasOf } from '../../../api/parties';
import { type RecordKind, useRecord } from '../../../api/queries';
import { mayWrite, useSession } from '../../../api/session';
import type { AreaDetail, Facility, Line, Marker, May, Place } from '../../../api/types';
import { needMessages } from '../../../i18n';
import { areaPath } from '../../../lib/format';
import { Failed, Loading } from '../../../shell/States';
import { type Selection, useMapParams } from '../params';
import { AreaFields } from './AreaFields';
import { FacilityFields } from './FacilityFields';
import { History } from './History';
import { Inspections } from './Inspections';
import { LineFields } from './LineFields';
import { MarkerFields } from './MarkerFields';
import { PanelHead } from './Panel';
import { PlaceFields } from './PlaceFields';

const PlaceActions = lazy(async () => {
  const [{ PlaceActions: loaded }] = await Promise.all([import('./PlaceActions'), needMessages('changes', 'names')]);
  return { default: loaded };
});
const PlaceFiles = lazy(async () => {
  const [{ Attachments }] = await Promise.all([import('../../../parts/Attachments'), needMessages('parts')]);
  return { default: Attachments };
});
const RetireModal = lazy(async () => ({ default: (await import('../../../forms/RetireModal')).RetireModal }));

export function RecordPanel({ selection, onClose }: { selection: Selection; onClose: () => void }) {
  const { t } = useTranslation();
  const session = useSession();
  const { account } = session;
  const { data, error, refetch } = useRecord(selection.kind, selection.id);
  if (error && !data) {
    return (
      <>
        <PanelHead title={t(`kind.${selection.kind}`)} onClose={onClose} />
        <Failed error={error} retry={() => void refetch()} />
      </>
    );
  }
  if (!data) return <Loading />;
  const tabs = [
    { key: 'fields', label: t('panel.fields'), children: fieldsOf(selection.kind, data) },
    ...(selection.kind === 'marker' && account ? [{ key: 'inspections', label: t('panel.inspections'), children: <Inspections marker={data as Marker} /> }] : []),
    ...(selection.kind === 'place' && account ? [{ key: 'files', label: t('panel.files'), children: <Files place={data as Place} mayAdd={mayWrite(session, 'report', areasOf('place', data))} /> }] : []),
    ...(selection.kind === 'area' || !account ? [] : [{ key: 'history', label: t('panel.history'), children: <History selection={selection} /> }]),
  ];
  const head = headOf(selection.kind, data, t);
  return (
    <>
      <PanelHead {...head} onClose={onClose} />
      {selection.kind === 'place' ? (
        account && <Suspense><PlaceActions place={data as Place} /></Suspense>
      ) : (
        <Actions selection={selection} record={data} name={head.title} />
      )}
      <Tabs className="panel-tabs" size="small" items={tabs} destroyOnHidden />
    </>
  );
}

/** Photos, recordings of how the name is spoken, documents. */
function Files({ place, mayAdd }: { place: Place; mayAdd: boolean }) {
  return (
    <Suspense fallback={<Loading />}>
      <PlaceFiles owner="place" ownerId={place.id} roles={['photo', 'recording', 'file']} mayAdd={mayAdd} />
    </Suspense>
  );
}

type T = TFunction;

function headOf(kind: RecordKind, record: AnyRecord, t: T): { title: string; kind: string; sub: string } {
  if (kind === 'marker') return { title: (record as Marker).number, kind: t('kind.marker'), sub: (record as Marker).description ?? '' };
  if (kind === 'facility') {
    const facility = record as Facility;
    return { title: facility.name, kind: facility.kind_name, sub: areaPath(facility.area_path) };
  }
  if (kind === 'place') return { title: (record as Place).name, kind: (record as Place).class_name, sub: areaPath((record as Place).area_path) };
  if (kind === 'line') return { title: (record as Line).name, kind: `${t(`level.${(record as Line).level}`)} ${t('kind.line')}`, sub: `${(record as Line).left_name} – ${(record as Line).right_name}` };
  const area = record as AreaDetail;
  return { title: area.name, kind: t('kind.area'), sub: area.code };
}

function fieldsOf(kind: RecordKind, record: AnyRecord): ReactNode {
  if (kind === 'place') return <PlaceFields place={record as Place} />;
  if (kind === 'marker') return <MarkerFields marker={record as Marker} />;
  if (kind === 'facility') return <FacilityFields facility={record as Facility} />;
  if (kind === 'line') return <LineFields line={record as Line} />;
  return <AreaFields area={record as AreaDetail} />;
}

const editable: readonly RecordKind[] = ['marker', 'facility', 'line'];

function Actions({ selection, record, name }: { selection: Selection; record: AnyRecord; name: string }) {
  const { t } = useTranslation();
  const session = useSession();
  const { go } = useMapParams();
  const [retiring, setRetiring] = useState(false);
  const { kind } = selection;
  const may = (what: keyof May) => mayWrite(session, what, areasOf(kind, record));
  const retired = (record as { status?: string }).status === 'retired';
  const edit = editable.includes(kind) && may(kind as keyof May) && !retired;
  const inspect = kind === 'marker' && may('inspection') && !retired;
  if (!edit && !inspect) return null;
  return (
    <div className="panel-actions">
      {inspect && (
        <Button type="primary" icon={<FileDoneOutlined />} onClick={() => go(selection, 'inspect', true)}>
          {t('action.inspect')}
        </Button>
      )}
      {edit && (
        <Button type={inspect ? 'default' : 'primary'} icon={<EditOutlined />} onClick={() => go(selection, 'edit', true)}>
          {t('action.edit')}
        </Button>
      )}
      {edit && kind !== 'line' && (
        <Button icon={<StopOutlined />} onClick={() => setRetiring(true)}>
          {t('action.retire')}
        </Button>
      )}
      {retiring && (
        <Suspense>
          <RetireModal selection={selection} version={(record as Place).version} name={name} onDone={() => setRetiring(false)} />
        </Suspense>
      )}
    </div>
  );
}
