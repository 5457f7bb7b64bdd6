// Connections to PostgreSQL. Types arrive exact: numerics and dates as text, int8 as bigint, moments as ISO text.
// A server that dies must never take the process with it: every connection has an error listener.
import { createHash } from 'node:crypto';
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Db } from './db.gen.ts';

const { Pool, types } = pg;

/** '2026-11-24 12:20:01.5+00' as '2026-11-24T12:20:01.500000Z': always six digits, so that text sorts as time. */
export function isoMoment(text: string): string {
  const parts = /^(\S+) ([\d:]{8})(?:\.(\d+))?([+-][\d:]+)$/.exec(text);
  if (!parts) return text;
  const [, day, time, fraction = '', offset = ''] = parts;
  const zone = /^[+-]00(:00)?$/.test(offset) ? 'Z' : offset.length === 3 ? `${offset}:00` : offset;
  return `${day}T${time}.${fraction.padEnd(6, '0')}${zone}`;
}

const asText = (text: string): string => text;
const TEXT_ARRAY = 1009;
const textsOf = types.getTypeParser(TEXT_ARRAY as never);

/** Parsers by type id; an array is read as texts, each of which is then read as its element. */
const ELEMENTS: readonly { one: number; many: number; read: (text: string) => unknown }[] = [
  { one: 20, many: 1016, read: BigInt },
  { one: 1082, many: 1182, read: asText },
  { one: 1114, many: 1115, read: asText },
  { one: 1184, many: 1185, read: isoMoment },
  { one: 1700, many: 1231, read: asText },
];

for (const { one, many, read } of ELEMENTS) {
  types.setTypeParser(one, read);
  types.setTypeParser(many, (text: string) =>
    (textsOf(text) as (string | null)[]).map((element) => (element === null ? null : read(element))),
  );
}

export type PoolSettings = {
  readonly connectionString: string;
  readonly max: number;
  readonly applicationName: string;
  /** Named prepared statements; off behind a pooler that does not carry them. */
  readonly prepare?: boolean;
  readonly onError?: (error: Error) => void;
};

const MOST_NAMES = 400;

/** A pool whose connections survive the death of the server; the next query opens a new one. */
export function openPool(settings: PoolSettings): pg.Pool {
  const tell = settings.onError ?? (() => undefined);
  const pool = new Pool({
    connectionString: settings.connectionString,
    max: settings.max,
    application_name: settings.applicationName,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    // Statements are sent as they come, not one answer at a time.
    pipeline: true,
    allowExitOnIdle: true,
  });
  pool.on('error', tell);
  pool.on('connect', (client) => {
    client.on('error', tell);
    if (settings.prepare ?? true) prepareStatements(client);
  });
  return pool;
}

/**
 * Gives every parameterised statement a name made of its text, so that the server plans it once a connection.
 * Lists make their text from what was asked, so the names of one connection are limited.
 */
function prepareStatements(client: pg.PoolClient): void {
  const plain = client.query.bind(client) as (text: unknown, values?: unknown, done?: unknown) => unknown;
  const names = new Map<string, string>();
  const nameOf = (text: string): string | undefined => {
    const known = names.get(text);
    if (known !== undefined || names.size >= MOST_NAMES) return known;
    const name = createHash('sha1').update(text).digest('base64url');
    names.set(text, name);
    return name;
  };
  const named = (text: unknown, values?: unknown, done?: unknown): unknown => {
    if (typeof text !== 'string' || !Array.isArray(values) || values.length === 0)
      return plain(text, values, done);
    const name = nameOf(text);
    return name === undefined ? plain(text, values, done) : plain({ name, text, values }, done);
  };
  client.query = named as typeof client.query;
}

const pools = new WeakMap<Kysely<Db>, pg.Pool>();

export function openDatabase(pool: pg.Pool): Kysely<Db> {
  const database = new Kysely<Db>({ dialect: new PostgresDialect({ pool }) });
  pools.set(database, pool);
  return database;
}

/** The connections behind a database; transactions borrow from them. */
export function poolOf(database: Kysely<Db>): pg.Pool {
  const pool = pools.get(database);
  if (!pool) throw new Error('the database was not opened by openDatabase');
  return pool;
}
