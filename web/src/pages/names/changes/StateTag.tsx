import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { type State, stateColours } from './changes';

export function StateTag({ state }: { state: State }) {
  const { t } = useTranslation('changes');
  return <Tag color={stateColours[state]}>{t(`states.${state}`)}</Tag>;
}
