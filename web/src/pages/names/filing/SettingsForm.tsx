/** Days of warning and the templates of a bureau's papers. */
import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Form, Select, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { get, ProblemError } from '../../../api/client';
import { useSend } from '../../../api/lists';
import { useCounties } from '../../../api/queries';
import { useSession } from '../../../api/session';
import { NumberField, TextField } from '../../../forms/fields';
import { useFilters } from '../../../lib/filters';
import { errorText, Failed, Loading } from '../../../shell/States';
import { ownTexts, type Settings, settingsPath, templates } from './filing';

export function SettingsForm() {
  const { t } = useTranslation('filing');
  const { account, prefecture } = useSession();
  const { values, set } = useFilters(['bureau'] as const);
  const own = account?.area_code || prefecture.code;
  const area = values.bureau || own.slice(0, 6);
  const { data: counties } = useCounties(prefecture.code);
  const bureaus = [{ code: prefecture.code, name: prefecture.name }, ...(counties ?? [])].filter(({ code }) => code.startsWith(own) || code === area);
  const { data, error, refetch } = useQuery({
    queryKey: ['list', settingsPath(area)],
    queryFn: ({ signal }) => get<Settings>(settingsPath(area), undefined, signal),
  });
  return (
    <div className="stack narrow-settings">
      <div className="filters">
        <label>
          {t('bureau')}
          <Select value={area} onChange={(code) => set('bureau', code)} options={bureaus.map(({ code, name }) => ({ value: code, label: name }))} />
        </label>
      </div>
      {error && <Failed error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && <Texts key={`${area} ${data.version}`} area={area} settings={data} />}
    </div>
  );
}

type Values = Record<string, string | undefined> & { warn_days?: string };

function Texts({ area, settings }: { area: string; settings: Settings }) {
  const { t } = useTranslation('filing');
  const { t: tm } = useTranslation();
  const [form] = Form.useForm<Values>();
  const [saved, setSaved] = useState(false);
  const send = useSend<Settings>(() => setSaved(true));
  const finish = ({ warn_days, ...texts }: Values) => {
    const body = { warn_days, texts: ownTexts(texts, settings) };
    send.mutate({ method: 'PUT', path: settingsPath(area), body, ifMatch: settings.version }, {
      onError: (error) => {
        const fields = error instanceof ProblemError ? error.fields : [];
        form.setFields(fields.map(({ field, message }) => ({ name: field.replace(/^texts\./, ''), errors: [message] })));
      },
    });
  };
  return (
    <Form form={form} layout="vertical" requiredMark={false} initialValues={{ ...settings.texts, warn_days: settings.warn_days }} onValuesChange={() => setSaved(false)} onFinish={finish} className="card" scrollToFirstError>
      {send.error && <Alert type="error" showIcon title={errorText(send.error, tm)} />}
      {saved && <Alert type="success" showIcon title={t('settings.saved')} />}
      <NumberField name="warn_days" label={t('settings.warn_days')} extra={t('settings.warnHint')} unit={t('settings.days')} whole required />
      <p className="muted">{t('settings.hint')}</p>
      {Object.entries(templates).filter(([name]) => name in settings.texts).map(([name, params]) => (
        <TextField
          key={name} name={name} label={t(`settings.texts.${name}` as 'settings.texts.issuer')} rows={/_(text|closing)$/.test(name) ? 2 : undefined}
          extra={<Usable params={params} own={settings.own.includes(name)} />}
        />
      ))}
      <Button type="primary" htmlType="submit" loading={send.isPending}>{t('save')}</Button>
    </Form>
  );
}

/** The parameters that a template may use, and whether it is the bureau's own. */
function Usable({ params, own }: { params: string; own: boolean }) {
  const { t } = useTranslation('filing');
  return (
    <span className="usable">
      {own && <Tag color="blue">{t('settings.own')}</Tag>}
      {params.split(' ').filter(Boolean).map((one) => <span key={one}><code>{`{${one}}`}</code> {t(`settings.params.${one}` as 'settings.params.area')}</span>)}
    </span>
  );
}
