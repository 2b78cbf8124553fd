/** Step 2: what the inspection came to, and what each side says of it. That they disagree is noted and stays visible. */
import { Alert, Checkbox, Form, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import { TextField } from '../../../forms/fields';
import { show } from '../../map/panel/changes';
import { ConclusionText } from './cells';
import { Opinions } from './Disagreement';
import { conclusions, linePath, type RoundLine } from './rounds';
import type { StepProps } from './Steps';
import { VersionedForm } from '../parts/VersionedForm';

const fields = ['conclusion', 'findings', 'problems', 'left_opinion', 'right_opinion', 'disagreement'] as const;

export function RecordStep({ line, mayWork }: StepProps) {
  const { t } = useTranslation('rounds');
  if (!mayWork || line.state === 'signed') {
    return (
      <>
        {mayWork && <Alert type="info" showIcon title={t('record.signed')} />}
        <Written line={line} />
      </>
    );
  }
  if (line.walked_on === null) return <p className="muted">{t('record.first')}</p>;
  return <RecordForm line={line} />;
}

function RecordForm({ line }: { line: RoundLine }) {
  const { t } = useTranslation('rounds');
  const path = linePath(line.round, line.code);
  const label = (field: string) =>
    field === 'left_opinion' || field === 'right_opinion' ? t('opinionOf', { party: field === 'left_opinion' ? line.left_name : line.right_name }) : t(`record.${field as 'conclusion'}`);
  const say = (field: string, value: unknown) => (field === 'conclusion' && value ? t(`conclusion.${value as 'qualified'}`) : show(value));
  const text = (value: unknown) => (typeof value === 'string' ? value : '');
  return (
    <VersionedForm<RoundLine>
      draft={{ kind: 'round-record', id: `${line.round}-${line.code}` }} record={{ ...line }} fields={fields} path={path} label={label} say={say} save={t('record.save')}
      sending={(values) => ({
        method: 'POST', path: `${path}/record`,
        body: {
          conclusion: values.conclusion, findings: text(values.findings), problems: text(values.problems),
          left_opinion: text(values.left_opinion), right_opinion: text(values.right_opinion), disagreement: values.disagreement === true,
        },
      })}
    >
      <Form.Item name="conclusion" label={t('record.conclusion')} rules={[{ required: true, message: t('record.choose') }]}>
        <Radio.Group options={conclusions.map((value) => ({ value, label: t(`conclusion.${value}`) }))} />
      </Form.Item>
      <TextField name="findings" label={t('record.findings')} rows={3} />
      <TextField name="problems" label={t('record.problems')} rows={2} extra={t('record.problemsHint')} />
      <div className="two-up">
        <TextField name="left_opinion" label={label('left_opinion')} rows={2} />
        <TextField name="right_opinion" label={label('right_opinion')} rows={2} />
      </div>
      <Form.Item name="disagreement" valuePropName="checked" extra={t('record.disagreementHint')}><Checkbox>{t('record.disagreement')}</Checkbox></Form.Item>
    </VersionedForm>
  );
}

function Written({ line }: { line: RoundLine }) {
  const { t } = useTranslation('rounds');
  const rows = [['conclusion', <ConclusionText key="c" line={line} />], ['findings', line.findings || '–'], ['problems', line.problems || '–']] as const;
  return (
    <>
      <dl className="card-fields">
        {rows.map(([name, value]) => <div key={name}><dt>{t(`record.${name}`)}</dt><dd>{value}</dd></div>)}
      </dl>
      <Opinions line={line} />
    </>
  );
}
