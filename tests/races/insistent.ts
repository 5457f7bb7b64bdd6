// A client as a good one is written: it makes the command's id first and sends the same id with the same content
// until it has an answer, whatever happens to the line, the server or the database in between.
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { newId } from '../../server/kernel/ids.ts';

export type Answer =
  | { readonly done: true; readonly result: Readonly<Record<string, unknown>> }
  | { readonly done: false; readonly code: string };

export type Insistent = {
  /** Sends a command until it is done or refused. */
  readonly command: (name: string, input: object) => Promise<Answer>;
  readonly query: (name: string, input: object) => Promise<Readonly<Record<string, unknown>>>;
};

export type Trouble = { unreachable: number; unavailable: number; replayed: number };

export type Line = {
  /** Where the server is now. */
  readonly url: () => string;
  readonly cookie: string;
  readonly trouble: Trouble;
  readonly acknowledged: (id: string, command: string) => void;
  /** True when the test has failed elsewhere and nobody needs an answer any more. */
  readonly givenUp: () => boolean;
};

const PAUSE_MS = 50;

/** Every "no" of the server has one shape, with words in both languages. */
function codeOf(body: unknown): string {
  const { error } = Object(body);
  assert(error, JSON.stringify(body));
  for (const word of [error.code, error.zh, error.en, error.correlationId])
    assert(typeof word === 'string' && word !== '', JSON.stringify(body));
  return error.code;
}

async function sendOnce(line: Line, path: string, body: object): Promise<Response | null> {
  const headers = { 'x-tongyuan': '1', 'content-type': 'application/json', cookie: line.cookie };
  const signal = AbortSignal.timeout(20_000);
  return fetch(`${line.url()}${path}`, { method: 'POST', headers, body: JSON.stringify(body), signal }).catch(
    () => null,
  );
}

/** Repeats a request until the server has something to say about it; a broken line and 503 say nothing. */
async function insist(line: Line, path: string, body: object): Promise<{ status: number; json: unknown }> {
  while (!line.givenUp()) {
    const response = await sendOnce(line, path, body);
    const text = await response?.text().catch(() => null);
    if (!response || text === null || text === undefined) {
      line.trouble.unreachable += 1;
    } else if (response.status === 503) {
      assert.equal(codeOf(JSON.parse(text)), 'UNAVAILABLE');
      assert(Number(response.headers.get('retry-after')) > 0, 'told when to come again');
      line.trouble.unavailable += 1;
    } else {
      return { status: response.status, json: JSON.parse(text) };
    }
    await sleep(PAUSE_MS);
  }
  throw new Error('given up');
}

export function insistentClient(line: Line): Insistent {
  return {
    command: async (name, input) => {
      const id = newId();
      const { status, json } = await insist(line, `/api/commands/${name}`, { id, input });
      if (status === 409) return { done: false, code: codeOf(json) };
      assert.equal(status, 200, `${name}: ${JSON.stringify(json)}`);
      const { replayed, result } = Object(json);
      if (replayed) line.trouble.replayed += 1;
      line.acknowledged(id, name);
      return { done: true, result: Object(result) };
    },
    query: async (name, input) => {
      const { status, json } = await insist(line, `/api/queries/${name}`, input);
      assert.equal(status, 200, `${name}: ${JSON.stringify(json)}`);
      return Object(json);
    },
  };
}

/** The name under which these clients sign in, and by which their commands are known. */
export const DEVICE = 'race-clients';

/** Signs in; returns the cookie. */
export async function signIn(url: string, login: string, password: string): Promise<string> {
  const response = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'x-tongyuan': '1', 'content-type': 'application/json' },
    body: JSON.stringify({ login, password, device: DEVICE }),
  });
  assert.equal(response.status, 200, await response.text());
  return (response.headers.getSetCookie()[0] ?? '').split(';')[0] ?? '';
}
