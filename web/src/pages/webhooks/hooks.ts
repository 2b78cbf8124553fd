/** Webhooks: programs that hear of changes. */
export interface Hook {
  id: string;
  url: string;
  entities: string[] | null;
  area_code: string;
  active: boolean;
  made_by: string;
  version: number;
  waiting: number;
  failures: number;
  last_status: number | null;
  last_error: string;
  delivered_at: string | null;
}

export const entities = ['place', 'change_set', 'area', 'area_change', 'line', 'marker', 'facility', 'inspection', 'sign'] as const;

/** How deliveries go, in a word. */
export function healthOf(hook: Pick<Hook, 'active' | 'failures' | 'waiting' | 'delivered_at'>): 'paused' | 'failing' | 'waiting' | 'good' | 'idle' {
  if (!hook.active) return 'paused';
  if (hook.failures > 0) return 'failing';
  if (hook.waiting > 0) return 'waiting';
  return hook.delivered_at ? 'good' : 'idle';
}
