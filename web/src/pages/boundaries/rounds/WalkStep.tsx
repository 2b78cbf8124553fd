/** Step 1: the day on which both sides walked the line; a track notes it as well. */
import { useTranslation } from 'react-i18next';
import { DateField } from '../../../forms/fields';
import { none } from '../../../lib/format';
import { show } from '../../map/panel/changes';
import { linePath, type RoundLine } from './rounds';
import type { StepProps } from './Steps';
import { VersionedForm } from '../parts/VersionedForm';

export function WalkStep({ line, mayWork }: StepProps) {
  const { t } = useTranslation('rounds');
  const path = linePath(line.round, line.code);
  if (!mayWork) return <p>{t('walk.on')}：{line.walked_on ?? none}</p>;
  return (
    <>
      <p className="muted">{t('walk.hint')}</p>
      <VersionedForm<RoundLine>
        draft={{ kind: 'round-walk', id: `${line.round}-${line.code}` }} record={{ ...line }} fields={['walked_on']} path={path} label={() => t('walk.on')} say={(_, value) => show(value)} save={t('walk.save')}
        sending={(values) => ({ method: 'POST', path: `${path}/walk`, body: { walked_on: values.walked_on } })}
      >
        <DateField name="walked_on" label={t('walk.on')} required />
      </VersionedForm>
    </>
  );
}
