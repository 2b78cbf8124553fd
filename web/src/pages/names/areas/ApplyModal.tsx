/** Asks once more before a change is carried out, with the figures that it will have. */
import { Alert, Checkbox, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { number } from '../../../lib/format';
import { refusalLines } from '../../../parts/refusals';
import { type AreaChange, figures, type Preview } from './areas';
import { useSettle } from './useSettle';

export function ApplyModal({ change, preview, onClose }: { change: AreaChange; preview: Preview; onClose: () => void }) {
  const { t } = useTranslation('areachange');
  const { t: tm } = useTranslation();
  const [sure, setSure] = useState(false);
  const apply = useSettle(change, onClose);
  return (
    <Modal
      open title={t('applyTitle', { title: change.title })} okText={t('apply')} okButtonProps={{ disabled: !sure, danger: true }} confirmLoading={apply.isPending}
      onOk={() => apply.mutate('apply')} onCancel={onClose}
    >
      <p>{t('applyText', { document: change.document, date: change.effective_on, n: preview.moves.length })}</p>
      <dl className="apply-figures">
        {figures(preview).map(({ what, count }) => (
          <div key={what}><dt>{t(`things.${what}`)}</dt><dd>{number(count)}</dd></div>
        ))}
      </dl>
      {preview.warnings.length > 0 && <Alert type="warning" showIcon title={t('warnings')} description={<ul>{preview.warnings.map((one, i) => <li key={i}>{one.message}</li>)}</ul>} />}
      <p className="muted">{t('applyOnce')}</p>
      <Checkbox checked={sure} onChange={(event) => setSure(event.target.checked)}>{t('applySure')}</Checkbox>
      {apply.error && <Alert type="error" showIcon title={<span className="lines">{refusalLines(apply.error, tm)}</span>} />}
    </Modal>
  );
}
