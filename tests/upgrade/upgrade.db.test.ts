// What an earlier release has written, this one takes over: its demo company, row by row, is brought up to date by the
// migrations, every law holds, and work goes on. The rows come from another database server, whose transactions
// have counted on differently, as after a restore from a dump. tools/upgrade keeps a release for this test.
import assert from 'node:assert/strict';
import { cpSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import type pg from 'pg';
import { z } from 'zod';
import { sealAudit } from '../../server/jobs/seal-audit.ts';
import { urlForLogin } from '../../server/kernel/app-login.ts';
import { openDatabase, openPool } from '../../server/kernel/database.ts';
import { type Migrated, migrate } from '../../server/kernel/migrate.ts';
import { openStage } from '../../server/main/demo/actors.ts';
import { buildHouse } from '../../server/main/house.ts';
import { breaches, readLaws } from '../../server/main/laws.ts';
import { createLive } from '../../server/main/live.ts';
import { asOwner, createEmptyDatabase } from '../support/database.ts';

const DB_FOLDER = resolve(import.meta.dirname, '../../db');
const zMigrations = z.array(z.object({ name: z.string() }));

type Kept = ReadonlyMap<string, string>;

function readKept(file: string): Kept {
  const lines = gunzipSync(readFileSync(file)).toString('utf8').trimEnd().split('\n');
  return new Map(lines.flatMap((line, at) => (at % 2 === 0 ? [[line, lines[at + 1] ?? '[]'] as const] : [])));
}

/** The schema as it was: the migrations that had been applied then, and nothing of today's views. */
async function migrateAsThen(client: pg.Client, kept: Kept): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'tongyuan-then-'));
  mkdirSync(join(folder, 'migrations'));
  cpSync(join(DB_FOLDER, 'guards.sql'), join(folder, 'guards.sql'));
  for (const { name } of zMigrations.parse(JSON.parse(kept.get('sys.migration') ?? '[]'))) {
    cpSync(join(DB_FOLDER, 'migrations', name), join(folder, 'migrations', name));
  }
  await migrate(client, folder);
  rmSync(folder, { recursive: true });
}

/** Puts the rows in as a restore does, without triggers, and numbers go on after the highest. */
async function restore(client: pg.Client, kept: Kept): Promise<void> {
  await client.query('set session_replication_role = replica');
  for (const [table, rows] of kept) {
    await client.query(`delete from ${table}`);
    await client.query(
      `insert into ${table} overriding system value select * from jsonb_populate_recordset(null::${table}, $1::jsonb)`,
      [rows],
    );
  }
  await client.query('set session_replication_role = origin');
  await client.query(`do $$
    declare c record;
    begin
      for c in select format('%I.%I', n.nspname, t.relname) as name, a.attname as identity
        from pg_attribute a join pg_class t on t.oid = a.attrelid join pg_namespace n on n.oid = t.relnamespace
        where a.attidentity <> '' and t.relkind = 'r'
      loop
        execute format('select setval(pg_get_serial_sequence(%L, %L), greatest((select max(%I) from %s), 1))',
          c.name, c.identity, c.identity, c.name);
      end loop;
    end $$`);
}

/**
 * The rows come from a server that has counted much further. The audit is left as it is: its seals cover the numbers.
 */
async function countFurther(client: pg.Client): Promise<void> {
  await client.query(`set session_replication_role = replica;
    do $$
    declare c record;
    begin
      for c in select format('%I.%I', n.nspname, t.relname) as name, a.attname as place
        from pg_attribute a join pg_class t on t.oid = a.attrelid join pg_namespace n on n.oid = t.relnamespace
        where a.atttypid = 'xid8'::regtype and t.relkind = 'r' and n.nspname not in ('pg_catalog', 'sys')
      loop
        execute format('update %s set %I = (%I::text::bigint + 1000000000000)::text::xid8', c.name, c.place, c.place);
      end loop;
    end $$;
    set session_replication_role = origin`);
}

/** An inspector accepts goods: what moved is valued and sealed behind all that was there before. */
async function workGoesOn(appUrl: string, owner: pg.Client): Promise<void> {
  const database = openDatabase(openPool({ connectionString: appUrl, max: 4, applicationName: 'upgraded' }));
  try {
    const house = buildHouse(database, createLive());
    const { rows } = await owner.query<{ id: string; company_id: string; qty: string }>(
      `select id, company_id, trim_scale(qty)::text as qty from qms.inspection where state = 'pending' order by no limit 1`,
    );
    const [inspection] = rows;
    assert.ok(inspection, 'there is something to rule on');
    const stage = openStage(house, inspection.company_id);
    await stage.act('iqc', 'quality.rule-lot', {
      inspectionId: inspection.id,
      accepted: inspection.qty,
      conceded: '0',
      rejected: '0',
    });
    await stage.settle();
    while (await sealAudit(house));
    const written = await owner.query<{ valued: string; sealed: boolean }>(
      `select (select count(*) from fin.cost_row where movement_id =
          (select max(id) from wms.movement where kind = 'accept'))::text as valued,
        (select max(id) from sys.audit) = (select max(through_id) from sys.audit_block) as sealed`,
    );
    assert.deepEqual(written.rows, [{ valued: '1', sealed: true }]);
  } finally {
    await database.destroy();
  }
}

for (const file of globSync(join(import.meta.dirname, 'release-*.json.gz')).toSorted()) {
  test(`${basename(file, '.json.gz')} is taken over`, async () => {
    const empty = await createEmptyDatabase();
    try {
      await asOwner(empty.url, async (client) => {
        const kept = readKept(file);
        await migrateAsThen(client, kept);
        await restore(client, kept);
        await countFurther(client);
        const { applied, login }: Migrated = await migrate(client, DB_FOLDER);
        assert.ok(applied.length > 0, 'something has changed since');
        const laws = readLaws(join(DB_FOLDER, 'laws'));
        assert.deepEqual(await breaches(client, laws), []);
        await workGoesOn(urlForLogin(empty.url, login), client);
        assert.deepEqual(await breaches(client, laws), []);
      });
    } finally {
      await empty.drop();
    }
  });
}
