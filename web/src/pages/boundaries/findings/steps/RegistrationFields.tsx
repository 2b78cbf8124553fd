/** The new registration of a marker: what is left empty stays as it was registered. */
import { Form, Input, InputNumber, Radio, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Finding } from '../findings';
import { Witnesses } from './Witnesses';

export function RegistrationFields({ finding }: { finding: Finding }) {
  const { t } = useTranslation('findings');
  const moved = finding.outcome === 'moved_by_agreement';
  return (
    <fieldset className="registration">
      <legend>{t('registration.title', { marker: finding.marker ?? '' })}</legend>
      <p className="muted">{t('registration.hint')}</p>
      <div className="form-grid">
        <Part name="valid_from" label={t('registration.valid_from')} required><Input type="date" max="9999-12-31" /></Part>
        <Part name="document" label={t('registration.document')} required={moved}><Input maxLength={500} autoComplete="off" /></Part>
        <Part name="document_on" label={t('registration.document_on')}><Input type="date" max="9999-12-31" /></Part>
        <Part name="signed_by" label={t('registration.signed_by')} required extra={t('registration.signedHint')}>
          <Select mode="tags" open={false} suffixIcon={null} tokenSeparators={['、', ';', '；', ',', '，']} />
        </Part>
      </div>
      <Position moved={moved} />
      <div className="form-grid">
        <Part name="height_m" label={t('registration.height_m')}><InputNumber controls={false} suffix="m" inputMode="decimal" /></Part>
        <Part name="accuracy_m" label={t('registration.accuracy_m')}><InputNumber controls={false} min={0} suffix="m" inputMode="decimal" /></Part>
        <Part name="position_source" label={t('registration.position_source')} extra={t('registration.sourceHint')}><Input maxLength={500} autoComplete="off" /></Part>
      </div>
      <Witnesses />
      <Part name="note" label={t('registration.note')}><Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={20_000} /></Part>
    </fieldset>
  );
}

/** Where it stands now: as registered, or in one of two ways to write coordinates. */
function Position({ moved }: { moved: boolean }) {
  const { t } = useTranslation('findings');
  const { t: tm } = useTranslation();
  const place = Form.useWatch(['registration', 'place']) as string | undefined;
  const ways = moved ? ['degrees', 'grid'] as const : ['same', 'degrees', 'grid'] as const;
  return (
    <>
      <Part name="place" label={t('registration.position')} required initial={moved ? 'degrees' : 'same'}>
        <Radio.Group options={ways.map((value) => ({ value, label: t(`registration.places.${value}`) }))} />
      </Part>
      {place === 'degrees' && (
        <div className="form-grid">
          <Part name="lon" label={tm('field.lon')} required><InputNumber controls={false} min={-180} max={180} inputMode="decimal" placeholder="104.250000" /></Part>
          <Part name="lat" label={tm('field.lat')} required><InputNumber controls={false} min={-90} max={90} inputMode="decimal" placeholder="23.370000" /></Part>
        </div>
      )}
      {place === 'grid' && (
        <div className="form-grid">
          <Part name="northing" label={t('registration.northing')} required><InputNumber controls={false} min={0} suffix="m" inputMode="decimal" /></Part>
          <Part name="easting" label={t('registration.easting')} required><InputNumber controls={false} min={0} suffix="m" inputMode="decimal" /></Part>
        </div>
      )}
    </>
  );
}

interface PartProps {
  name: string;
  label: string;
  required?: boolean;
  extra?: string;
  initial?: unknown;
  children: ReactNode;
}

function Part({ name, label, required, extra, initial, children }: PartProps) {
  const { t } = useTranslation();
  return (
    <Form.Item name={['registration', name]} label={label} extra={extra} initialValue={initial} rules={required ? [{ required: true, message: t('form.required') }] : []}>
      {children}
    </Form.Item>
  );
}
