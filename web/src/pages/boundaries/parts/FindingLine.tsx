/** A finding in a list of another page: what, where, how far, and how late. */
import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { time } from '../../../lib/format';
import { Status } from '../../map/panel/Fields';
import type { FindingRef } from '../lines/lines';

export function FindingLine({ finding }: { finding: FindingRef }) {
  const { t } = useTranslation('line');
  const { id, number, kind, marker, state, days_overdue: late, found_at, description } = finding;
  return (
    <>
      <span>
        <Link to={`/boundaries/findings/${id}`}>{t('finding.number', { number })}</Link> {t(`finding.kinds.${kind}`)} {marker} <Tag>{t(`finding.states.${state}`)}</Tag>
        {late > 0 && <Status tone="bad">{t('finding.late', { count: late })}</Status>}
      </span>
      <small className="muted">{time(found_at)} · {description}</small>
    </>
  );
}
