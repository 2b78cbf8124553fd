/** The board: a column for each step, cards with their clocks. */
import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { time } from '../../../lib/format';
import { chainage, columnOf, columns, type Finding, findingLink } from './findings';
import { Due } from './parts/Due';
import { useLineNames } from './parts/pickers';
import { KindTag } from './parts/Tags';

export function Board({ items }: { items: Finding[] }) {
  const { t } = useTranslation('findings');
  return (
    <div className="board" role="region" aria-label={t('views.board')} tabIndex={0}>
      {columns.map((column) => {
        const cards = items.filter((one) => columnOf(one) === column);
        return (
          <section key={column} aria-labelledby={`column-${column}`}>
            <h2 id={`column-${column}`}>{t(`columns.${column}`)} <span className="muted">{cards.length}</span></h2>
            <ul>{cards.map((one) => <li key={one.id}><Card finding={one} /></li>)}</ul>
          </section>
        );
      })}
    </div>
  );
}

function Card({ finding }: { finding: Finding }) {
  const { t } = useTranslation('findings');
  const lineName = useLineNames();
  return (
    <article className={finding.days_overdue > 0 ? 'finding-card overdue' : 'finding-card'}>
      <p className="finding-card-head">
        <Link to={findingLink(finding.id)}>{t('number', { number: finding.number })} {finding.marker ?? ''}</Link>
        <KindTag kind={finding.kind} />
      </p>
      <p className="finding-card-line">{finding.lines.map(lineName).join('、')}{finding.chainage_m !== null && !finding.marker && ` ${chainage(finding.chainage_m)}`}</p>
      <p className="finding-card-text">{finding.description}</p>
      <p className="finding-card-foot">
        <Due at={finding.due_at} />
        {finding.late && <Tag color="red">{t('clock.lateTag')}</Tag>}
        <small className="muted">{t('foundAt', { at: time(finding.found_at) })}</small>
      </p>
      {finding.state === 'closed' && <p><Tag>{t('states.closed')}</Tag></p>}
    </article>
  );
}
