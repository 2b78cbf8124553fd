/** Filing: the paper of the archive, and with a marker put up again or moved its new registration, in one step. */
import { Form, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import { DateField, NumberField, TextField } from '../../../../forms/fields';
import { type Finding, registering } from '../findings';
import { RegistrationFields } from './RegistrationFields';

export function FileFields({ finding }: { finding: Finding }) {
  const { t } = useTranslation('findings');
  const needs = registering(finding);
  const how = Form.useWatch('how') as string | undefined;
  const ways = needs === 'must' ? ['new', 'known'] as const : ['none', 'new', 'known'] as const;
  return (
    <>
      <div className="form-grid">
        <DateField name="on" label={t('fields.filedOn')} required />
        <TextField name="document" label={t('fields.filingDocument')} />
      </div>
      {needs !== 'no' && (
        <>
          <Form.Item name="how" label={t('registration.how')} extra={needs === 'must' ? t('registration.must', { outcome: finding.outcome && t(`outcomes.${finding.outcome}`) }) : undefined}>
            <Radio.Group options={ways.map((value) => ({ value, label: t(`registration.ways.${value}`) }))} />
          </Form.Item>
          {how === 'known' && <NumberField name="registration_version" label={t('registration.version')} required whole min={1} extra={t('registration.versionHint')} />}
          {how === 'new' && <RegistrationFields finding={finding} />}
        </>
      )}
    </>
  );
}
