import { useQuery } from '@tanstack/react-query';
import { recordOptions } from '../../../api/queries';
import type { StoredInspection } from '../../../api/types';

/** The line that a record is about, or the first one of its marker. */
export function useLineOf({ line, marker_id }: StoredInspection): string | undefined {
  const { data } = useQuery({ ...recordOptions('marker', marker_id ?? ''), enabled: marker_id !== null });
  return line || data?.lines[0];
}
