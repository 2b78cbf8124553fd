import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import type { RunState } from './siting';

const colours: Record<RunState, string> = { queued: 'default', running: 'blue', done: 'green', cancelled: 'default', failed: 'red', infeasible: 'orange' };

/** How a run stands, in a word. */
export function StateTag({ state }: { state: RunState }) {
  const { t } = useTranslation('siting');
  return <Tag color={colours[state]}>{t(`states.${state}`)}</Tag>;
}
