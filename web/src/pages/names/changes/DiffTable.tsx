/** Field by field: before → after, and what the entry says now where it moved on. */
import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Item } from './changes';
import { diffRow } from './rows';
import { Changed } from './Changed';
import { useWords } from './useWords';

const colours = { clean: '', merged: 'cyan', same: 'default', conflict: 'red', decided: 'purple' } as const;

export function DiffTable({ item }: { item: Item }) {
  const { t } = useTranslation('changes');
  const words = useWords();
  if (item.fields.length === 0) return null;
  const rows = item.fields.map((row) => diffRow(row, words.value));
  const moved = rows.some((row) => row.now !== undefined);
  return (
    <table className="diff">
      <thead>
        <tr>
          <th scope="col">{t('field')}</th>
          {item.op !== 'add' && <th scope="col">{t('before')}</th>}
          {moved && <th scope="col">{t('now')}</th>}
          <th scope="col">{t('after')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.field} className={row.state}>
            <th scope="row">
              {words.field(row.field)}
              {row.state !== 'clean' && <Tag className="beside" color={colours[row.state]}>{t(`rowStates.${row.state}`)}</Tag>}
            </th>
            {item.op !== 'add' && <td data-label={t('before')}><Changed text={row.before} other={row.after} as="del" whole={row.field === 'position'} /></td>}
            {moved && <td data-label={t('now')}>{row.now ?? row.before}</td>}
            <td data-label={t('after')}><Changed text={row.after} other={row.before} as="ins" whole={row.field === 'position'} /></td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
