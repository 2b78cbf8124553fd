/**
 * Sends a file by tus. The id is kept on this device until the file has arrived:
 * the same file chosen again, even after the page was closed, goes on where it stopped.
 */
import { DetailedError, Upload } from 'tus-js-client';
import type { Problem } from '../api/types';
import { read, remove, write } from '../lib/store';
import { uuid } from '../lib/uuid';

export interface Target {
  owner: string;
  ownerId: string;
  role: string;
  /** Made before, and kept by the caller until the file has arrived; without it one is made and kept here. */
  id?: string;
  /** Some of it may have arrived under that id. */
  begun?: boolean;
}

export interface Watch {
  onProgress: (percent: number) => void;
  onDone: () => void;
  /** With the service's words where it sent some; `passing` when another try may help. */
  onFailed: (message: string | undefined, passing: boolean) => void;
}

const retryDelays = [0, 1000, 3000, 5000, 10_000];

export function keyOf(target: Target, file: Pick<File, 'name' | 'size' | 'lastModified'>): string {
  return `cairn.upload.${target.owner}.${target.ownerId}.${file.name}.${file.size}.${file.lastModified}`;
}

/** Starts or resumes; gives a function that stops it for now. */
export function upload(file: File, target: Target, watch: Watch): () => void {
  const key = keyOf(target, file);
  const known = target.id ? { id: target.id, role: target.role } : read<{ id: string; role: string }>(key);
  const id = known?.id ?? uuid();
  // What was announced under an id must not change.
  const role = known?.role ?? target.role;
  if (!known) write(key, { id, role });
  const sending = new Upload(file, {
    endpoint: '/attachments',
    uploadUrl: (target.id ? target.begun : known) ? `/attachments/${id}` : null,
    metadata: { id, owner: target.owner, owner_id: target.ownerId, role, filename: file.name, filetype: file.type, taken_at: new Date(file.lastModified).toISOString() },
    // Whoever keeps the id tries again by himself, and says meanwhile that it waits.
    retryDelays: target.id ? [] : retryDelays,
    storeFingerprintForResuming: false,
    chunkSize: 8 << 20,
    onShouldRetry: (error) => {
      const status = error.originalResponse?.getStatus() ?? 0;
      return status < 400 || status >= 500 || [408, 409, 423, 429].includes(status);
    },
    onProgress: (sent, total) => watch.onProgress(total ? Math.floor((100 * sent) / total) : 0),
    onSuccess: () => {
      remove(key);
      watch.onDone();
    },
    onError: (error) => {
      const answer = error instanceof DetailedError ? error.originalResponse : null;
      const status = answer?.getStatus() ?? 0;
      const passing = [401, 408, 423, 429].includes(status) || (status === 409 && target.id !== undefined);
      const refused = status >= 400 && status < 500 && !passing;
      if (refused) remove(key);
      watch.onFailed(refused ? wordsOf(answer?.getBody() ?? '') : undefined, !refused);
    },
  });
  sending.start();
  return () => void sending.abort();
}

/** The sentence of a problem's body. */
function wordsOf(body: string): string | undefined {
  try {
    const problem = JSON.parse(body) as Problem;
    return problem.errors?.[0]?.message ?? problem.detail ?? problem.title;
  } catch {
    return undefined;
  }
}
