import { Cascader } from 'antd';
import { useAreaTree } from '../../forms/AreaField';
import { useSession } from '../../api/session';

interface Props {
  value?: string;
  onChange?: (code: string | undefined) => void;
  id?: string;
}

/** An account's area: the whole prefecture, a county or a township. */
export function AreaPicker({ value, onChange, id }: Props) {
  const { prefecture } = useSession();
  const options = [{ value: prefecture.code, label: prefecture.name, children: useAreaTree('') }];
  const path = value === undefined ? undefined : [prefecture.code, value.slice(0, 6), value].filter((code, i, all) => all.indexOf(code) === i);
  return (
    <Cascader
      id={id} options={options} value={path} changeOnSelect showSearch allowClear={false}
      onChange={(codes) => onChange?.(codes?.[codes.length - 1] as string | undefined)}
    />
  );
}
