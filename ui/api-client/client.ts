// The only thing in the web that talks to the server. A command makes its id once and keeps it over every retry, so
// that a lost answer never does a thing twice; a refusal comes back as data with its sentence in both languages.
import type { Commands, Queries } from './api.gen.ts';

export type Refused = {
  readonly code: string;
  readonly facts?: Readonly<Record<string, unknown>>;
  readonly zh: string;
  readonly en: string;
  readonly fields?: readonly { path: string; code: string; zh?: string; en?: string }[];
  readonly correlationId?: string;
};

/** The server said no, or could not be reached; `status` 0 means no answer at all. */
export type ApiFailure = { readonly kind: 'failure'; readonly status: number; readonly error: Refused };

export const isFailure = (thrown: unknown): thrown is ApiFailure =>
  typeof thrown === 'object' && thrown !== null && 'kind' in thrown && thrown.kind === 'failure';

const NO_ANSWER: Refused = {
  code: 'NO_ANSWER',
  zh: '连不上服务器，请检查网络后重试',
  en: 'The server does not answer; check the network and try again',
};
const PATIENCE = [300, 800, 1_600, 3_000];

/** A UUID v7: ordered by time, unique by chance. */
export function newCommandId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  let moment = Date.now();
  for (let at = 5; at >= 0; at -= 1) {
    bytes[at] = moment % 256;
    moment = Math.floor(moment / 256);
  }
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

async function call(method: string, path: string, body?: unknown): Promise<Response> {
  return fetch(path, {
    method,
    credentials: 'same-origin',
    headers: { 'x-tongyuan': '1', ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

async function failureOf(response: Response): Promise<ApiFailure> {
  const body = (await response.json().catch(() => null)) as { error?: Refused } | null;
  return {
    kind: 'failure',
    status: response.status,
    error: body?.error ?? { ...NO_ANSWER, code: `HTTP_${response.status}` },
  };
}

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** Sends until there is an answer: the same body again after a lost connection or a busy server. */
async function persist<T>(method: string, path: string, body?: unknown): Promise<T> {
  for (let attempt = 0; ; attempt += 1) {
    const response = await call(method, path, body).catch(() => null);
    if (response?.ok) return (await response.json()) as T;
    const hopeful = response === null || response.status === 503;
    const wait = PATIENCE[attempt];
    if (!hopeful || wait === undefined)
      throw response ? await failureOf(response) : { kind: 'failure', status: 0, error: NO_ANSWER };
    await pause(wait);
  }
}

export type CommandName = keyof Commands;
export type QueryName = keyof Queries;

/** Does something. Throws ApiFailure. Give `id` to repeat a command that was kept for later. */
export async function command<N extends CommandName>(
  name: N,
  input: Commands[N]['input'],
  id: string = newCommandId(),
): Promise<Commands[N]['output']> {
  const answer = await persist<{ result: Commands[N]['output'] }>('POST', `/api/commands/${name}`, {
    id,
    input,
  });
  return answer.result;
}

/** Reads something. Throws ApiFailure. */
export const query = <N extends QueryName>(
  name: N,
  input: Queries[N]['input'],
): Promise<Queries[N]['output']> => persist<Queries[N]['output']>('POST', `/api/queries/${name}`, input);

export const get = <T>(path: string): Promise<T> => persist<T>('GET', path);
export const send = <T>(method: 'POST' | 'DELETE', path: string, body?: unknown): Promise<T> =>
  persist<T>(method, path, body);

async function download(path: string, body: unknown, fileName: string): Promise<void> {
  const response = await call('POST', path, body);
  if (!response.ok) throw await failureOf(response);
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await response.blob());
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(link.href);
}

/** Fetches a list as an Excel file and hands it to the browser. */
export const downloadList = (name: string, body: unknown, fileName: string): Promise<void> =>
  download(`/api/lists/${name}/export`, body, fileName);

export type SheetColumn = {
  readonly title: string;
  readonly kind: 'text' | 'code' | 'qty' | 'integer' | 'amount' | 'price' | 'date';
};
export type Sheet = {
  readonly title: string;
  readonly columns: readonly SheetColumn[];
  readonly rows: readonly (readonly string[])[];
};

/** What a page shows, as an Excel file. */
export const downloadSheet = (sheet: Sheet): Promise<void> =>
  download('/api/sheets', sheet, `${sheet.title}.xlsx`);
