// The embedded database on its bad days: killed while written to, left behind by a killed server, locks of the dead.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, type Server, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { openPool } from '../kernel/database.ts';
import { claim, holderOf } from './claim.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.ts';

let folder: string;
let server: EmbeddedPostgres;
const events: string[] = [];
const start = (): Promise<EmbeddedPostgres> =>
  startEmbeddedPostgres({ folder, supervise: (event) => void events.push(event) });

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tongyuan-embedded-'));
  server = await start();
});
after(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('it is durable, checked and not run by root', async () => {
  const pool = openPool({ connectionString: server.urlOf('postgres'), max: 1, applicationName: 'test' });
  const { rows } = await pool.query(`select name, setting from pg_settings where name in
    ('fsync', 'synchronous_commit', 'full_page_writes', 'data_checksums', 'server_encoding') order by name`);
  const provider = await pool.query(
    'select datlocprovider, datlocale from pg_database where datname = current_database()',
  );
  await pool.end();
  assert.deepEqual(Object.fromEntries(rows.map((row) => [row.name, row.setting])), {
    data_checksums: 'on',
    fsync: 'on',
    full_page_writes: 'on',
    server_encoding: 'UTF8',
    synchronous_commit: 'on',
  });
  assert.deepEqual(provider.rows, [{ datlocprovider: 'b', datlocale: 'C.UTF-8' }]);
});

test('killed three times while written to, it comes back by itself and has lost nothing acknowledged', async () => {
  const pool = openPool({ connectionString: server.urlOf('postgres'), max: 8, applicationName: 'test' });
  await pool.query('create table kept (id bigint primary key)');
  const acknowledged = new Set<bigint>();
  let next = 0n;
  let failures = 0;
  let stop = false;
  const writer = async (): Promise<void> => {
    while (!stop) {
      const id = (next += 1n);
      try {
        await pool.query('insert into kept values ($1)', [id]);
        acknowledged.add(id);
      } catch {
        failures += 1;
        await sleep(20);
      }
    }
  };
  const writers = Array.from({ length: 6 }, writer);
  for (let kill = 0; kill < 3; kill += 1) {
    const before = acknowledged.size;
    while (acknowledged.size < before + 50) await sleep(10);
    const pid = server.pid();
    process.kill(pid, 'SIGKILL');
    while (server.pid() === pid) await sleep(20);
  }
  const back = acknowledged.size;
  while (acknowledged.size < back + 50) await sleep(10);
  stop = true;
  await Promise.all(writers);
  const { rows } = await pool.query<{ id: bigint }>('select id from kept');
  await pool.end();
  const present = new Set(rows.map((row) => row.id));
  assert.deepEqual(
    [...acknowledged].filter((id) => !present.has(id)),
    [],
  );
  assert(failures > 0, 'the kills were not felt');
  assert.equal(events.filter((event) => event.includes('has died')).length, 3);
});

test('a database left running by a killed server is taken over, a stopped one is started', async () => {
  const second = await start();
  assert.equal(second.adopted, true);
  assert.equal(second.pid(), server.pid());
  await second.stop();
  await server.stop();
  server = await start();
  assert.equal(server.adopted, false);
});

test('locks of the dead do not hold up a start', async () => {
  await server.stop();
  writeFileSync(join(folder, 'postgres', 'postmaster.pid'), `${process.pid}\n${folder}\n0\n1\n\n\n0 0\n`);
  writeFileSync(join(folder, 'starting'), '999999999 1\n');
  server = await start();
  assert.equal(server.adopted, false);
});

test('a claim belongs to one living process', () => {
  const path = join(folder, 'claimed');
  const mine = claim(path);
  assert(mine);
  assert.equal(claim(path), null);
  assert.equal(holderOf(path), process.pid);
  mine.release();
  writeFileSync(path, `${process.pid} 1\n`);
  assert.equal(holderOf(path), null, 'same id, other start moment');
  assert(claim(path));
});

const listening = (): Promise<Server> =>
  new Promise((there) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => there(server));
  });
const portOf = (server: Server): number => (server.address() as AddressInfo).port;

test('a port that another program has taken in the meantime is left to it', async () => {
  const [other, gone] = [await listening(), await listening()];
  const taken = portOf(other);
  const ports = [taken, portOf(gone)];
  gone.close();
  const moved = mkdtempSync(join(tmpdir(), 'tongyuan-embedded-'));
  const started = await startEmbeddedPostgres({
    folder: moved,
    port: async () => ports.shift() ?? assert.fail('asked once too often'),
  });
  try {
    assert.notEqual(Number(new URL(started.urlOf('postgres')).port), taken);
    assert.deepEqual(ports, []);
  } finally {
    await started.stop();
    other.close();
    rmSync(moved, { recursive: true, force: true });
  }
});
