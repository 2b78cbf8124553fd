/** Areas as a cascade county → township, limited to the account's own. */
import { useQuery } from '@tanstack/react-query';
import { Cascader, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { areasOptions } from '../api/queries';
import { useSession } from '../api/session';
import type { Area } from '../api/types';

export interface AreaNode {
  value: string;
  label: string;
  children?: AreaNode[];
}

/** A tree by code prefix; areas that hold or lie in `scope` only. */
function areaTree(counties: Area[], townships: Area[], scope: string): AreaNode[] {
  const mine = (area: Area) => area.code.startsWith(scope) || scope.startsWith(area.code);
  const byCode = (a: Area, b: Area) => a.code.localeCompare(b.code);
  return counties
    .filter(mine)
    .sort(byCode)
    .map((county) => ({
      value: county.code,
      label: county.name,
      children: townships
        .filter((one) => one.code.startsWith(county.code) && mine(one))
        .sort(byCode)
        .map((one) => ({ value: one.code, label: one.name })),
    }));
}

export function useAreaTree(scope: string): AreaNode[] {
  const { prefecture } = useSession();
  const { data: counties } = useQuery(areasOptions({ level: 'county' }));
  const { data: townships } = useQuery(areasOptions({ level: 'township' }));
  const own = (area: Area) => area.code.startsWith(prefecture.code);
  return areaTree((counties ?? []).filter(own), (townships ?? []).filter(own), scope);
}

interface Props {
  value?: string;
  onChange?: (code: string | undefined) => void;
  id?: string;
  /** Offer areas beyond the account's own as well. */
  all?: boolean;
  /** Offer the prefecture itself as well. */
  whole?: boolean;
}

/** Holds a code; codes carry their own path (county = first six digits). */
export function AreaField({ value, onChange, id, all, whole }: Props) {
  const { t } = useTranslation();
  const { account, prefecture } = useSession();
  const areas = useAreaTree(all ? '' : account?.area_code ?? '');
  const tree = whole ? [{ value: prefecture.code, label: prefecture.name }, ...areas] : areas;
  const path = value ? (value.length > 6 ? [value.slice(0, 6), value.slice(0, 9)] : [value]) : undefined;
  return (
    <Cascader
      id={id} options={tree} value={path} changeOnSelect showSearch placeholder={t('form.chooseArea')}
      onChange={(codes) => onChange?.(codes?.[codes.length - 1] as string | undefined)}
    />
  );
}

export function VillageField({ value, onChange, id, township }: Omit<Props, 'all'> & { township: string | undefined }) {
  const { t } = useTranslation();
  const parent = township && township.length >= 9 ? township.slice(0, 9) : '';
  const { data } = useQuery({ ...areasOptions({ level: 'village', parent }), enabled: parent !== '' });
  return (
    <Select
      id={id} value={value} onChange={onChange} allowClear showSearch={{ optionFilterProp: 'label' }} disabled={!parent}
      placeholder={t('form.chooseVillage')} options={(data ?? []).map((one) => ({ value: one.code, label: one.name }))}
    />
  );
}
