/** Puts a part of a life: refusals are told, doubts wait until a person has confirmed them. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemError } from '../../../api/client';
import { useSend } from '../../../api/lists';
import { refusalLines } from '../../../parts/refusals';

export interface Doubt { code: string; message: string }

export function usePart(facility: string, part: string, version: number, done: () => void) {
  const { t } = useTranslation();
  const [refusal, setRefusal] = useState<string>();
  const [doubts, setDoubts] = useState<Doubt[]>();
  const send = useSend(done);
  const put = async (body: Record<string, unknown>, confirm?: string[]) => {
    setRefusal(undefined);
    try {
      await send.mutateAsync({ method: 'PUT', path: `/facilities/${facility}/${part}`, body: { ...body, ...(confirm ? { confirm } : {}) }, ifMatch: version });
    } catch (error) {
      if (error instanceof ProblemError && error.problem.type === '/problems/unconfirmed') setDoubts(error.fields.map(({ code, message }) => ({ code: code ?? '', message })));
      else setRefusal(refusalLines(error as Error, t));
    }
  };
  return { put, busy: send.isPending, refusal, doubts, forget: () => setDoubts(undefined) };
}
