/** Isochrones for a map: the answer, and its layers to be laid over a style. Needs the messages of 'network'. */
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type From, isochroneOptions, isochroneOverlay } from './isochrones';

export function useIsochrones(from: From | undefined, minutes: readonly number[]) {
  const { t } = useTranslation('network');
  const asked = useQuery(isochroneOptions(from, minutes));
  const answer = from ? asked.data : undefined;
  const overlay = useMemo(() => isochroneOverlay(answer, (one) => t('minutes', { minutes: one })), [answer, t]);
  return { answer, overlay, error: asked.error, drawing: asked.isFetching, retry: asked.refetch };
}
