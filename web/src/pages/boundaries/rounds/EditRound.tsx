/** Title and days of a round, to be changed. */
import { Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { DateField, TextField } from '../../../forms/fields';
import { show } from '../../map/panel/changes';
import { type Round, roundsPath } from './rounds';
import { VersionedForm } from '../parts/VersionedForm';

const fields = ['title', 'starts_on', 'ends_on'] as const;

export function EditRound({ round, onClose }: { round: Round; onClose: () => void }) {
  const { t } = useTranslation('rounds');
  const path = `${roundsPath}/${round.number}`;
  return (
    <Modal open title={t('edit.go')} footer={null} onCancel={onClose} destroyOnHidden>
      <VersionedForm<Round>
        draft={{ kind: 'round', id: String(round.number) }} record={{ ...round }} fields={fields} path={path} save={t('edit.save')} done={onClose}
        label={(field) => t(`new.${({ title: 'title', starts_on: 'starts', ends_on: 'ends' } as const)[field as 'title']}`)} say={(_, value) => show(value)}
        sending={(values) => ({ method: 'PATCH', path, merge: true, body: { title: values.title ?? '', starts_on: values.starts_on || null, ends_on: values.ends_on || null, reason: values.reason ?? '' } })}
      >
        <TextField name="title" label={t('new.title')} />
        <div className="two-up">
          <DateField name="starts_on" label={t('new.starts')} />
          <DateField name="ends_on" label={t('new.ends')} />
        </div>
        <TextField name="reason" label={t('reason')} />
      </VersionedForm>
    </Modal>
  );
}
