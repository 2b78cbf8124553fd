/** The line chosen on the map, in words, under it. */
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { number } from '../../../lib/format';
import { DueCell, OpenCell, StateText } from './cells';
import { roundLineLink } from './LineName';
import type { RoundLine } from './rounds';

export function SelectedLine({ line, onClose }: { line: RoundLine | undefined; onClose: () => void }) {
  const { t } = useTranslation('rounds');
  if (!line) return null;
  return (
    <section className="selected-line" aria-label={t('map.selected')}>
      <strong><Link to={roundLineLink(line.round, line.code)}>{line.name}</Link></strong>
      <StateText state={line.state} />
      <span>{number(line.agreed_length_km, 3)} {t('km')}</span>
      {line.due_on && <span>{t('columns.due')} <DueCell line={line} /></span>}
      <OpenCell line={line} />
      <Button size="small" onClick={onClose}>{t('map.unselect')}</Button>
    </section>
  );
}
