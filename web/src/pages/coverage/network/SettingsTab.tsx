/** How travel times are computed: speeds and the limit off the road. */
import { Alert, Button, Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../../api/session';
import { ChoiceField, NumberField, TextField } from '../../../forms/fields';
import { useFormSend } from '../../../parts/useFormSend';
import { changed, speeds, type TravelSettings } from './network';

type Values = Omit<TravelSettings, 'own_speeds' | 'version'> & { own_speeds: 'own' | 'class'; reason?: string };

interface Props {
  stored: TravelSettings;
  /** They have just been saved. */
  saved: boolean;
  onSaved: () => void;
}

export function SettingsTab({ stored, saved, onSaved }: Props) {
  const { t } = useTranslation('network');
  const { may } = useSession();
  const [form] = Form.useForm<Values>();
  const { submit, busy, message } = useFormSend<TravelSettings>(form, () => onSaved());
  const save = ({ reason, own_speeds, ...values }: Values) => {
    const body = changed(stored, { ...values, own_speeds: own_speeds === 'own' });
    if (Object.keys(body).length === 0) return;
    void submit({ method: 'PATCH', path: '/network/settings', merge: true, body: { ...body, ...(reason?.trim() ? { reason: reason.trim() } : {}) }, ifMatch: stored.version });
  };
  return (
    <Form
      form={form} layout="vertical" initialValues={{ ...stored, own_speeds: stored.own_speeds ? 'own' : 'class' }} onFinish={save}
      requiredMark={false} disabled={!may.network_settings} className="card network-settings"
    >
      {message && <Alert type="error" showIcon title={<span className="lines">{message}</span>} />}
      {saved && <p className="all-reached" role="status">{t('saved')}</p>}
      {!may.network_settings && <p className="muted">{t('readOnly')}</p>}
      <div className="network-grid">
        <NumberField name="walk_kmh" label={t('settings.walk_kmh')} extra={t('hints.walk_kmh')} unit={t('kmh')} required />
        <NumberField name="off_road_limit_m" label={t('settings.off_road_limit_m')} extra={t('hints.off_road_limit_m')} unit={t('metres')} required />
        <ChoiceField name="own_speeds" label={t('settings.own_speeds')} extra={t('hints.own_speeds')} required options={[{ value: 'own', label: t('own') }, { value: 'class', label: t('classOnly') }]} />
        {speeds.map((name) => <NumberField key={name} name={name} label={t(`settings.${name}`)} unit={t('kmh')} required />)}
      </div>
      {may.network_settings && (
        <>
          <TextField name="reason" label={t('reason')} />
          <Button type="primary" htmlType="submit" loading={busy}>{t('save')}</Button>
        </>
      )}
    </Form>
  );
}
