// What no table may lack, asked of the catalogue of the migrated database, and tried out as the application: rows of
// one company only, keys that cannot cross companies, books that cannot be rewritten.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import pg from 'pg';
import { useTestDatabase } from '../../tests/support/database.ts';
import { newId } from './ids.ts';

const database = useTestDatabase();
const ROOMS = `('sys', 'md', 'contract', 'wms', 'erp', 'fin', 'qms')`;
/** Tables of companies: everything that does not say that it belongs to the installation. */
const COMPANY_TABLES = `
  select c.oid, n.nspname || '.' || c.relname as name, c.relrowsecurity, c.relforcerowsecurity,
    coalesce(obj_description(c.oid, 'pg_class'), '') as note
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p') and n.nspname in ${ROOMS}
    and coalesce(obj_description(c.oid, 'pg_class'), '') !~ '^(installation|read-only|owner-only)'`;

const ask = async (query: string): Promise<string[]> =>
  (await database().owner.query<{ found: string }>(query)).rows.map((row) => row.found);

test('every company table is kept apart, forced, by one policy for all commands with both clauses', async () => {
  const loose = await ask(`select t.name as found from (${COMPANY_TABLES}) t
    where not (t.relrowsecurity and t.relforcerowsecurity and 1 = (
      select count(*) from pg_policy p where p.polrelid = t.oid and p.polcmd = '*' and p.polpermissive
        and pg_get_expr(p.polqual, p.polrelid) like '%NULLIF(current_setting(''app.company''%'
        and pg_get_expr(p.polwithcheck, p.polrelid) = pg_get_expr(p.polqual, p.polrelid)))`);
  assert.deepEqual(loose, []);
  assert((await ask(`select name as found from (${COMPANY_TABLES}) t`)).length > 40, 'the tables are there');
});

test('primary and unique keys of company tables start with the company', async () => {
  const loose = await ask(`select t.name || ' ' || i.relname as found
    from (${COMPANY_TABLES}) t join pg_index x on x.indrelid = t.oid and x.indisunique
    join pg_class i on i.oid = x.indexrelid
    join pg_attribute a on a.attrelid = t.oid and a.attnum = x.indkey[0] where a.attname <> 'company_id'`);
  assert.deepEqual(loose, []);
});

test('a reference from one company table to another carries the company along', async () => {
  const loose = await ask(`select t.name || ' ' || k.conname as found
    from (${COMPANY_TABLES}) t join pg_constraint k on k.conrelid = t.oid and k.contype = 'f'
    join (${COMPANY_TABLES}) r on r.oid = k.confrelid
    where not exists (select from unnest(k.conkey, k.confkey) as pair (here, there)
      join pg_attribute h on h.attrelid = t.oid and h.attnum = pair.here
      join pg_attribute f on f.attrelid = r.oid and f.attnum = pair.there
      where h.attname = 'company_id' and f.attname = 'company_id')`);
  assert.deepEqual(loose, []);
});

test('every view reads with the eyes of who asks, and there is no other way around a policy', async () => {
  assert.deepEqual(
    await ask(`select n.nspname || '.' || c.relname as found from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname in ${ROOMS} and (c.relkind = 'm'
        or (c.relkind = 'v' and not coalesce('security_invoker=true' = any(c.reloptions), false)))`),
    [],
  );
  assert.deepEqual(
    await ask(`select p.oid::regprocedure::text as found from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where n.nspname in ${ROOMS} and p.prosecdef`),
    [],
  );
});

test('the application owns nothing and may do nothing beyond its tables', async () => {
  const { rows } = await database().owner.query(`
    select (select count(*) from pg_class c join pg_namespace n on n.oid = c.relnamespace
        join pg_roles r on r.oid = c.relowner where n.nspname in ${ROOMS} and r.rolname in ('tongyuan_app', s.app_user))::int
      as owned,
      (select bool_or(rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication) from pg_roles
        where rolname in ('tongyuan_app', s.app_user)) as mighty,
      has_table_privilege(s.app_user, 'sys.owner_secret', 'select, insert, update, delete') as secret,
      has_table_privilege(s.app_user, 'sys.installation', 'update') as installation,
      has_schema_privilege(s.app_user, 'wms', 'create') or has_schema_privilege(s.app_user, 'public', 'create') as makes
    from sys.owner_secret s`);
  assert.deepEqual(rows, [{ owned: 0, mighty: false, secret: false, installation: false, makes: false }]);
});

test('append-only tables are never rewritten, by the application or by the owner', async () => {
  const tables = await ask(`select name as found from (${COMPANY_TABLES}) t where note like 'append-only%'`);
  assert(tables.length > 5);
  const { appUrl, owner } = database();
  const app = new pg.Client({ connectionString: appUrl });
  await app.connect();
  for (const table of tables) {
    for (const statement of [
      `update ${table} set company_id = company_id`,
      `delete from ${table}`,
      `truncate ${table} cascade`,
    ]) {
      await assert.rejects(app.query(statement), { code: '42501' }, statement);
      await assert.rejects(owner.query(statement), { code: 'TY003' }, statement);
    }
  }
  await app.end();
});

test('one company neither sees nor touches nor makes rows of another, and nobody sees any without a company', async () => {
  const { appUrl, owner } = database();
  const [a, b, role] = [newId(), newId(), newId()];
  for (const [id, code] of [
    [a, 'A'],
    [b, 'B'],
  ]) {
    await owner.query(
      `insert into sys.company (id, code, name, start_period) values ($1, $2, $2, '2026-01')`,
      [id, code],
    );
  }
  const app = new pg.Client({ connectionString: appUrl });
  await app.connect();
  const as = async (company: string | null, query: string): Promise<pg.QueryResult> => {
    await app.query(`begin${company === null ? '' : `; set local app.company = '${company}'`}`);
    try {
      return await app.query(query);
    } finally {
      await app.query('commit');
    }
  };
  const insert = `insert into sys.role values ('${a}', '${role}', 'buyer', '采购', 'Buyer')`;
  await assert.rejects(as(b, insert), { code: '42501' });
  await assert.rejects(as(null, insert), { code: '42501' });
  assert.equal((await as(a, insert)).rowCount, 1);
  for (const company of [b, null]) {
    assert.equal((await as(company, 'select from sys.role')).rowCount, 0);
    assert.equal((await as(company, `update sys.role set code = 'x'`)).rowCount, 0);
    assert.equal((await as(company, 'delete from sys.role')).rowCount, 0);
  }
  await assert.rejects(as(a, `update sys.role set company_id = '${b}'`), { code: '42501' });
  assert.equal((await as(a, 'select from sys.role')).rowCount, 1);
  await app.end();
});
