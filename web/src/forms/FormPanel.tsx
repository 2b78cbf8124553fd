/** Adding or changing a record: loads what is needed, then shows the form. */
import { useTranslation } from 'react-i18next';
import { useRecord } from '../api/queries';
import type { Facility, Line, Marker, Place } from '../api/types';
import { type Doing, type Selection, useMapParams } from '../pages/map/params';
import { PanelHead } from '../pages/map/panel/Panel';
import { Failed, Loading } from '../shell/States';
import './forms.css';
import type { FormKind } from './kinds';
import { ProposePanel } from './place/ProposePanel';
import { RecordForm } from './RecordForm';

export function FormPanel({ doing, selection }: { doing: Doing; selection: Selection | undefined }) {
  if (doing === 'propose-new') return <ProposePanel id={undefined} />;
  if (doing === 'propose' && selection?.kind === 'place') return <ProposePanel id={selection.id} />;
  if (doing === 'edit' && selection && selection.kind !== 'area') return <EditForm kind={selection.kind} id={selection.id} />;
  if (doing.startsWith('new-')) return <RecordForm kind={doing.slice(4) as FormKind} />;
  return null;
}

function EditForm({ kind, id }: { kind: FormKind; id: string }) {
  const { t } = useTranslation();
  const { go } = useMapParams();
  const { data, error, refetch } = useRecord(kind, id);
  if (error && !data) {
    return (
      <>
        <PanelHead title={t(`form.edit.${kind}`)} onClose={() => go({ kind, id }, undefined, true)} />
        <Failed error={error} retry={() => void refetch()} />
      </>
    );
  }
  if (!data) return <Loading />;
  return <RecordForm kind={kind} record={data as Place | Marker | Facility | Line} />;
}
