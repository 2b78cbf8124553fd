/** The work list (待办): what waits for the reader, each with its count and the first few. */
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { areaPath, time } from '../../../lib/format';
import { Empty } from '../../../shell/States';
import '../../pages.css';
import './changes.css';
import { type Task, useWork } from './useWork';

const shown = 5;

export function WorkPage() {
  const { t } = useTranslation('changes');
  const { tasks } = useWork();
  const there = tasks.filter((one) => !one.failed);
  const idle = there.every((one) => one.count === 0);
  return (
    <div className="page">
      <h1>{t('work.title')}</h1>
      {idle && <Empty>{t('work.nothing')}</Empty>}
      <div className="work">
        {there.filter((one) => one.count !== 0).map((task) => <Card key={task.key} task={task} />)}
      </div>
      {!idle && (
        <p className="work-rest muted">
          {there.filter((one) => one.count === 0).map((one) => <Link key={one.key} to={one.to}>{t(`work.${one.key}`)} 0</Link>)}
        </p>
      )}
    </div>
  );
}

function Card({ task }: { task: Task }) {
  const { t } = useTranslation('changes');
  return (
    <section className={`card work-card ${task.key}`} aria-label={t(`work.${task.key}`)}>
      <Link to={task.to} className="work-head">
        <h2>{t(`work.${task.key}`)}</h2>
        <strong className="work-count">{task.count ?? '…'}{task.more && '+'}</strong>
      </Link>
      <p className="muted">{t(`work.${task.key}Hint`)}</p>
      <ul>
        {task.sets.slice(0, shown).map((one) => (
          <li key={one.id}>
            <Link to={`/names/changes/${one.id}`}>{t('numbered', { number: one.number })} {one.title}</Link>
            <small className="muted">{t('itemCount', { count: one.counts.items })} · {one.author_name || one.author} · {time(one.updated_at)}</small>
          </li>
        ))}
        {task.reports.slice(0, shown).map((one) => (
          <li key={one.id}>
            <Link to="/names/changes?tab=reports">{one.place_name}</Link>
            <small className="muted">{areaPath(one.area_path.slice(1))} · {one.author_name || one.author} · {time(one.at)}</small>
          </li>
        ))}
      </ul>
      {(task.count ?? 0) > shown && task.key !== 'clocks' && <Link to={task.to}>{t('work.all')}</Link>}
    </section>
  );
}
