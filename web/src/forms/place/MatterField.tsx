/** Another standard name is a renaming (更名) unless whoever edits says that it was only written wrongly. */
import { Form, Radio } from 'antd';
import { useTranslation } from 'react-i18next';

export function MatterField({ original }: { original: string }) {
  const { t } = useTranslation();
  const name = Form.useWatch('name', { form: Form.useFormInstance(), preserve: true }) as string | undefined;
  if (!name || name === original) return null;
  return (
    <Form.Item name="matter" label={t('field.matter')} initialValue="renaming" extra={t('form.matterHint')}>
      <Radio.Group
        options={(['renaming', 'correction'] as const).map((value) => ({ value, label: t(`form.matter.${value}`) }))}
      />
    </Form.Item>
  );
}

/** What is sent along with another name when it is no renaming. */
export function matterOf(original: unknown, values: Record<string, unknown>): { matter?: string } {
  return values.matter === 'correction' && values.name !== original ? { matter: 'correction' } : {};
}
