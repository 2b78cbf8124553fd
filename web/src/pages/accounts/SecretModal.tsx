import { Alert, Modal, Typography } from 'antd';
import { useTranslation } from 'react-i18next';

/** A password or token that is shown this once and never again. */
export function SecretModal({ title, secret, onClose }: { title: string; secret: string; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal open title={title} onOk={onClose} onCancel={onClose} okText={t('accounts.noted')} cancelButtonProps={{ hidden: true }} mask={{ closable: false }}>
      <Alert type="warning" showIcon title={t('accounts.once')} />
      <Typography.Paragraph className="secret" copyable>
        {secret}
      </Typography.Paragraph>
    </Modal>
  );
}
