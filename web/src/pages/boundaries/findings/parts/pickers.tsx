/** Choosing a line or a marker by typing part of its name. */
import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { get } from '../../../../api/client';
import { useAreaNames } from '../../../../api/queries';
import { useSession } from '../../../../api/session';
import type { Line, Marker, Page } from '../../../../api/types';

const settled = { staleTime: 5 * 60_000 };

/** Every line of the register, for names and choices. */
export function useLines() {
  return useQuery({
    queryKey: ['lines', 'all'],
    queryFn: async ({ signal }) => {
      const items: Line[] = [];
      for (let after: string | null = ''; after !== null;) {
        const page: Page<Line> = await get<Page<Line>>('/boundaries/lines', { limit: 1000, after }, signal);
        items.push(...page.items);
        after = page.next;
      }
      return items;
    },
    ...settled,
  });
}

/** Names lines by code; a code that is not known (yet) stands for itself. */
export function useLineNames(): (code: string) => string {
  const { data } = useLines();
  return (code) => data?.find((one) => one.code === code)?.name ?? code;
}

/** Names areas that are parties of lines: also those beyond the prefecture, which are on no list of areas. */
export function usePartyNames(): (code: string) => string {
  const { data } = useLines();
  const { prefecture } = useSession();
  const areaName = useAreaNames();
  const known = useMemo(() => new Map((data ?? []).flatMap((one) => [[one.left_area, one.left_name], [one.right_area, one.right_name]] as const)), [data]);
  return (code) => known.get(code) ?? (code === prefecture.code ? prefecture.name : areaName(code));
}

export function useMarkers(line?: string, enabled = true) {
  return useQuery({
    queryKey: ['list', '/boundaries/markers', 'choice', line ?? ''],
    queryFn: ({ signal }) => get<Page<Marker>>('/boundaries/markers', { line, limit: 1000 }, signal),
    select: (page) => page.items,
    enabled,
    ...settled,
  });
}

interface Props {
  value?: string;
  onChange?: (value: string | undefined) => void;
  id?: string;
  placeholder?: string;
}

export function LinePicker({ value, onChange, id, placeholder }: Props) {
  const { t } = useTranslation();
  const { data, isLoading } = useLines();
  return (
    <Select
      id={id} value={value || undefined} onChange={onChange} allowClear showSearch={{ optionFilterProp: 'label' }} loading={isLoading} placeholder={placeholder ?? t('filter.all')}
      popupMatchSelectWidth={320} options={(data ?? []).map((one) => ({ value: one.code, label: `${one.name} ${one.code}` }))}
    />
  );
}

/** Holds the marker's number. */
export function MarkerPicker({ value, onChange, id, line, placeholder }: Props & { line?: string }) {
  const { data, isLoading } = useMarkers(line);
  return (
    <Select
      id={id} value={value || undefined} onChange={onChange} allowClear showSearch={{ optionFilterProp: 'label' }} loading={isLoading} placeholder={placeholder}
      options={(data ?? []).map((one) => ({ value: one.number, label: one.number }))}
    />
  );
}
