/** Loads what the form of a proposal starts from: the entry, and the item that is to be mended. */
import { skipToken, useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { get } from '../../api/client';
import { recordOptions } from '../../api/queries';
import { type ChangeSet, type Item, itemPath, setPath } from '../../pages/names/changes/changes';
import { Failed, Loading } from '../../shell/States';
import '../../pages/names/changes/changes.css';
import { ProposeForm } from './ProposeForm';

export function ProposePanel({ id }: { id: string | undefined }) {
  const [params] = useSearchParams();
  const [setId, itemId] = [params.get('set') ?? '', params.get('item') ?? ''];
  const options = recordOptions('place', id ?? '');
  const record = useQuery({ ...options, queryFn: id ? options.queryFn : skipToken });
  // Read together: the item is changed from the version of its set.
  const mending = useQuery({
    queryKey: ['mending', setId, itemId],
    enabled: itemId !== '',
    gcTime: 0,
    queryFn: async ({ signal }) => {
      const set = await get<ChangeSet>(setPath(setId), undefined, signal);
      return { set, item: await get<Item>(itemPath(setId, itemId), undefined, signal) };
    },
  });
  const failed = record.error ?? mending.error;
  if (failed) return <Failed error={failed} retry={() => { void record.refetch(); void mending.refetch(); }} />;
  if ((id && !record.data) || (itemId && !mending.data)) return <Loading />;
  return <ProposeForm key={itemId || id} place={record.data} mending={mending.data} report={params.get('report') ?? undefined} />;
}
