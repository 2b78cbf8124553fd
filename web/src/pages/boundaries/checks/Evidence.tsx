/** What speaks for an alarm: the fix, the tapes, the partners, each beside what is registered and what is allowed. */
import { useTranslation } from 'react-i18next';
import { type Alarm, signed } from './alarms';

export function Evidence({ alarm: { position, taped, partners } }: { alarm: Alarm }) {
  const { t } = useTranslation('checks');
  const off = (yes: boolean) => (yes ? 'off' : undefined);
  return (
    <ul className="evidence">
      {position && (
        <li className={off(position.off)}>
          {t(`evidence.${position.grade}`, {
            offset: position.offset_m.toFixed(2), bearing: position.bearing_deg.toFixed(0), threshold: position.threshold_m.toFixed(2),
            observed: position.sigma_observed_m.toFixed(2), registered: position.sigma_registered_m.toFixed(2),
          })}
        </li>
      )}
      {taped.map((one) => (
        <li key={one.seq} className={off(one.off)}>
          {t('evidence.tape', { seq: one.seq, taped: one.taped_m.toFixed(2), registered: one.registered_m.toFixed(2), off: signed(one.deviation_m), threshold: one.threshold_m.toFixed(2) })}
        </li>
      ))}
      {partners.map((one) => (
        <li key={one.number} className={off(one.off)}>
          {t('evidence.partner', { number: one.number, observed: one.observed_m.toFixed(2), registered: one.registered_m.toFixed(2), off: signed(one.deviation_m), threshold: one.threshold_m.toFixed(2) })}
        </li>
      ))}
      {!position && taped.length === 0 && <li>{t('evidence.word')}</li>}
    </ul>
  );
}
