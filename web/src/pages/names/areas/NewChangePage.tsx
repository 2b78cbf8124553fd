/** A new draft; the reply is added once it is saved. */
import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import '../../pages.css';
import { emptyValues } from './areas';
import './areas.css';
import { ChangeForm } from './ChangeForm';
import { useChangeForm } from './useChangeForm';

const start = emptyValues();

export function NewChangePage() {
  const { t } = useTranslation('areachange');
  const navigate = useNavigate();
  const { form, restored, forget, save, changed, ...rest } = useChangeForm(undefined, start, ({ data }) => void navigate(`/names/areas/${data.id}`, { replace: true }));
  const empty = () => {
    forget();
    form.setFieldsValue({ ...Object.fromEntries(Object.keys(form.getFieldsValue(true) as object).map((name) => [name, undefined])), ...start });
  };
  return (
    <div className="page">
      <header className="page-head">
        <h1>{t('new')}</h1>
        <Link to="/names/areas">{t('back')}</Link>
      </header>
      {restored && <Alert type="info" showIcon title={t('restored')} action={<Button size="small" onClick={empty}>{t('startAnew')}</Button>} />}
      <section className="card">
        <p className="muted area-lead">{t('newHint')}</p>
        <ChangeForm form={form} {...rest} onChange={changed} onSave={(values) => void save(values)} />
      </section>
    </div>
  );
}
