/** The photos of the inspection that the finding was made from; its own are a list of files. */
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { get } from '../../../api/client';
import type { Meta } from '../../../parts/Attachments';
import type { Finding } from './findings';

export function InspectionPhotos({ finding }: { finding: Finding }) {
  const { t } = useTranslation('findings');
  const own = useQuery({
    queryKey: ['attachments', 'finding', finding.id],
    queryFn: ({ signal }) => get<{ items: Meta[] }>('/attachments', { owner: 'finding', owner_id: finding.id }, signal),
  });
  const others = finding.photos.filter((id) => !own.data?.items.some((one) => one.id === id));
  if (!own.data || others.length === 0) return null;
  return (
    <ul className="photo-row" aria-label={t('inspectionPhotos')}>
      {others.map((id, i) => (
        <li key={id}>
          <a href={`/attachments/${id}`} target="_blank" rel="noreferrer"><img src={`/attachments/${id}?size=thumb`} alt={t('photoOf', { number: i + 1 })} loading="lazy" /></a>
        </li>
      ))}
    </ul>
  );
}
