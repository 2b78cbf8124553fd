/** The part of a proposal's form that says into which change set it goes. */
import { Form, Select } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { TextField } from '../../../forms/fields';
import { StreamField } from './NewSetModal';
import { useOpenSets } from './target';

interface Props {
  /** Title that a new set starts with. */
  title: string;
  /** Tells the form of values that it sets by itself. */
  touched?: () => void;
}

export function TargetFields({ title, touched }: Props) {
  const { t } = useTranslation('changes');
  const form = Form.useFormInstance();
  const chosen = Form.useWatch('set', { form, preserve: true }) as string | undefined;
  const { data: sets } = useOpenSets();
  const fresh = !chosen || chosen === 'new';
  useEffect(() => {
    // The title follows the name until somebody types one.
    if (fresh && title && !form.isFieldTouched('title')) form.setFieldValue('title', title);
  }, [form, fresh, title]);
  useEffect(() => {
    if (sets && chosen && chosen !== 'new' && !sets.some((one) => one.id === chosen)) {
      form.setFieldValue('set', 'new');
      touched?.();
    }
  }, [sets, chosen, form, touched]);
  return (
    <fieldset className="target">
      <legend>{t('target.legend')}</legend>
      <Form.Item name="set" label={t('target.set')}>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          options={[
            { value: 'new', label: t('target.new') },
            ...(sets ?? []).map((one) => ({ value: one.id, label: `${t('numbered', { number: one.number })} ${one.title}（${t(`streams.${one.stream}`)}，${t('itemCount', { count: one.counts.items })}）` })),
          ]}
        />
      </Form.Item>
      {fresh && (
        <>
          <StreamField />
          <TextField name="title" label={t('setTitle')} required />
          <TextField name="set_reason" label={t('reason')} rows={1} required />
        </>
      )}
    </fieldset>
  );
}
