/** Every version of a rule or record of the section, the newest first. */
import { Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Revision } from '../../../api/types';
import { useGet } from '../../../parts/useGet';
import { Failed, Loading } from '../../../shell/States';
import { Versions } from '../../map/panel/History';
import '../../map/panel/panel.css';

export function HistoryModal({ title, path, onClose }: { title: string; path: string; onClose: () => void }) {
  const { t } = useTranslation('cover');
  const { data, error, refetch } = useGet<{ items: Revision[] }>(path);
  const named = {
    metres: t('parameter.metres'), minutes: t('parameter.minutes'), share: t('parameter.share'), reach: t('reach.label'), source: t('rules.source'), note: t('rules.note'), rule: t('rule'),
    area_code: t('official.area'), what: t('official.what'), from_on: t('official.from'), to_on: t('official.to'), document: t('official.document'), authority: t('official.authority'),
    document_on: t('official.documentOn'), as_of: t('official.asOf'), numerator: t('official.numerator'), denominator: t('official.denominator'), percent: t('official.percent'),
    reported_to: t('official.reportedTo'), reported_on: t('official.reportedOn'), retired: t('official.drop'),
  };
  return (
    <Modal open title={title} onCancel={onClose} footer={null} destroyOnHidden closable={{ 'aria-label': t('official.closed') }}>
      {error && <Failed error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && <Versions items={data.items} named={named} />}
    </Modal>
  );
}
