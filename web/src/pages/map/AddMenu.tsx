/** What this person may add: one button, or none. */
import { PlusOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../api/session';
import { Menu } from '../../shell/Menu';
import type { Doing, NewKind } from './params';

const kinds: readonly NewKind[] = ['place', 'marker', 'facility'];

export function AddMenu({ onAdd }: { onAdd: (doing: Doing) => void }) {
  const { t } = useTranslation();
  const { may } = useSession();
  const allowed = kinds.filter((kind) => may[kind]);
  if (allowed.length === 0 && !may.propose) return null;
  return (
    <Menu className="add-menu" label={t('map.add')} face={<PlusOutlined />}>
      {allowed.map((kind) => (
        <button key={kind} type="button" onClick={() => onAdd(`new-${kind}`)}>
          {t(`form.new.${kind}`)}
        </button>
      ))}
      {may.propose && (
        <button type="button" onClick={() => onAdd('propose-new')}>
          {t('form.proposeNew')}
        </button>
      )}
    </Menu>
  );
}
