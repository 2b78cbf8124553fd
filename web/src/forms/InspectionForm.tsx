/** Logging what was found at a marker, beside the map; see api/outbox.ts for how it gets to the service. */
import { Alert, Button, Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { useRecord } from '../api/queries';
import type { Marker } from '../api/types';
import { time } from '../lib/format';
import { useMapParams } from '../pages/map/params';
import { PanelHead } from '../pages/map/panel/Panel';
import { Failed, Loading } from '../shell/States';
import './forms.css';
import { Fields } from './inspection/Fields';
import { useInspection } from './inspection/useInspection';

export function InspectionForm({ markerId }: { markerId: string }) {
  const { t } = useTranslation();
  const { go } = useMapParams();
  const { data, error, refetch } = useRecord('marker', markerId);
  const back = () => go({ kind: 'marker', id: markerId }, undefined, true);
  if (data) return <Sheet marker={data} back={back} />;
  return (
    <>
      <PanelHead title={t('inspection.new')} onClose={back} />
      {error ? <Failed error={error} retry={() => void refetch()} /> : <Loading />}
    </>
  );
}

function Sheet({ marker, back }: { marker: Marker; back: () => void }) {
  const { t } = useTranslation();
  const { form, start, draft, busy, changed, submit, login } = useInspection({ subject: { marker }, done: back });
  return (
    <>
      <PanelHead title={t('inspection.new')} kind={marker.number} sub={marker.description} onClose={back} />
      <Form form={form} layout="vertical" className="record-form" initialValues={start} requiredMark={false} scrollToFirstError onValuesChange={changed} onFinish={(values) => void submit(values)} disabled={busy}>
        <div className="form-body">
          {draft && <Alert type="info" showIcon title={t('form.draft', { time: time(draft.savedAt) })} />}
          <Fields subject={{ marker }} login={login} record={start.id} touched={changed} />
        </div>
        <div className="form-foot">
          <p className="muted">{t('inspection.safe')}</p>
          <div className="form-buttons">
            <Button onClick={back}>{t('form.later')}</Button>
            <Button type="primary" htmlType="submit" loading={busy}>
              {t('inspection.save')}
            </Button>
          </div>
        </div>
      </Form>
    </>
  );
}
