/** What can be so but rarely is: shown before it is written. */
import { Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Doubt } from './usePart';

interface Props {
  doubts: Doubt[];
  onOk: () => void;
  onCancel: () => void;
}

export function ConfirmModal({ doubts, onOk, onCancel }: Props) {
  const { t } = useTranslation('facilitylife');
  return (
    <Modal open title={t('doubts')} okText={t('asMeant')} cancelText={t('back')} onOk={onOk} onCancel={onCancel} destroyOnHidden>
      <ul>{doubts.map((one) => <li key={one.message}>{one.message}</li>)}</ul>
    </Modal>
  );
}
