/** The frame of the place-name pages. */
import { useTranslation } from 'react-i18next';
import { useSession } from '../../api/session';
import { Sections } from '../../shell/Sections';
import './names.css';
import { sectionsOf } from './sections';

export function NamesLayout() {
  const { t } = useTranslation('names');
  return <Sections label={t('sections.label')} links={sectionsOf(useSession()).map(({ key }) => ({ to: `/names/${key}`, label: t(`sections.${key}`) }))} />;
}
