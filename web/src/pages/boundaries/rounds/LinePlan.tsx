/** The plan of a line in a round: yearly batch, day due, who leads, teams of both sides. */
import { useTranslation } from 'react-i18next';
import { ChoiceField, DateField, NumberField, TextField } from '../../../forms/fields';
import { show } from '../../map/panel/changes';
import { linePath, type RoundLine } from './rounds';
import { VersionedForm } from '../parts/VersionedForm';

const fields = ['batch', 'due_on', 'leading', 'left_team', 'right_team'] as const;
const words = { batch: 'batch', due_on: 'due', leading: 'leading' } as const;

export function LinePlan({ line }: { line: RoundLine }) {
  const { t } = useTranslation('rounds');
  const path = linePath(line.round, line.code);
  const teams = { left_team: line.left_name, right_team: line.right_name };
  const label = (field: string) => (field in teams ? t('teamOf', { party: teams[field as keyof typeof teams] }) : t(`plan.${words[field as keyof typeof words]}`));
  const say = (field: string, value: unknown) => (field === 'leading' && (value === 'left' || value === 'right') ? line[`${value}_name`] : show(value));
  return (
    <section className="step-card" aria-labelledby="plan-title">
      <h2 id="plan-title">{t('plan.ofLine')}</h2>
      <VersionedForm<RoundLine>
        draft={{ kind: 'round-plan', id: `${line.round}-${line.code}` }} record={{ ...line }} fields={fields} path={path} label={label} say={say} save={t('plan.saveLine')}
        sending={(values) => ({
          method: 'PATCH', path, merge: true,
          body: { batch: values.batch ?? null, due_on: values.due_on || null, leading: values.leading, left_team: values.left_team ?? '', right_team: values.right_team ?? '' },
        })}
      >
        <div className="two-up">
          <NumberField name="batch" label={t('plan.batch')} whole min={1950} />
          <DateField name="due_on" label={t('plan.due')} />
          <TextField name="left_team" label={label('left_team')} />
          <TextField name="right_team" label={label('right_team')} />
        </div>
        <ChoiceField name="leading" label={t('plan.leading')} options={(['left', 'right'] as const).map((value) => ({ value, label: line[`${value}_name`] }))} />
      </VersionedForm>
    </section>
  );
}
