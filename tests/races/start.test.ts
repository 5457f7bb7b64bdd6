// Starting and ending in good and bad ways: a second process, killed servers, killed databases, a killed terminal.
// Whatever died, the next start comes up on the same data, and nothing is left running behind an end.
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import pg from 'pg';
import { isAlive } from '../../server/main/claim.ts';
import { type Program, databasePid, ownerUrlOf, startProgram, until } from '../support/program.ts';

let folder: string;
let program: Program | null = null;
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'tongyuan-start-'));
});
after(() => rmSync(folder, { recursive: true, force: true }));
afterEach(async () => {
  program?.process.kill('SIGTERM');
  await program?.ended;
  program = null;
});

/** A test that hangs costs a minute and fails alone. */
const LIMIT = { timeout: 60_000 };
const ENVIRONMENT = { TONGYUAN_DEMO: 'off' };
async function start(): Promise<string> {
  program = startProgram(folder, ENVIRONMENT);
  return program.url;
}

async function asOwner(query: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: ownerUrlOf(folder) });
  await client.connect();
  const { rows } = await client.query(query);
  await client.end();
  return rows;
}

const answers = async (url: string): Promise<boolean> =>
  (await fetch(`${url}/healthz`).catch(() => null))?.status === 200;

test(
  'a fresh start migrates and serves, an end on request stops everything, a second start keeps the data',
  LIMIT,
  async () => {
    assert(await answers(await start()));
    await asOwner(`create table public.kept as select 1 as n`);
    const database = databasePid(folder);
    program?.process.kill('SIGTERM');
    assert.equal(await program?.ended, 0);
    assert.equal(isAlive(database), false);
    assert.equal(existsSync(join(folder, 'in-use')), false);
    const begun = performance.now();
    assert(await answers(await start()));
    assert(performance.now() - begun < 5_000, 'a later start is ready within five seconds');
    assert.deepEqual(await asOwner('select n from public.kept'), [{ n: 1 }]);
  },
);

test('a second process on the same data is told so and disturbs nothing', LIMIT, async () => {
  const url = await start();
  const second = startProgram(folder, ENVIRONMENT);
  assert.equal(await second.ended, 1);
  assert.match(second.output(), /Another Tongyuan process is working on the data/);
  assert(await answers(url));
});

test('a taken port is told in a sentence, and the database is not left behind', LIMIT, async () => {
  const url = await start();
  const other = mkdtempSync(join(tmpdir(), 'tongyuan-start-'));
  const second = startProgram(other, { ...ENVIRONMENT, TONGYUAN_PORT: new URL(url).port });
  assert.equal(await second.ended, 1);
  assert.match(second.output(), /EADDRINUSE.*choose another port/);
  assert.equal(existsSync(join(other, 'postgres', 'postmaster.pid')), false);
  rmSync(other, { recursive: true, force: true });
});

test(
  'after kill -9 of the server the next start takes over the database that was left running',
  LIMIT,
  async () => {
    await start();
    const database = databasePid(folder);
    program?.process.kill('SIGKILL');
    await program?.ended;
    assert.equal(isAlive(database), true);
    assert(await answers(await start()));
    assert.equal(databasePid(folder), database);
  },
);

test('after kill -9 of server and database together the next start recovers', LIMIT, async () => {
  await start();
  process.kill(databasePid(folder), 'SIGKILL');
  program?.process.kill('SIGKILL');
  await program?.ended;
  assert(await answers(await start()));
  assert.deepEqual(await asOwner('select n from public.kept'), [{ n: 1 }]);
});

test('kill -9 of the database does not end the server, which brings it back', LIMIT, async () => {
  const url = await start();
  const database = databasePid(folder);
  process.kill(database, 'SIGKILL');
  await until(
    () => existsSync(join(folder, 'postgres', 'postmaster.pid')) && databasePid(folder) !== database,
  );
  await until(() =>
    asOwner('select 1').then(
      () => true,
      () => false,
    ),
  );
  assert(await answers(url));
});

test('when the terminal is killed, server and database end with it', LIMIT, async () => {
  await start();
  const database = databasePid(folder);
  program?.process.disconnect();
  assert.equal(await program?.ended, 0);
  assert.equal(isAlive(database), false);
});

test('npm start that is told to end takes the program with it', LIMIT, async () => {
  program = startProgram(folder, { ...ENVIRONMENT, HOME: folder }, ['npm', 'start']);
  assert(await answers(await program.url));
  const database = databasePid(folder);
  program.process.kill('SIGTERM');
  await until(() => !isAlive(database) && !existsSync(join(folder, 'in-use')));
});

test('the books are proved beside the running server and when it is stopped', LIMIT, async () => {
  await start();
  const verify = (): Program => startProgram(folder, ENVIRONMENT, ['server/main/verify.ts']);
  const beside = verify();
  assert.equal(await beside.ended, 0, beside.output());
  assert.match(beside.output(), /The books hold/);
  program?.process.kill('SIGTERM');
  await program?.ended;
  const alone = verify();
  assert.equal(await alone.ended, 0, alone.output());
  assert.equal(existsSync(join(folder, 'postgres', 'postmaster.pid')), false);
});
