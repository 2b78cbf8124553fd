/** The one place that talks HTTP with the service. */
import type { FieldProblem, Problem } from './types';

/** Why a request failed, in the service's words or, without an answer, in ours. */
export class ProblemError extends Error {
  readonly problem: Problem;
  /** Seconds to wait before the next try, where the service said so (429). */
  readonly retryAfter: number | undefined;

  constructor(problem: Problem, retryAfter?: number) {
    super(problem.detail || problem.title);
    this.name = 'ProblemError';
    this.problem = problem;
    this.retryAfter = retryAfter;
  }

  /** The HTTP status; 0 when no answer came. */
  get status(): number {
    return this.problem.status;
  }

  get fields(): FieldProblem[] {
    return this.problem.errors ?? [];
  }
}

/** True for an error that another try may cure: no answer, or a server in trouble. */
export function isPassing(error: unknown): boolean {
  return error instanceof ProblemError && (error.status === 0 || error.status === 429 || error.status >= 500);
}

export type Query = Record<string, string | number | boolean | null | undefined>;

export interface Options {
  query?: Query;
  /** Sent as JSON; a Blob or a form with a file goes as it is. */
  body?: unknown;
  /** The version that the change was made from; sent as If-Match. */
  ifMatch?: number;
  signal?: AbortSignal;
  merge?: boolean;
  headers?: Record<string, string>;
}

export interface Answer<T> {
  status: number;
  data: T;
  headers: Headers;
}

let language = 'zh-CN';

/** The language in which the service should word its messages. */
export function setRequestLanguage(code: string): void {
  language = code;
}

export function url(path: string, query?: Query): string {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(query ?? {})) {
    if (value !== undefined && value !== null && value !== '' && value !== false) params.set(key, String(value));
  }
  const text = params.toString();
  return text ? `${path}?${text}` : path;
}

/** Sends a request; throws ProblemError for every answer that is not 2xx. */
export async function send<T>(method: string, path: string, options: Options = {}): Promise<Answer<T>> {
  const response = await exchange(method, path, options);
  if (!response.ok) throw await failure(response);
  const text = response.status === 204 ? '' : await response.text();
  return { status: response.status, data: (text ? JSON.parse(text) : null) as T, headers: response.headers };
}

export async function get<T>(path: string, query?: Query, signal?: AbortSignal): Promise<T> {
  return (await send<T>('GET', path, { query, signal })).data;
}

/** Fetches a document, such as a spreadsheet, with the file name that the service gives it. */
export async function download(path: string, query: Query): Promise<{ blob: Blob; name: string | undefined }> {
  const response = await exchange('GET', path, { query });
  if (!response.ok) throw await failure(response);
  return { blob: await response.blob(), name: fileName(response.headers.get('Content-Disposition')) };
}

async function exchange(method: string, path: string, options: Options): Promise<Response> {
  const headers: Record<string, string> = { 'Accept-Language': language, ...options.headers };
  const raw = options.body instanceof Blob || options.body instanceof FormData ? options.body : undefined;
  if (options.body !== undefined && !raw) {
    headers['Content-Type'] = options.merge ? 'application/merge-patch+json' : 'application/json';
  }
  if (options.ifMatch !== undefined) headers['If-Match'] = `"${options.ifMatch}"`;
  try {
    return await fetch(url(path, options.query), {
      method,
      headers,
      body: raw ?? (options.body === undefined ? undefined : JSON.stringify(options.body)),
      signal: options.signal,
      credentials: 'same-origin',
    });
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
    throw new ProblemError({ type: 'about:blank', title: 'offline', status: 0, code: 'client.offline' });
  }
}

async function failure(response: Response): Promise<ProblemError> {
  const retry = Number(response.headers.get('Retry-After')) || undefined;
  try {
    const problem = (await response.json()) as Problem;
    return new ProblemError({ ...problem, status: response.status }, retry);
  } catch {
    return new ProblemError({ type: 'about:blank', title: response.statusText, status: response.status }, retry);
  }
}

/** RFC 6266: the extended form holds Chinese names, the plain one is the fallback. */
function fileName(disposition: string | null): string | undefined {
  const extended = /filename\*=UTF-8''([^;]+)/i.exec(disposition ?? '');
  if (extended?.[1]) return decodeURIComponent(extended[1]);
  return /filename="?([^";]+)"?/i.exec(disposition ?? '')?.[1];
}
