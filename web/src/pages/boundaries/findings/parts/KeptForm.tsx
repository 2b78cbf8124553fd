/** The frame of a form whose typing is kept: what was found again, what was refused, the fields, the button. */
import { Alert, Button, Form } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Values } from '../../../../forms/draft';
import type { useKeptForm } from './useKeptForm';

interface Props {
  kept: Omit<ReturnType<typeof useKeptForm<never>>, never>;
  onFinish: (values: Values) => void;
  action: string;
  children: ReactNode;
  /** Beside the button that sends. */
  more?: ReactNode;
}

export function KeptFormBody({ kept, onFinish, action, children, more }: Props) {
  const { t } = useTranslation('findings');
  const { form, initialValues, restored, startAnew, changed, busy, message, stale, reload } = kept;
  return (
    <Form form={form} layout="vertical" initialValues={initialValues} onFinish={onFinish} onValuesChange={changed} requiredMark={false} scrollToFirstError>
      {restored && <Alert type="info" showIcon title={t('form.restored')} action={<Button size="small" onClick={startAnew}>{t('form.startAnew')}</Button>} />}
      {children}
      {message && (
        <Alert
          type={stale ? 'warning' : 'error'} showIcon title={<span className="lines">{message}</span>}
          description={stale && t('form.stale')} action={stale && <Button size="small" onClick={reload}>{t('form.reload')}</Button>}
        />
      )}
      <div className="form-foot">
        <Button type="primary" htmlType="submit" loading={busy}>{action}</Button>
        {more}
      </div>
    </Form>
  );
}
