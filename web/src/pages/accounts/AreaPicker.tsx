import { Cascader } from 'antd';
import { useTranslation } from 'react-i18next';
import { useAreaTree } from '../../forms/AreaField';
import { useSession } from '../../api/session';

interface Props {
  value?: string;
  onChange?: (code: string | undefined) => void;
  id?: string;
}

/** An account's area: everywhere (""), the whole prefecture, a county or a township. */
export function AreaPicker({ value, onChange, id }: Props) {
  const { t } = useTranslation();
  const { prefecture, account } = useSession();
  const own = account?.area_code ?? prefecture.code;
  const tree = useAreaTree(own);
  const options = [
    // Only who may act everywhere may give that away.
    ...(own === '' ? [{ value: '', label: t('accounts.everywhere') }] : []),
    { value: prefecture.code, label: prefecture.name, children: tree },
  ];
  const steps = value ? [prefecture.code, value.slice(0, 6), value] : [''];
  const path = value === undefined ? undefined : steps.filter((code, i) => steps.indexOf(code) === i);
  return (
    <Cascader
      id={id} options={options} value={path} changeOnSelect showSearch allowClear={false}
      onChange={(codes) => onChange?.(codes?.[codes.length - 1] as string | undefined)}
    />
  );
}
