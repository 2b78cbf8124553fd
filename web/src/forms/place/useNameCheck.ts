/** What the naming rules say of the name in a form, a moment after the last key. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Form, type FormInstance } from 'antd';
import { get } from '../../api/client';
import { useSettled } from '../../pages/map/useSuggestions';
import type { Finding } from '../../pages/names/changes/changes';

interface Asked {
  /** The entry itself, which does not collide with itself. */
  id: string | undefined;
  /** Its name as it stands: against that one the rules only warn. */
  original: string | undefined;
}

export function useNameCheck(form: FormInstance, { id, original }: Asked): Finding[] {
  const watch = { form, preserve: true };
  const name = (Form.useWatch('name', watch) as string | undefined)?.trim() ?? '';
  const [pinyin, classCode, area, lon, lat] = [
    Form.useWatch('pinyin', watch), Form.useWatch('class_code', watch), Form.useWatch('area_code', watch), Form.useWatch('lon', watch), Form.useWatch('lat', watch),
  ] as (string | number | undefined)[];
  const query = { name, class: classCode, area, pinyin, id, lon, lat, as: name === original ? 'standing' : 'proposed' };
  const asked = useSettled(name ? JSON.stringify(query) : '', 400);
  const { data } = useQuery({
    queryKey: ['naming-check', asked],
    enabled: asked !== '',
    queryFn: ({ signal }) => get<{ findings: Finding[] }>('/gazetteer/check', JSON.parse(asked) as Record<string, string>, signal),
    select: (answer) => answer.findings,
    placeholderData: keepPreviousData,
    staleTime: 30_000,
    retry: false,
  });
  return asked === '' ? [] : (data ?? []);
}
