// Connections to PostgreSQL. Types arrive exact: numerics and dates as text, int8 as bigint, moments as ISO text.
// A server that dies must never take the process with it: every connection has an error listener.
import { createHash } from 'node:crypto';
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Db } from './db.gen.ts';

const { Pool, types } = pg;

const isoMoment = (text: string): string => new Date(text).toISOString();

types.setTypeParser(types.builtins.DATE, (text) => text);
types.setTypeParser(types.builtins.TIMESTAMP, (text) => text);
types.setTypeParser(types.builtins.TIMESTAMPTZ, isoMoment);
types.setTypeParser(types.builtins.INT8, (text) => BigInt(text));
types.setTypeParser(types.builtins.NUMERIC, (text) => text);
const NUMERIC_ARRAY = 1231;
const DATE_ARRAY = 1182;
types.setTypeParser(NUMERIC_ARRAY as never, (text: string) => pg.types.getTypeParser(1009 as never)(text));
types.setTypeParser(DATE_ARRAY as never, (text: string) => pg.types.getTypeParser(1009 as never)(text));

export type PoolSettings = {
  readonly connectionString: string;
  readonly max: number;
  readonly applicationName: string;
  /** Named prepared statements; off behind a pooler that does not carry them. */
  readonly prepare?: boolean;
  readonly onError?: (error: Error) => void;
};

/** A pool whose connections survive the death of the server; the next query opens a new one. */
export function openPool(settings: PoolSettings): pg.Pool {
  const tell = settings.onError ?? (() => undefined);
  const pool = new Pool({
    connectionString: settings.connectionString,
    max: settings.max,
    application_name: settings.applicationName,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    allowExitOnIdle: true,
    options: '-c statement_timeout=15000 -c lock_timeout=5000 -c idle_in_transaction_session_timeout=10000',
  });
  pool.on('error', tell);
  pool.on('connect', (client) => {
    client.on('error', tell);
    if (settings.prepare ?? true) prepareStatements(client);
  });
  return pool;
}

/** Gives every parameterised statement a name made of its text, so that the server plans it once a connection. */
function prepareStatements(client: pg.PoolClient): void {
  const plain = client.query.bind(client) as (text: unknown, values?: unknown, done?: unknown) => unknown;
  const names = new Map<string, string>();
  const named = (text: unknown, values?: unknown, done?: unknown): unknown => {
    if (typeof text !== 'string' || !Array.isArray(values) || values.length === 0) return plain(text, values, done);
    let name = names.get(text);
    if (!name) {
      name = createHash('sha1').update(text).digest('base64url');
      names.set(text, name);
    }
    return plain({ name, text, values }, done);
  };
  client.query = named as typeof client.query;
}

export const openDatabase = (pool: pg.Pool): Kysely<Db> => new Kysely<Db>({ dialect: new PostgresDialect({ pool }) });
