// One connection as a transaction uses it. The server works statements in the order they were sent, so a statement
// need not wait for the answer of the one before: it only costs a round trip when somebody needs its answer.
import type { Writable } from 'node:stream';
import {
  type CompiledQuery,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryExecutorProvider,
  type RawBuilder,
} from 'kysely';
import type pg from 'pg';
import type { Tx } from './ctx.ts';
import type { Db } from './db.gen.ts';

export type Lane = {
  readonly tx: Tx;
  /** Sends plain text, such as begin and commit. */
  readonly say: (text: string) => Promise<unknown>;
  /** Answers that nobody has waited for yet, in the order of sending. */
  readonly sent: Promise<unknown>[];
};

type Inner = Lane & { readonly client: pg.PoolClient };

const lanesOfClients = new WeakMap<pg.PoolClient, Inner>();
const lanesOfTx = new WeakMap<object, Inner>();
const WRITES = new Set(['INSERT', 'UPDATE', 'DELETE', 'MERGE']);

type Corked = { readonly connection: { readonly stream: Writable } };
const corked = new WeakSet<pg.PoolClient>();

/** What is sent before the program next waits for something leaves in one write. */
function together(client: pg.PoolClient): void {
  if (corked.has(client)) return;
  const { stream } = (client as unknown as Corked).connection;
  corked.add(client);
  stream.cork();
  process.nextTick(() => {
    corked.delete(client);
    stream.uncork();
  });
}

async function run<Row>(client: pg.PoolClient, compiled: CompiledQuery) {
  together(client);
  const { command, rowCount, rows } = await client.query<Row & pg.QueryResultRow>(compiled.sql, [
    ...compiled.parameters,
  ]);
  return WRITES.has(command) ? { rows, numAffectedRows: BigInt(rowCount ?? 0) } : { rows };
}

/** The query builder over one connection. Unlike the pool's it does not queue: the connection itself does. */
function builderOver(client: pg.PoolClient): Tx {
  const connection = {
    executeQuery: <Row>(compiled: CompiledQuery) => run<Row>(client, compiled),
    streamQuery: () => {
      throw new Error('rows are read in pages, never streamed');
    },
  };
  const nothing = async (): Promise<void> => undefined;
  return new Kysely<Db>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createQueryCompiler: () => new PostgresQueryCompiler(),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createDriver: () => ({
        init: nothing,
        acquireConnection: async () => connection,
        beginTransaction: nothing,
        commitTransaction: nothing,
        rollbackTransaction: nothing,
        releaseConnection: nothing,
        destroy: nothing,
      }),
    },
  });
}

/** The lane of a connection, the same one every time the pool lends it. */
export function laneOf(client: pg.PoolClient): Lane {
  const known = lanesOfClients.get(client);
  if (known) return known;
  const lane: Inner = {
    client,
    tx: builderOver(client),
    say: (text) => {
      together(client);
      return client.query(text);
    },
    sent: [],
  };
  lanesOfClients.set(client, lane);
  lanesOfTx.set(lane.tx, lane);
  return lane;
}

/** Asks at once, so that several questions asked together travel together and are worked in the order asked. */
export async function ask<Row>(
  tx: QueryExecutorProvider,
  query: RawBuilder<Row>,
): Promise<{ readonly rows: Row[] }> {
  const lane = lanesOfTx.get(tx);
  return lane ? run<Row>(lane.client, query.compile(tx)) : query.execute(tx);
}

/**
 * Sends a statement whose answer nobody needs. It travels with whatever comes next, and if it fails the transaction
 * fails with its reason, at the latest at commit.
 */
export async function send(tx: QueryExecutorProvider, query: RawBuilder<unknown>): Promise<void> {
  const lane = lanesOfTx.get(tx);
  if (!lane) return void (await query.execute(tx));
  const answer = run(lane.client, query.compile(tx));
  // Waited for with the commit; until then a failure must not look forgotten.
  answer.catch(() => undefined);
  lane.sent.push(answer);
}

/** Waits for everything that was sent; throws the earliest failure. */
export async function settle(lane: Lane): Promise<void> {
  const answers = await Promise.allSettled(lane.sent.splice(0));
  for (const answer of answers) if (answer.status === 'rejected') throw answer.reason;
}
