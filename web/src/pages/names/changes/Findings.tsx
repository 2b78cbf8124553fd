/** What the naming rules say: rule, article, and the entries that the name collides with. */
import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { areaPath } from '../../../lib/format';
import { mapLink } from '../../map/params';
import { type Finding, severityColours } from './changes';

export function Findings({ findings }: { findings: Finding[] }) {
  const { t } = useTranslation('changes');
  if (findings.length === 0) return null;
  return (
    <ul className="findings" aria-label={t('findings')}>
      {findings.map((one, i) => (
        <li key={`${one.rule}/${i}`} className={one.severity}>
          <Tag color={severityColours[one.severity]}>{t(`severities.${one.severity}`)}</Tag>
          <span>{one.message}</span>
          {one.article && <small className="muted">{one.article}</small>}
          {one.conflicts.length > 0 && (
            <span className="conflicting">
              {one.conflicts.filter((entry) => !entry.proposed).map((entry) => (
                <Link key={entry.id} to={mapLink('place', entry.id)} target="_blank" rel="noopener">{entry.name}（{areaPath(entry.area_path.slice(1))}）</Link>
              ))}
              {one.more > 0 && <small className="muted">{t('moreEntries', { count: one.more })}</small>}
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}
