// One transaction, opened the same way everywhere: read committed, the company set for this transaction only,
// so that it works behind a pooler and row-level security sees exactly one company. Failures that a second try
// may cure are retried as a whole with jitter; the caller's work must therefore be repeatable.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import { poolOf } from './database.ts';
import type { Db } from './db.gen.ts';
import type { Tx } from './ctx.ts';
import type { Id } from './ids.ts';
import { type Lane, laneOf, settle } from './lane.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const MOST_TRIES = 8;
const BUDGET_MS = 8_000;

/** SQLSTATEs and driver errors after which the same work may succeed on another try. */
const CURABLE = new Set(['40001', '40P01', '55P03', '57P01', '57P02', '57P03', '25006', '53300']);

/** What the driver says, without a code, of a connection that is gone, and of each question asked on it after that. */
const BROKEN_LINE = /Connection terminated|connection timeout|timeout exceeded|not queryable/i;

export const sqlStateOf = (error: unknown): string | undefined =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
    ? error.code
    : undefined;

export function isCurable(error: unknown): boolean {
  const state = sqlStateOf(error);
  if (state && (CURABLE.has(state) || state.startsWith('08') || /^E(CONN|PIPE|TIMEDOUT)/.test(state)))
    return true;
  return error instanceof Error && BROKEN_LINE.test(error.message);
}

/** The work could not be done now although nothing is wrong with it: ask again later with the same id. */
export class Unavailable extends Error {}

/** A snapshot sees one moment of the books from its first statement to its last. */
export type TransactionKind = 'write' | 'read' | 'snapshot';

// Commands repeat the same statements over arrays of any length: planned once a connection, not at every call. Reads
// are planned for what is asked, because a filter by a rare value wants another plan than one by a common value.
const OPENINGS: Readonly<Record<TransactionKind, string>> = {
  write: 'begin isolation level read committed read write; set local plan_cache_mode = force_generic_plan',
  read: 'begin isolation level read committed read only',
  snapshot: 'begin isolation level repeatable read read only',
};

/** What a statement says that came after the one that failed: the earlier failure is the reason. */
const ABORTED = '25P02';

async function reasonOf(lane: Lane, error: unknown): Promise<unknown> {
  if (sqlStateOf(error) !== ABORTED) return error;
  return settle(lane).then(
    () => error,
    (earlier: unknown) => earlier,
  );
}

async function once<T>(
  database: Kysely<Db>,
  companyId: Id | null,
  kind: TransactionKind,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  if (companyId !== null && !UUID.test(companyId)) throw new RangeError('company id is no UUID');
  const company = companyId === null ? '' : `; set local app.company = '${companyId}'`;
  const client = await poolOf(database).connect();
  const lane = laneOf(client);
  // Opening and commit travel with the statements beside them instead of waiting for an answer of their own.
  const say = (text: string): void => {
    const answer = lane.say(text);
    answer.catch(() => undefined);
    lane.sent.push(answer);
  };
  let usable = true;
  try {
    say(OPENINGS[kind] + company);
    // Should the opening fail, row-level security lets nothing through; only work without a company must wait.
    if (companyId === null) await settle(lane);
    const result = await work(lane.tx);
    say('commit');
    await settle(lane);
    return result;
  } catch (error) {
    const reason = await reasonOf(lane, error);
    await lane.say('rollback').catch(() => (usable = false));
    lane.sent.length = 0;
    throw reason;
  } finally {
    client.release(!usable);
  }
}

/** Repeats work that another try may cure, with jitter, for a few seconds; then says Unavailable. */
export async function withRetries<T>(work: () => Promise<T>): Promise<T> {
  const started = performance.now();
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (!isCurable(error)) throw error;
      const spent = performance.now() - started;
      if (attempt >= MOST_TRIES || spent > BUDGET_MS) {
        throw new Unavailable('the database could not do this now', { cause: error });
      }
      await sleep(5 + Math.random() * Math.min(400, 10 * 2 ** attempt));
    }
  }
}

/** Runs work in one transaction of a company (null: installation tables only), retrying what can be cured. */
export const withTransaction = <T>(
  database: Kysely<Db>,
  companyId: Id | null,
  kind: TransactionKind,
  work: (tx: Tx) => Promise<T>,
): Promise<T> => withRetries(() => once(database, companyId, kind, work));
