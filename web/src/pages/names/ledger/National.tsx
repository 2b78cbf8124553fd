/** What the national database has of an edit: 未报, 已报, 已入库 or 退回. */
import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import type { National as State } from './ledger';

const colours = { unreported: 'default', reported: 'blue', taken_in: 'green', returned: 'red' } as const;

export function National({ national }: { national: State }) {
  const { t } = useTranslation('nameledger');
  const { state, reason, export_version: version } = national;
  const day = { unreported: null, reported: national.reported_on, taken_in: national.taken_in_on, returned: national.returned_on }[state];
  return (
    <span className="national">
      <Tag color={colours[state]}>{t(`national.${state}`)}</Tag>
      {day && <small>{day}</small>}
      {state === 'returned' && reason && <small>{reason}</small>}
      {version && <small className="muted">{t('exportVersionIs', { version })}</small>}
    </span>
  );
}
