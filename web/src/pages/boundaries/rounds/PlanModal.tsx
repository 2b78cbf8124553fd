/** Lines are planned for a round: those ticked, or all of an area and level; teams of both sides, day due, yearly batch. */
import { Alert, Checkbox, Form, Modal, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../../api/session';
import { lineLevels } from '../../../api/types';
import { AreaField } from '../../../forms/AreaField';
import { ChoiceField, DateField, NumberField, TextField } from '../../../forms/fields';
import { filled } from '../../../forms/merge';
import { useFormSend } from '../../../parts/useFormSend';
import { type Round, roundsPath } from './rounds';

interface Props {
  round: Round;
  /** Lines ticked in the table; empty: none. */
  codes: string[];
  onClose: () => void;
  onDone: (text: string) => void;
}

interface Values extends Record<string, unknown> {
  way: 'ticked' | 'area';
}

export function PlanModal({ round, codes, onClose, onDone }: Props) {
  const { t } = useTranslation('rounds');
  const { t: tm } = useTranslation();
  const { account } = useSession();
  const [form] = Form.useForm<Values>();
  const way = Form.useWatch('way', form) ?? (codes.length > 0 ? 'ticked' : 'area');
  const { submit, busy, message } = useFormSend<{ added: number; changed?: number }>(form, ({ data }) =>
    onDone(t('plan.done', { added: data.added, changed: data.changed ?? 0 })));
  const finish = ({ way: by, area, level, change, ...plan }: Values) =>
    void submit({
      method: 'POST', path: `${roundsPath}/${round.number}/lines`,
      body: { ...(by === 'ticked' ? { lines: codes } : filled({ area, level })), ...filled(plan), ...(change ? { change: true } : {}) },
    });
  return (
    <Modal open title={t('plan.title')} okText={t('plan.save')} onOk={form.submit} onCancel={onClose} confirmLoading={busy} destroyOnHidden>
      <Form form={form} layout="vertical" name="plan-lines" initialValues={{ way, area: account?.area_code, due_on: round.ends_on ?? undefined }} onFinish={finish} requiredMark={false}>
        {message && <Alert type="error" showIcon title={<span className="lines">{message}</span>} />}
        <Form.Item name="way" label={t('plan.which')}>
          <Radio.Group options={[{ value: 'ticked', label: t('plan.ticked', { count: codes.length }), disabled: codes.length === 0 }, { value: 'area', label: t('plan.byArea') }]} />
        </Form.Item>
        {way === 'area' && (
          <div className="two-up">
            <Form.Item name="area" label={t('plan.area')} rules={[{ required: true, message: tm('form.required') }]}><AreaField whole={account?.area_code.length === 4} /></Form.Item>
            <ChoiceField name="level" label={t('plan.level')} clear options={lineLevels.map((value) => ({ value, label: tm(`level.${value}`) }))} />
          </div>
        )}
        <div className="two-up">
          <NumberField name="batch" label={t('plan.batch')} whole min={1950} />
          <DateField name="due_on" label={t('plan.due')} />
          <TextField name="left_team" label={t('plan.leftTeam')} />
          <TextField name="right_team" label={t('plan.rightTeam')} />
        </div>
        <ChoiceField name="leading" label={t('plan.leading')} clear extra={t('plan.leadingHint')} options={(['left', 'right'] as const).map((value) => ({ value, label: t(`side.${value}`) }))} />
        <Form.Item name="change" valuePropName="checked" extra={t('plan.changeHint')}><Checkbox>{t('plan.change')}</Checkbox></Form.Item>
      </Form>
    </Modal>
  );
}
