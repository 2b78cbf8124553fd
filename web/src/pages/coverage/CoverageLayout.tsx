/** The frame of the pages about facilities. */
import { useTranslation } from 'react-i18next';
import { useSession } from '../../api/session';
import { Sections } from '../../shell/Sections';
import { sectionsOf } from './sections';

export function CoverageLayout() {
  const { t } = useTranslation('facilities');
  const links = sectionsOf(useSession()).map(({ key, path }) => ({ to: path ? `/coverage/${path}` : '/coverage', label: t(`sections.${key}`), end: path === '' }));
  return <Sections label={t('sections.label')} links={links} />;
}
