/** Finds an entry by name and holds its id. */
import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { get } from '../../../api/client';
import type { SearchItem } from '../../../api/types';
import { areaPath } from '../../../lib/format';

interface Props {
  value?: string;
  onChange?: (id: string | undefined, hit?: SearchItem) => void;
  id?: string;
  /** The name of the entry that is chosen already. */
  name?: string;
}

export function PlacePicker({ value, onChange, id, name }: Props) {
  const { t } = useTranslation('names');
  const [text, setText] = useState('');
  const { data, isFetching } = useQuery({
    queryKey: ['search', text],
    enabled: text.trim() !== '',
    queryFn: ({ signal }) => get<{ items: SearchItem[] }>('/gazetteer/search', { q: text.trim(), limit: 20 }, signal),
    select: (found) => found.items,
  });
  const known = value && name && !data?.some((hit) => hit.id === value) ? [{ value, label: name }] : [];
  return (
    <Select
      id={id} value={value} showSearch={{ filterOption: false, onSearch: setText }} allowClear loading={isFetching} placeholder={t('choosePlace')}
      notFoundContent={text ? t('nothingFound') : null}
      onChange={(chosen?: string) => onChange?.(chosen, data?.find((hit) => hit.id === chosen))}
      options={[...known, ...(data ?? []).map((hit) => ({ value: hit.id, label: `${hit.name}（${areaPath(hit.area_path.slice(1))}）` }))]}
    />
  );
}
