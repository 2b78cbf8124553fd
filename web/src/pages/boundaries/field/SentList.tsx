/** What was logged on this device about a line, and whether it has gone: record by record, photo by photo. */
import { useTranslation } from 'react-i18next';
import { useOutbox, useSent } from '../../../api/outbox';
import { useSession } from '../../../api/session';
import type { Inspection } from '../../../api/types';
import { LocalRecord } from './LocalRecord';

const most = 3;

export function SentList({ line, markers }: { line: string; markers: string[] }) {
  const { t } = useTranslation('field');
  const login = useSession().account?.login ?? '';
  const ofLine = ({ inspection }: { inspection: Inspection }) => inspection.line === line || markers.includes(inspection.marker ?? '');
  const waits = useOutbox(login).filter(ofLine).reverse();
  const sent = useSent(login).filter(ofLine).filter((one) => !waits.some((other) => other.inspection.id === one.inspection.id)).slice(0, most);
  if (waits.length + sent.length === 0) return null;
  return (
    <section aria-label={t('records.onDevice')} className="sent-list">
      {waits.map((one) => <LocalRecord key={one.inspection.id} inspection={one.inspection} problem={one.problem} />)}
      {sent.map((one) => <LocalRecord key={one.inspection.id} inspection={one.inspection} sentAt={one.sentAt} />)}
    </section>
  );
}
