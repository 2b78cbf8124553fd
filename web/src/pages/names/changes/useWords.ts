/** How fields of an entry and their values read. */
import { useTranslation } from 'react-i18next';
import { useAreaNames, useClasses } from '../../../api/queries';
import type { PlaceName } from '../../../api/types';
import { show } from '../../map/panel/changes';
import { formText, shapeText } from './rows';

export function useWords() {
  const { t } = useTranslation();
  const { t: tc } = useTranslation('changes');
  const { data: classes } = useClasses();
  const areaName = useAreaNames();

  const field = (name: string): string =>
    name === 'entry' ? tc('wholeEntry') : t(`field.place_${name}` as 'field.name', { defaultValue: t(`field.${name}` as 'field.name', { defaultValue: name }) });

  const one = (name: string, value: unknown): string => {
    if (name === 'position') return shapeText(value, (kind, count) => `${t(`form.shape.${kind}`)} · ${tc('points', { count })}`);
    if (value === null || value === undefined || value === '') return show(value);
    if (name === 'class_code') return classes?.find((known) => known.code === value)?.name ?? show(value);
    if (name === 'area_code') return areaName(String(value));
    if (name === 'status' || value === 'retired') return t(`placeStatus.${value as string}` as 'placeStatus.current', { defaultValue: String(value) });
    if (name === 'crosses' && Array.isArray(value)) return show(value.map((code) => areaName(String(code))));
    if (name === 'names' && Array.isArray(value)) return show((value as PlaceName[]).map((form) => formText(form, tc(`formKinds.${form.kind}` as 'formKinds.short', { defaultValue: form.kind }))));
    if (name === 'secrecy' && typeof value === 'object') {
      return show(Object.entries(value).map(([key, grade]) => `${field(key)} ${t(`grade.${grade as number}` as 'grade.0')}`));
    }
    if (name === 'entry' && typeof value === 'object') {
      return show(Object.entries(value).map(([key, inner]) => `${field(key)} ${one(key, inner)}`));
    }
    return show(value);
  };
  return { field, value: one };
}
