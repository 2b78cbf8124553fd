/** The box of an area that is filtered for. */
import { useQuery } from '@tanstack/react-query';
import { recordOptions } from '../../api/queries';

export function useBounds(area: string) {
  const { data } = useQuery({ ...recordOptions('area', area), enabled: area !== '' });
  return area ? (data?.bbox ?? undefined) : undefined;
}
