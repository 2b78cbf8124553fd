import { useTranslation } from 'react-i18next';
import { useHistory } from '../../../api/queries';
import type { Revision } from '../../../api/types';
import { time } from '../../../lib/format';
import { Empty, Failed, Loading } from '../../../shell/States';
import type { Selection } from '../params';
import { changesOf } from './changes';

/** Every version, the newest first: who, when, why, and each field before → after. */
export function History({ selection }: { selection: Selection }) {
  const { data, error, refetch } = useHistory(selection.kind, selection.id);
  if (error) return <Failed error={error} retry={() => void refetch()} />;
  if (!data) return <Loading />;
  return <Versions items={data.items} />;
}

interface VersionsProps {
  items: Revision[];
  /** Names of fields that the common messages do not know. */
  named?: Partial<Record<string, string>>;
}

/** The same for versions that were read elsewhere. */
export function Versions({ items, named }: VersionsProps) {
  const { t } = useTranslation();
  if (items.length === 0) return <Empty>{t('panel.noHistory')}</Empty>;
  const newest = [...items].sort((a, b) => b.at.localeCompare(a.at));
  return (
    <ol className="history">
      {newest.map((item, i) => (
        <Version key={`${item.change_id}/${i}`} item={item} named={named} />
      ))}
    </ol>
  );
}

function Version({ item, named }: { item: Revision; named: VersionsProps['named'] }) {
  const { t } = useTranslation();
  const label = (field: string) => named?.[field] ?? t(`field.${field}` as 'field.name', { defaultValue: field });
  const first = item.op === 'insert';
  const changes = [
    ...changesOf(item).map((change) => ({ ...change, label: label(change.field) })),
    ...item.parts.flatMap((part) =>
      changesOf(part).map((change) => ({ ...change, label: `${t(`part.${part.table}` as 'part.place_name', { defaultValue: part.table })} · ${label(change.field)}` })),
    ),
  ];
  return (
    <li>
      <p className="history-head">
        <strong>{t(`op.${item.op}` as 'op.update', { defaultValue: item.op })}</strong>
        <time dateTime={item.at}>{time(item.at)}</time>
      </p>
      <p className="history-who">
        {item.actor_name || item.actor || t('panel.system')}
        {item.reason && <q>{item.reason}</q>}
      </p>
      {changes.length > 0 && (
        <details open={!first}>
          <summary>{t('panel.changedFields', { count: changes.length })}</summary>
          <dl className="changes">
            {changes.map((change, i) => (
              <div key={i}>
                <dt>{change.label}</dt>
                <dd>
                  {!first && <del>{change.before}</del>}
                  {!first && <span aria-hidden> → </span>}
                  <ins>{change.after}</ins>
                </dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </li>
  );
}
