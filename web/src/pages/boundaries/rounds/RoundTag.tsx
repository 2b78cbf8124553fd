/** The state of a round as a word. */
import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Round, RoundState } from './rounds';

const colours: Record<RoundState, string | undefined> = { planned: 'gold', open: 'blue', closed: 'green', archived: undefined };

export function RoundTag({ round }: { round: Pick<Round, 'state' | 'past'> }) {
  const { t } = useTranslation('rounds');
  return <Tag color={colours[round.state]}>{round.past && round.state === 'closed' ? t('pastRound') : t(`roundState.${round.state}`)}</Tag>;
}
