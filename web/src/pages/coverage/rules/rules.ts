/** The counting rules as they are set: their parameters, units and bounds. */
import type { CountingRule, Parameters } from '../answer';

export const rulesPath = '/coverage/rules';

export const parameters = ['reach', 'metres', 'minutes', 'share'] as const;

/** Numbers lie between 1 and these. */
export const most = { metres: 200_000, minutes: 1440, share: 100 } as const;

export interface RuleValues extends Parameters {
  source: string;
  note: string;
  reason?: string;
}

/** What a form says otherwise than the rule that it began with, as the service takes it; undefined for nothing. */
export function changeOf(rule: CountingRule, values: RuleValues): Record<string, unknown> | undefined {
  const before: Record<string, unknown> = { ...rule.parameters, source: rule.source, note: rule.note };
  const { reason, ...now } = values;
  const changed = Object.entries(now).filter(([name, value]) => value !== undefined && (typeof value === 'string' ? value.trim() : value) !== before[name]);
  if (changed.length === 0) return undefined;
  return { ...Object.fromEntries(changed), ...(reason?.trim() ? { reason: reason.trim() } : {}) };
}
