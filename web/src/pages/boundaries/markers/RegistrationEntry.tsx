/** A version of a marker's registration: why, by whom, with what. */
import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../../api/session';
import { none, number, time } from '../../../lib/format';
import { Status } from '../../map/panel/Fields';
import { coarsePosition, precisionOf } from '../parts/coarse';
import type { Registration } from './markers';

export function RegistrationEntry({ version }: { version: Registration }) {
  const { t } = useTranslation('line');
  const cell = precisionOf(useSession()).markers;
  const { document, document_on, signed_by, valid_from, valid_to, corrected_by, height_m } = version;
  const facts = [
    coarsePosition(version.lon, version.lat, cell),
    height_m === null ? '' : t('heightOf', { metres: number(height_m, 1) }),
    document && t('timeline.document', { document: [document, document_on].filter(Boolean).join(' ') }),
    signed_by.length > 0 && t('timeline.registeredBy', { names: signed_by.join('、') }),
    corrected_by !== null && t('timeline.correctedBy', { number: corrected_by }),
    version.note,
  ].filter(Boolean);
  return (
    <>
      <p className="history-head">
        <span><strong>{t(`timeline.why.${version.why}`)}</strong> <Tag>{t('timeline.version', { number: version.version_no })}</Tag>{valid_to === null && corrected_by === null && <Status tone="good">{t('timeline.current')}</Status>}</span>
        <time dateTime={valid_from ?? undefined}>{valid_from ?? none}</time>
      </p>
      <p className="history-who">{facts.join('；')}</p>
      {version.witnesses.length > 0 && <p className="muted">{version.witnesses.map((one) => one.text).join('；')}</p>}
      <p className="muted">{t('timeline.recordedBy', { name: version.recorded_by, time: time(version.recorded_at) })}</p>
    </>
  );
}
