/** A line in a table: its name leads to its page, the button shows it on the map. */
import { AimOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

interface Props {
  line: { round: number; code: string; name: string };
  selected: boolean;
  /** Absent where there is no map. */
  onSelect: ((code: string | undefined) => void) | undefined;
}

export const roundLineLink = (round: number, code: string) => `/boundaries/rounds/${round}/lines/${code}`;

export function LineName({ line, selected, onSelect }: Props) {
  const { t } = useTranslation('rounds');
  return (
    <span className="line-name">
      <Link to={roundLineLink(line.round, line.code)}>{line.name}</Link>
      {onSelect && (
        <Button
          type={selected ? 'primary' : 'text'} size="small" icon={<AimOutlined />} aria-pressed={selected} aria-label={t('map.showOne', { name: line.name })}
          onClick={() => onSelect(selected ? undefined : line.code)}
        />
      )}
    </span>
  );
}
