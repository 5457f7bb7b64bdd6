// The database server of a bench run: the embedded PostgreSQL with the product's own settings, durable (fsync and
// synchronous commit on), in a folder that is thrown away afterwards. Only commit times are tracked besides, because
// the lag from movement to voucher is told from them.
import { mkdtempSync, rmSync } from 'node:fs';
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
};

export type BenchHouse = {
  readonly house: House;
  readonly live: Live;
  readonly owner: pg.Pool;
  readonly ownerUrl: string;
  readonly close: () => Promise<void>;
};

/** `settings` are for looking closer, such as a library that counts statements. */
export async function startServer(settings: Readonly<Record<string, string>> = {}): Promise<BenchServer> {
  const folder = mkdtempSync(join(tmpdir(), 'tongyuan-bench-'));
  const server = await startEmbeddedPostgres({
    folder,
    settings: { track_commit_timestamp: 'on', ...settings },
  });
  return {
    urlOf: server.urlOf,
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
    close: async () => {
      await database.destroy();
      await owner.end();
    },
  };
}
