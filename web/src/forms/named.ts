/** Names that come in Chinese and, maybe, in English. */
import { useTranslation } from 'react-i18next';
import type { Named } from '../api/types';

export function useNamed(): (one: Pick<Named, 'name' | 'name_en'>) => string {
  const { i18n } = useTranslation();
  return (one) => (i18n.language === 'en' ? one.name_en || one.name : one.name);
}
