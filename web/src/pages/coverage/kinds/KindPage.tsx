/** A kind of facility: made or changed by the bureau, read by everyone. */
import { useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
import { useKinds } from '../../../api/queries';
import { useSession } from '../../../api/session';
import type { FacilityKind, FacilityKinds } from '../../../api/types';
import { TextField } from '../../../forms/fields';
import { useNamed } from '../../../forms/named';
import { Ask } from '../../../shell/Ask';
import { Failed, Loading } from '../../../shell/States';
import '../../pages.css';
import { KindBasics } from './KindBasics';
import './kinds.css';
import { Looks } from './Looks';
import { FieldsPart, StagesPart, SubkindsPart } from './Parts';
import { useKindForm } from './useKindForm';

export function KindPage() {
  const { code } = useParams();
  const { data, error, refetch } = useKinds();
  if (error) return <Failed error={error} retry={() => void refetch()} />;
  if (!data) return <Loading />;
  const kind = data.items.find((one) => one.code === code);
  return <KindForm key={`${code ?? ''}.${kind?.version ?? 0}`} kind={kind} all={data} />;
}

function KindForm({ kind, all }: { kind: FacilityKind | undefined; all: FacilityKinds }) {
  const { t } = useTranslation('kinds');
  const named = useNamed();
  const { may } = useSession();
  const client = useQueryClient();
  const navigate = useNavigate();
  const done = async () => {
    await client.invalidateQueries({ queryKey: ['kinds'] });
    await navigate('/coverage/kinds');
  };
  const { form, start, restored, busy, message, save, setRetired, changed, discard } = useKindForm(kind, all.groups, done);
  const readOnly = !may.facility_kinds;
  const title = !kind ? t('new') : t(readOnly ? 'show' : 'change', { name: named(kind) });
  return (
    <div className="page kind-page">
      <header className="page-head">
        <h1>{title}</h1>
        <Link to="/coverage/kinds">{t('back')}</Link>
      </header>
      {restored && <Alert type="info" showIcon title={t('draft', { time: restored })} action={<Button size="small" onClick={discard}>{t('discard')}</Button>} />}
      <Form form={form} layout="vertical" className="kind-form" requiredMark={false} initialValues={start} onValuesChange={changed} onFinish={save} disabled={readOnly || busy} scrollToFirstError>
        <KindBasics isNew={!kind} groups={all.groups} />
        <Looks code={kind?.code} kinds={all.items} />
        <FieldsPart />
        <StagesPart />
        <SubkindsPart />
        {!readOnly && (
          <div className="card kind-foot">
            {message && <Alert type="error" showIcon title={<span className="lines">{message}</span>} />}
            <div className="kind-send">
              <TextField name="reason" label={t('reason')} />
              <div className="row-actions">
                <Button type="primary" htmlType="submit" loading={busy}>{t('save')}</Button>
                <Button onClick={() => void navigate('/coverage/kinds')}>{t('cancel')}</Button>
                {kind && !kind.retired && (
                  <Ask title={t('retire')} description={t('retireHint')} okText={t('retire')} cancelText={t('cancel')} onConfirm={() => setRetired(true)}>
                    <Button danger>{t('retire')}</Button>
                  </Ask>
                )}
                {kind?.retired && <Button onClick={() => setRetired(false)}>{t('restore')}</Button>}
              </div>
            </div>
          </div>
        )}
      </Form>
    </div>
  );
}

