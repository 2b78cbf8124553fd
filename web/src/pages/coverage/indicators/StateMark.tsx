/** A state by shape, word and colour: each can be told without the others. */
import { CheckCircleFilled, CloseCircleOutlined, MinusCircleOutlined, QuestionCircleOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { State } from './indicators';

const icons = { met: CheckCircleFilled, not_met: CloseCircleOutlined, no_data: QuestionCircleOutlined, no_target: MinusCircleOutlined };

export function StateMark({ state }: { state: State }) {
  const { t } = useTranslation('indicators');
  const Icon = icons[state];
  return (
    <span className={`state-mark ${state}`}>
      <Icon aria-hidden /> {t(`state.${state}`)}
    </span>
  );
}
