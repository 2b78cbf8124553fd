/** Who did what with the record of a line, latest first. */
import { RightOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { Page, Revision, Row } from '../../../api/types';
import { time } from '../../../lib/format';
import { useGet } from '../../../parts/useGet';
import { show } from '../../map/panel/changes';
import { changedFields } from './history';
import { linePath, type RoundLine } from './rounds';

export function LineHistory({ line }: { line: RoundLine }) {
  const { t } = useTranslation('rounds');
  const { data } = useGet<Page<Revision>>(`${linePath(line.round, line.code)}/history`);
  const say = (field: string, row: Row | null) => {
    const value = row?.[field];
    if (field === 'state') return t(`state.${value as 'planned'}`, { defaultValue: show(value) });
    if (field === 'conclusion' && value) return t(`conclusion.${value as 'qualified'}`);
    if (field === 'leading_side' && value) return t(`side.${value as 'left'}`);
    return show(value);
  };
  return (
    <details className="card history">
      <summary><h2>{t('history.title')}</h2><RightOutlined className="fold" aria-hidden /></summary>
      <ol>
        {data?.items.map((one) => (
          <li key={one.change_id}>
            <strong>{time(one.at)} {one.actor_name || one.actor}</strong>{one.reason && <span className="muted"> {one.reason}</span>}
            <ul>
              {changedFields(one).map((field) => (
                <li key={field}>{t(`history.${field}`)}：{one.before && <><del>{say(field, one.before)}</del> → </>}{say(field, one.after)}</li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
    </details>
  );
}
