/** The names of a draft in their printed order; pinyin, area and position can be worded. */
import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined } from '@ant-design/icons';
import { Button, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { type AnnouncedName, moved } from './filing';

interface Props {
  names: AnnouncedName[];
  onChange: (names: AnnouncedName[]) => void;
}

const worded = ['pinyin', 'area', 'position'] as const;

export function DraftNames({ names, onChange }: Props) {
  const { t } = useTranslation('filing');
  const { t: tl } = useTranslation('nameledger');
  const put = (at: number, change: Partial<AnnouncedName>) => onChange(names.map((one, i) => (i === at ? { ...one, ...change } : one)));
  return (
    <fieldset className="draft-names">
      <legend>{t('nameCount', { count: names.length })}</legend>
      <ol>
        {names.map((one, at) => (
          <li key={one.edit_id}>
            <span className="draft-name">
              <strong>{one.name}</strong> <small className="muted">{tl(`matters.${one.matter}`)}{one.former && ` · ${t('former', { name: one.former })}`}</small>
              <small className="block muted">{one.authority} · {one.approved_on}</small>
            </span>
            {worded.map((field) => (
              <label key={field}>
                {t(`printed.${field}`)}
                <Input value={one[field]} maxLength={400} aria-label={t('fieldOf', { field: t(`printed.${field}`), name: one.name })} onChange={(event) => put(at, { [field]: event.target.value })} />
              </label>
            ))}
            <span className="row-actions">
              <Button size="small" icon={<ArrowUpOutlined />} disabled={at === 0} aria-label={t('up', { name: one.name })} onClick={() => onChange(moved(names, at, -1))} />
              <Button size="small" icon={<ArrowDownOutlined />} disabled={at === names.length - 1} aria-label={t('down', { name: one.name })} onClick={() => onChange(moved(names, at, 1))} />
              <Button size="small" icon={<DeleteOutlined />} aria-label={t('takeOut', { name: one.name })} onClick={() => onChange(names.filter((_, i) => i !== at))} />
            </span>
          </li>
        ))}
      </ol>
    </fieldset>
  );
}
