/** Witness objects (方位物) chosen anew: what, in which grid bearing, how far. Empty: those that are registered stay. */
import { Button, Form, Input, InputNumber } from 'antd';
import { useTranslation } from 'react-i18next';

export function Witnesses() {
  const { t } = useTranslation('findings');
  return (
    <Form.List name={['registration', 'witnesses']}>
      {(rows, { add, remove }) => (
        <div className="witnesses">
          {rows.map(({ key, name }, i) => (
            <div key={key} className="witness-row">
              <Form.Item name={[name, 'text']} label={t('registration.witness', { number: i + 1 })}><Input maxLength={500} autoComplete="off" /></Form.Item>
              <Form.Item name={[name, 'bearing_deg']} label={t('registration.bearing')}><InputNumber controls={false} min={0} max={360} suffix="°" inputMode="decimal" /></Form.Item>
              <Form.Item name={[name, 'distance_m']} label={t('registration.distance')}><InputNumber controls={false} min={0} suffix="m" inputMode="decimal" /></Form.Item>
              <Button onClick={() => remove(name)} aria-label={t('registration.dropWitness', { number: i + 1 })}>{t('registration.drop')}</Button>
            </div>
          ))}
          <Button onClick={() => add({})}>{rows.length ? t('registration.addWitness') : t('registration.newWitnesses')}</Button>
          {rows.length > 0 && <span className="muted">{t('registration.witnessHint')}</span>}
        </div>
      )}
    </Form.List>
  );
}
