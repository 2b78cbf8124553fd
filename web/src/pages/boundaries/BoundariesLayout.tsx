/** The frame of the pages for boundary work. */
import { useTranslation } from 'react-i18next';
import { useSession } from '../../api/session';
import { Sections } from '../../shell/Sections';
import './boundaries.css';
import { sectionsOf } from './sections';

export function BoundariesLayout() {
  const { t } = useTranslation('boundaries');
  return <Sections label={t('sections.label')} links={sectionsOf(useSession()).map(({ key }) => ({ to: `/boundaries/${key}`, label: t(`sections.${key}`) }))} />;
}
