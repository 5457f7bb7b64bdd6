// Migration: once each, in order, all or nothing, by several processes at once, by an owner who is no superuser.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { type EmptyDatabase, asOwner, createEmptyDatabase } from '../../tests/support/database.ts';
import { urlForLogin } from './app-login.ts';
import { migrate, readPlan, renewAppLogin } from './migrate.ts';
import { isProblem } from './problem.ts';

const DB_FOLDER = resolve(import.meta.dirname, '../../db');
const FOUNDATION = readPlan(DB_FOLDER).migrations[0]?.text ?? '';
const THING = `create table md.thing (company_id uuid not null, id int not null, primary key (company_id, id));`;

let empty: EmptyDatabase;
let folder: string;

beforeEach(async () => {
  empty = await createEmptyDatabase();
  folder = mkdtempSync(join(tmpdir(), 'tongyuan-migrate-'));
  mkdirSync(join(folder, 'migrations'));
  mkdirSync(join(folder, 'views'));
  writeFileSync(join(folder, 'guards.sql'), readPlan(DB_FOLDER).guards);
  write('0001_foundation.sql', FOUNDATION);
});
afterEach(async () => {
  await empty.drop();
  rmSync(folder, { recursive: true, force: true });
});

const write = (name: string, text: string): void => writeFileSync(join(folder, 'migrations', name), text);
const writeView = (name: string, text: string): void => writeFileSync(join(folder, 'views', name), text);
const run = (url = empty.url): Promise<readonly string[]> =>
  asOwner(url, async (client) => (await migrate(client, folder)).applied);

async function sentenceOf(work: Promise<unknown>): Promise<string> {
  const error: unknown = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  assert(isProblem(error), `a sentence was expected, not ${String(error)}`);
  return error.sentence.en;
}

test('each migration is applied once, later ones are added', async () => {
  assert.deepEqual(await run(), ['0001_foundation.sql']);
  assert.deepEqual(await run(), []);
  write('0002_thing.sql', THING);
  assert.deepEqual(await run(), ['0002_thing.sql']);
});

test('processes that start together migrate once', async () => {
  write('0002_thing.sql', THING);
  const applied = await Promise.all(Array.from({ length: 6 }, () => run()));
  assert.deepEqual(applied.flat().toSorted(), ['0001_foundation.sql', '0002_thing.sql']);
});

test('a failing migration leaves nothing of itself and is named', async () => {
  write('0002_thing.sql', `${THING} select 1 / 0;`);
  assert.match(await sentenceOf(run()), /0002_thing\.sql failed: division by zero/);
  write('0002_thing.sql', THING);
  assert.deepEqual(await run(), ['0002_thing.sql']);
});

test('a migration changed after the fact, or unknown to this program, stops the start', async () => {
  write('0002_thing.sql', THING);
  await run();
  write('0002_thing.sql', `${THING} -- later thought`);
  assert.match(await sentenceOf(run()), /0002_thing\.sql was changed/);
  rmSync(join(folder, 'migrations', '0002_thing.sql'));
  assert.match(await sentenceOf(run()), /newer than this program/);
});

test('a file that needs no transaction runs without one', async () => {
  write('0002_thing.sql', THING);
  write(
    '0003_index.sql',
    '-- no-transaction: beside running work\ncreate index concurrently thing_id on md.thing (id);',
  );
  assert.equal((await run()).length, 3);
});

test('a table that says nothing about companies is not let in', async () => {
  write('0002_thing.sql', 'create table md.thing (id int primary key);');
  const error: unknown = await run().catch((thrown: unknown) => thrown);
  assert.match(String(error), /md\.thing has no company_id/);
});

test('views are made in the order of their needs, anew when they change, and see through the asker', async () => {
  write('0002_thing.sql', THING);
  writeView('a.sql', '-- Depends on b.\n-- needs: b.sql\ncreate view md.a as select id from md.b;');
  writeView('b.sql', 'create view md.b as select id from md.thing;');
  await run();
  writeView('b.sql', 'create view md.b as select id, company_id from md.thing;');
  await run();
  const { rows } = await asOwner(empty.url, (client) =>
    client.query(
      `select relname, reloptions from pg_class where relkind = 'v' and relname in ('a', 'b') order by 1`,
    ),
  );
  assert.deepEqual(
    rows,
    ['a', 'b'].map((relname) => ({ relname, reloptions: ['security_invoker=true'] })),
  );
  writeView('b.sql', '-- needs: a.sql\ncreate view md.b as select 1 as id;');
  await assert.rejects(run(), /need each other/);
});

test('the login is put right after its password was lost', async () => {
  const login = await asOwner(empty.url, async (client) => (await migrate(client, folder)).login);
  const url = urlForLogin(empty.url, login);
  await asOwner(empty.url, (client) => client.query(`alter role ${login.user} password 'another'`));
  await assert.rejects(
    asOwner(url, (client) => client.query('select 1')),
    /password authentication failed/,
  );
  await asOwner(empty.url, renewAppLogin);
  const { rows } = await asOwner(url, (client) =>
    client.query(`select current_setting('statement_timeout') as limit, session_user <> current_user as other,
      (select rolsuper or rolbypassrls or rolcreaterole or rolcreatedb from pg_roles where rolname = session_user) as mighty`),
  );
  assert.deepEqual(rows, [{ limit: '30s', other: false, mighty: false }]);
});

/** An owner as an administrator makes one for us: may create roles, is no superuser. */
async function plainOwner(createRole: boolean): Promise<string> {
  const name = `owner_of_${empty.name}`;
  await asOwner(empty.url, async (client) => {
    await client.query(
      `create role ${name} login ${createRole ? 'createrole' : 'nocreaterole'} password 'x'`,
    );
    await client.query(`alter database ${empty.name} owner to ${name}`);
    // Another installation's superuser made the common role before; here each must be able to make or use it.
    await client.query(`do $$ begin if exists (select from pg_roles where rolname = 'tongyuan_app') then
      execute 'grant tongyuan_app to ${name} with admin option'; end if; end $$`);
  });
  return urlForLogin(empty.url, { user: name, password: 'x' });
}

test('an owner who is no superuser migrates, and repairs the rows of every company', async () => {
  write('0002_thing.sql', THING);
  const url = await plainOwner(true);
  const { login } = await asOwner(url, (client) => migrate(client, folder));
  await asOwner(urlForLogin(empty.url, login), async (client) => {
    const [a, b] = ['00000000-0000-0000-0000-00000000000a', '00000000-0000-0000-0000-00000000000b'];
    await client.query(`begin; set local app.company = '${a}'; insert into md.thing values ('${a}', 1); commit;
      begin; set local app.company = '${b}'; insert into md.thing values ('${b}', 1); commit`);
  });
  write('0003_repair.sql', 'update md.thing set id = id + 10;');
  await asOwner(url, (client) => migrate(client, folder));
  const seen = await asOwner(empty.url, (client) => client.query('select id from md.thing'));
  assert.deepEqual(seen.rows, [{ id: 11 }, { id: 11 }]);
  const hidden = await asOwner(url, (client) => client.query('select id from md.thing'));
  assert.deepEqual(hidden.rows, [], 'after migration the owner stands under the policies again');
});

test('an owner who may not create roles is told so', async () => {
  assert.match(await sentenceOf(run(await plainOwner(false))), /may not create roles/);
});
