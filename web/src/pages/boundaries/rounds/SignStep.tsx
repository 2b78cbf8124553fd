/** Step 4: when each side signed, and the number of the document. Each may come by itself; an emptied one is taken back. */
import { useTranslation } from 'react-i18next';
import { DateField, TextField } from '../../../forms/fields';
import { none } from '../../../lib/format';
import { show } from '../../map/panel/changes';
import { linePath, type RoundLine } from './rounds';
import type { StepProps } from './Steps';
import { VersionedForm } from '../parts/VersionedForm';

const fields = ['left_signed_on', 'right_signed_on', 'document'] as const;

export function SignStep({ line, mayWork }: StepProps) {
  const { t } = useTranslation('rounds');
  const path = linePath(line.round, line.code);
  const label = (field: string) =>
    field === 'document' ? t('sign.document') : t('sign.of', { party: field === 'left_signed_on' ? line.left_name : line.right_name });
  if (!mayWork) {
    return <dl className="card-fields">{fields.map((field) => <div key={field}><dt>{label(field)}</dt><dd>{line[field] || none}</dd></div>)}</dl>;
  }
  if (line.conclusion === '') return <p className="muted">{t('sign.first')}</p>;
  return (
    <VersionedForm<RoundLine>
      draft={{ kind: 'round-sign', id: `${line.round}-${line.code}` }} record={{ ...line }} fields={fields} path={path} label={label} say={(_, value) => show(value)} save={t('sign.save')}
      sending={(values) => ({ method: 'POST', path: `${path}/sign`, body: { left_signed_on: values.left_signed_on || null, right_signed_on: values.right_signed_on || null, document: values.document ?? '' } })}
    >
      <div className="two-up">
        <DateField name="left_signed_on" label={label('left_signed_on')} />
        <DateField name="right_signed_on" label={label('right_signed_on')} />
      </div>
      <TextField name="document" label={t('sign.document')} extra={t('sign.hint')} />
    </VersionedForm>
  );
}
