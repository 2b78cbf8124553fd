/** Every version of an indicator, a parameter or a standard, the newest first: who, when, why, and each field before and after. */
import { Modal } from 'antd';
import type { Revision } from '../../../api/types';
import { useGet } from '../../../parts/useGet';
import { Failed, Loading } from '../../../shell/States';
import { Versions } from '../../map/panel/History';
import '../../map/panel/panel.css';

interface Props {
  title: string;
  path: string;
  /** What the fields are called on the page. */
  named: Partial<Record<string, string>>;
  onClose: () => void;
}

export function HistoryModal({ title, path, named, onClose }: Props) {
  const { data, error, refetch } = useGet<{ items: Revision[] }>(path);
  return (
    <Modal open title={title} onCancel={onClose} footer={null} destroyOnHidden>
      {error && <Failed error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && <Versions items={data.items} named={named} />}
    </Modal>
  );
}
