/** Step 5: the signed and stamped paper as a scan; photos and other papers may stand beside it. */
import { useTranslation } from 'react-i18next';
import { Attachments } from '../../../parts/Attachments';
import { paperOwner } from './rounds';
import type { StepProps } from './Steps';

const roles = ['scan', 'photo', 'file'] as const;

export function ScanStep({ line, mayWork }: StepProps) {
  const { t } = useTranslation('rounds');
  return (
    <>
      <p className="muted">{t('scan.hint')}</p>
      <Attachments {...paperOwner(line.round, line.code)} roles={roles} mayAdd={mayWork} />
    </>
  );
}
