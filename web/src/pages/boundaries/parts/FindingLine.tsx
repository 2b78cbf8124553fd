/** A finding in a list of another page: what, where, how far, and how late. */
import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { time } from '../../../lib/format';
import type { FindingRef } from '../lines/lines';

export function FindingLine({ finding }: { finding: FindingRef }) {
  const { t } = useTranslation('line');
  const { id, number, kind, marker, state, days_overdue: late, found_at, description } = finding;
  return (
    <>
      <span>
        <Link to={`/boundaries/findings/${id}`}>{t('finding.number', { number })}</Link> {t(`finding.kinds.${kind}`)} {marker} <Tag color={state === 'closed' ? undefined : 'blue'}>{t(`finding.states.${state}`)}</Tag>
        {late > 0 && <Tag color="red">{t('finding.late', { count: late })}</Tag>}
      </span>
      <small className="muted">{time(found_at)} · {description}</small>
    </>
  );
}
