/** The form of a line or a marker beside its page: with draft, refusals at the fields, and what others saved meanwhile. */
import { Drawer } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Line, Marker } from '../../../api/types';
import '../../../forms/forms.css';
import { RecordForm } from '../../../forms/RecordForm';

type Props = { onClose: () => void } & ({ kind: 'line'; record: Line } | { kind: 'marker'; record: Marker });

export function EditRecord({ kind, record, onClose }: Props) {
  const { t } = useTranslation();
  return (
    <Drawer open title={t(`form.edit.${kind}`)} onClose={onClose} size={520} destroyOnHidden className="record-drawer">
      <RecordForm kind={kind} record={record} onLeave={onClose} />
    </Drawer>
  );
}
