/** What was found: the codes of the installation, several at once. */
import { Checkbox, Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { useConditions, useConditionWords } from '../../api/conditions';
import { Failed, Loading } from '../../shell/States';
import { reconcile } from '../conditions';
import type { Values } from './values';

export function Conditions() {
  const { t } = useTranslation('field');
  const { t: tm } = useTranslation();
  const form = Form.useFormInstance<Values>();
  const { data, error, refetch } = useConditions();
  const words = useConditionWords();
  const chosen = Form.useWatch('conditions', form) ?? [];
  if (error && !data) return <Failed error={error} retry={() => void refetch()} />;
  if (!data) return <Loading />;
  // One that is no longer offered stays where a record or a draft has it.
  const offered = data.filter((one) => one.active || chosen.includes(one.code));
  return (
    <Form.Item
      name="conditions" label={t('conditions')}
      // A rule that says "required" would put aria-required on a group of boxes, which has none.
      rules={[{ validator: (_, now: string[] | undefined) => (now?.length ? Promise.resolve() : Promise.reject(new Error(tm('inspection.chooseCondition')))) }]}
      getValueFromEvent={(now: string[]) => reconcile(now, (form.getFieldValue('conditions') as string[] | undefined) ?? [], data)}
    >
      <Checkbox.Group className="conditions" options={offered.map(({ code }) => ({ value: code, label: words(code) }))} />
    </Form.Item>
  );
}
