/** Kind and state of a finding as tags. */
import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import type { FindingKind, FindingState } from '../findings';

const kindColours: Record<FindingKind, string> = { damage: 'orange', loss: 'red', move: 'magenta', dispute_risk: 'purple', cross_works: 'gold', other: 'default' };
const stateColours: Record<FindingState, string> = { reported: 'red', joint_visit: 'orange', decided: 'gold', handled: 'blue', filed: 'green', closed: 'default' };

export function KindTag({ kind }: { kind: FindingKind }) {
  const { t } = useTranslation('findings');
  return <Tag color={kindColours[kind]}>{t(`kinds.${kind}`)}</Tag>;
}

export function StateTag({ state }: { state: FindingState }) {
  const { t } = useTranslation('findings');
  return <Tag color={stateColours[state]}>{t(`states.${state}`)}</Tag>;
}
