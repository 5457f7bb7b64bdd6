// The database server of a bench run: the embedded PostgreSQL with the product's own settings, durable (fsync and
// synchronous commit on), in a folder that is thrown away afterwards. Only commit times are tracked besides, because
// the lag from movement to voucher is told from them.
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { readAppLogin, urlForLogin } from '../../server/kernel/app-login.ts';
import { openDatabase, openPool } from '../../server/kernel/database.ts';
import { migrate } from '../../server/kernel/migrate.ts';
import type { House } from '../../server/kernel/run-command.ts';
import { startEmbeddedPostgres } from '../../server/main/embedded-postgres.ts';
import { buildHouse } from '../../server/main/house.ts';
import { type Live, createLive } from '../../server/main/live.ts';

const DB_FOLDER = resolve(import.meta.dirname, '../../db');
/** As many as the product opens unless told otherwise. */
const CONNECTIONS = 20;

export type BenchServer = {
  readonly urlOf: (database: string) => string;
  readonly stop: () => Promise<void>;
  /** The processor time the program and the database have taken so far. */
  readonly cpu: () => Cpu;
};

export type Cpu = { readonly programMs: number; readonly databaseMs: number };

export type BenchHouse = {
  readonly house: House;
  readonly live: Live;
  readonly owner: pg.Pool;
  readonly ownerUrl: string;
  readonly cpu: () => Cpu;
  readonly close: () => Promise<void>;
};

/** Ticks of a hundredth of a second, as Linux counts them; of the process and of its children that have ended. */
function ticksOf(pid: number): { readonly parent: number; readonly ticks: number } {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ')
      .map(Number);
    const [, parent = 0] = fields;
    return { parent, ticks: fields.slice(11, 15).reduce((sum, field) => sum + field, 0) };
  } catch {
    return { parent: 0, ticks: 0 };
  }
}

/** Processor time is the same on a busy machine as on a quiet one, unlike the time that passes. */
function cpuSoFar(database: number): Cpu {
  const { user, system } = process.cpuUsage();
  const others = readdirSync('/proc').map(Number).filter(Number.isInteger).map(ticksOf);
  const serving = others.filter(({ parent }) => parent === database);
  const ticks = ticksOf(database).ticks + serving.reduce((sum, one) => sum + one.ticks, 0);
  return { programMs: (user + system) / 1_000, databaseMs: ticks * 10 };
}

/** `settings` are for looking closer, such as a library that counts statements. */
export async function startServer(settings: Readonly<Record<string, string>> = {}): Promise<BenchServer> {
  const folder = mkdtempSync(join(tmpdir(), 'tongyuan-bench-'));
  const server = await startEmbeddedPostgres({
    folder,
    settings: { track_commit_timestamp: 'on', ...settings },
  });
  const database = Number(readFileSync(join(folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);
  return {
    urlOf: server.urlOf,
    cpu: () => cpuSoFar(database),
    stop: async () => {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** A migrated database of its own and the house over it, under the product's unprivileged login. */
export async function openHouse(server: BenchServer, name: string): Promise<BenchHouse> {
  await withClient(server.urlOf('postgres'), (client) => client.query(`create database ${name}`));
  const ownerUrl = server.urlOf(name);
  await withClient(ownerUrl, (client) => migrate(client, DB_FOLDER));
  const login = await withClient(ownerUrl, readAppLogin);
  if (!login) throw new Error('the migrated database has no login for the program');
  const pool = openPool({
    connectionString: urlForLogin(ownerUrl, login),
    max: CONNECTIONS,
    applicationName: 'tongyuan-bench',
  });
  const owner = openPool({ connectionString: ownerUrl, max: 2, applicationName: 'tongyuan-bench-owner' });
  const database = openDatabase(pool);
  const live = createLive();
  return {
    house: buildHouse(database, live),
    live,
    owner,
    ownerUrl,
    cpu: server.cpu,
    close: async () => {
      await database.destroy();
      await owner.end();
    },
  };
}
