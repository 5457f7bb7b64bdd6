// Connections: every type arrives exact, and the death of the server is felt by queries, never by the process.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { useTestDatabase } from '../../tests/support/database.ts';
import { startEmbeddedPostgres } from '../main/embedded-postgres.ts';
import { isoMoment, openDatabase, openPool } from './database.ts';
import { withTransaction } from './transaction.ts';

const database = useTestDatabase();

const moments: readonly (readonly [string, string])[] = [
  ['2026-11-24 12:20:01+00', '2026-11-24T12:20:01.000000Z'],
  ['2026-11-24 12:20:01.5+00', '2026-11-24T12:20:01.500000Z'],
  ['2026-11-24 12:20:01.123456+00', '2026-11-24T12:20:01.123456Z'],
  ['2026-11-24 20:20:01.5+08', '2026-11-24T20:20:01.500000+08:00'],
  ['2026-11-24 17:50:01+05:30', '2026-11-24T17:50:01.000000+05:30'],
  ['infinity', 'infinity'],
];
for (const [text, expected] of moments) {
  test(`moment ${text}`, () => assert.equal(isoMoment(text), expected));
}

test('types arrive exact, alone and in arrays', async () => {
  const { rows } = await database().owner.query(`select
    '2026-11-30'::date as day, array['2026-11-30'::date, null] as days,
    9007199254740993::int8 as big, array[9007199254740993::int8] as bigs,
    12345678901234.123456::qty as qty, array[0.1::numeric, 1e-8, null] as numbers, 1.10::amount as money,
    '2026-11-24 12:00:00.5+00'::timestamptz as moment, array['2026-11-24 12:00:00+00'::timestamptz] as moments,
    7::int4 as small, true as yes, '{"a": [1]}'::jsonb as body, array['a', 'b"c'] as texts`);
  assert.deepEqual(rows, [
    {
      day: '2026-11-30',
      days: ['2026-11-30', null],
      big: 9007199254740993n,
      bigs: [9007199254740993n],
      qty: '12345678901234.123456',
      numbers: ['0.1', '0.00000001', null],
      money: '1.10',
      moment: '2026-11-24T12:00:00.500000Z',
      moments: ['2026-11-24T12:00:00.000000Z'],
      small: 7,
      yes: true,
      body: { a: [1] },
      texts: ['a', 'b"c'],
    },
  ]);
});

test('the limits of statements come with the login, not with the connection', async () => {
  const pool = openPool({ connectionString: database().appUrl, max: 1, applicationName: 'test' });
  const { rows } = await pool.query(`select name, setting from pg_settings where name in
    ('statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout') and source = 'user' order by name`);
  await pool.end();
  assert.deepEqual(
    rows.map((row) => `${row.name}=${row.setting}`),
    ['idle_in_transaction_session_timeout=10000', 'lock_timeout=5000', 'statement_timeout=30000'],
  );
});

test('statements with parameters are planned once a connection, and their names are limited', async () => {
  const pool = openPool({ connectionString: database().appUrl, max: 1, applicationName: 'test' });
  for (let n = 0; n < 500; n += 1) await pool.query(`select $1::int + ${n}`, [1]);
  await pool.query('select $1::int + 1', [2]);
  const { rows } = await pool.query('select count(*) as names from pg_prepared_statements');
  await pool.end();
  assert.deepEqual(rows, [{ names: 400n }]);
});

test('transactions survive terminated connections and the killed server, and the pool is whole afterwards', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tongyuan-pool-'));
  const server = await startEmbeddedPostgres({ folder, supervise: () => undefined });
  const pool = openPool({ connectionString: server.urlOf('postgres'), max: 8, applicationName: 'test' });
  const kysely = openDatabase(pool);
  await pool.query('create table counted (n int not null); insert into counted values (0)');
  let done = 0;
  let lost = 0;
  let stop = false;
  const worker = async (): Promise<void> => {
    while (!stop) {
      try {
        await withTransaction(kysely, null, 'write', (tx) => sql`update counted set n = n + 1`.execute(tx));
        done += 1;
      } catch {
        lost += 1;
        await sleep(20);
      }
    }
  };
  const workers = Array.from({ length: 8 }, worker);
  const progress = async (): Promise<void> => {
    const before = done;
    while (done < before + 50) await sleep(10);
  };
  await progress();
  const admin = openPool({ connectionString: server.urlOf('postgres'), max: 1, applicationName: 'admin' });
  await admin.query(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'test'`);
  await progress();
  process.kill(server.pid(), 'SIGKILL');
  await progress();
  stop = true;
  await Promise.all(workers);
  const { rows } = await pool.query<{ n: number }>('select n from counted');
  assert((rows[0]?.n ?? 0) >= done, `counted ${rows[0]?.n}, acknowledged ${done}, refused ${lost}`);
  await Promise.all([pool.end(), admin.end()]);
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});
