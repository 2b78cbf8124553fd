/** Chooses areas of a level by name or code: one, or several of a merger. */
import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { areasOptions } from '../../../api/queries';
import { useSession } from '../../../api/session';
import type { Area } from '../../../api/types';
import { AreaField } from '../../../forms/AreaField';
import type { Level } from './areas';

interface Props {
  level: Level;
  many?: boolean;
  value?: string | string[];
  onChange?: (value: string | string[] | undefined) => void;
  id?: string;
}

export const optionOf = (area: Area) => ({ value: area.code, label: `${area.name} ${area.code}` });

export function AreaCodes({ level, many, value, onChange, id }: Props) {
  const { t } = useTranslation('areachange');
  const { prefecture } = useSession();
  const first = [value].flat()[0];
  const [township, setTownship] = useState<string | undefined>(level === 'village' ? first?.slice(0, 9) : undefined);
  const village = level === 'village';
  const { data } = useQuery({ ...areasOptions(village ? { level, parent: township ?? '' } : { level }), enabled: !village || (township?.length ?? 0) >= 9 });
  const options = (data ?? []).filter((area) => area.code.startsWith(prefecture.code)).map(optionOf);
  return (
    <span className="area-codes">
      {village && <AreaField value={township} onChange={setTownship} all />}
      <Select
        id={id} value={value as never} mode={many ? 'multiple' : undefined} allowClear showSearch={{ optionFilterProp: 'label' }} options={options}
        placeholder={village && !township ? t('chooseTownship') : t('chooseArea')} onChange={onChange as never}
      />
    </span>
  );
}
