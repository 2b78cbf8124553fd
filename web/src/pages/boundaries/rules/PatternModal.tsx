/** The pattern of a level, tried out while it is typed: on a number, and on those that are on record. */
import { Alert, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Marker, Page } from '../../../api/types';
import { TextField } from '../../../forms/fields';
import { useFormSend } from '../../../parts/useFormSend';
import { useGet } from '../../../parts/useGet';
import { fit, levelOfMarker, misfits, type Pattern } from './settings';

export function PatternModal({ pattern, onClose }: { pattern: Pattern; onClose: () => void }) {
  const { t } = useTranslation('boundaryrules');
  const { t: tm } = useTranslation();
  const [form] = Form.useForm<Pattern>();
  const { submit, busy, message } = useFormSend<Pattern>(form, onClose);
  const save = ({ regexp, example, note = '' }: Pattern) =>
    void submit({ method: 'PUT', path: `/boundaries/marker-patterns/${pattern.level}`, body: { regexp, example, note }, ifMatch: pattern.version });
  return (
    <Modal open title={t('patternOf', { level: tm(`level.${pattern.level}`) })} onOk={form.submit} okText={t('save')} confirmLoading={busy} onCancel={onClose} destroyOnHidden>
      <Form form={form} layout="vertical" initialValues={pattern} onFinish={save} requiredMark={false} className="judge-form">
        {message && <Alert type="error" showIcon title={<span className="lines">{message}</span>} />}
        <TextField name="regexp" label={t('regexp')} required extra={t('regexpHint')} />
        <TextField name="example" label={t('example')} required extra={t('exampleHint')} />
        <TextField name="note" label={t('note')} rows={2} />
        <Form.Item noStyle shouldUpdate>{() => <TryOut regexp={(form.getFieldValue('regexp') as string | undefined) ?? ''} level={pattern.level} />}</Form.Item>
      </Form>
    </Modal>
  );
}

function TryOut({ regexp, level }: { regexp: string; level: Pattern['level'] }) {
  const { t } = useTranslation('boundaryrules');
  const [number, setNumber] = useState('');
  const { data } = useGet<Page<Marker>>('/boundaries/markers', { limit: 1000 });
  const verdict = fit(regexp, number.trim());
  const here = (data?.items ?? []).filter((one) => levelOfMarker(one) === level);
  const odd = misfits(regexp, level, here);
  return (
    <fieldset className="try-out">
      <legend>{t('tryOut')}</legend>
      <label>{t('tryNumber')}<Input value={number} maxLength={200} autoComplete="off" onChange={(event) => setNumber(event.target.value)} /></label>
      <p role="status" className={number.trim() ? `fit-${verdict}` : undefined}>
        {verdict === 'unreadable' ? t('unreadable') : number.trim() && t(verdict)}
      </p>
      {verdict !== 'unreadable' && data && (
        <p className={odd.length ? 'fit-misfits' : 'muted'}>
          {odd.length ? t('oddOnes', { all: here.length, count: odd.length, numbers: odd.slice(0, 8).join('、') + (odd.length > 8 ? '…' : '') }) : t('noneOdd', { all: here.length })}
        </p>
      )}
    </fieldset>
  );
}
