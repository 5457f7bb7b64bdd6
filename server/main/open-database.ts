// From settings to a migrated database: the embedded one, started and kept alive here, or the one that DATABASE_URL
// names. The program then works under its own login, which owns nothing.
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { type AppLogin, urlForLogin } from '../kernel/app-login.ts';
import { migrate, renewAppLogin } from '../kernel/migrate.ts';
import { isProblem, problem } from '../kernel/problem.ts';
import { claim } from './claim.ts';
import { startEmbeddedPostgres } from './embedded-postgres.ts';
import type { Settings } from './settings.ts';

const SQL_FOLDER = resolve(import.meta.dirname, '../../db');
const NAME = 'tongyuan';
const PATIENCE_MS = 20_000;
/** Refused connection, and a server that is still starting or recovering: worth another try. */
const COMING = new Set(['ECONNREFUSED', 'ENOENT', 'ECONNRESET', '57P03']);

export type Source = {
  readonly ownerUrl: string;
  readonly adopted: boolean;
  readonly stop: () => Promise<void>;
};

export type OpenDatabase = Source & { readonly appUrl: string; readonly applied: readonly string[] };

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 5_000,
    application_name: NAME,
  });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

/** Connects as the owner, with patience for a database that is still starting. */
export async function connectAsOwner(url: string, patienceMs = PATIENCE_MS): Promise<pg.Client> {
  for (let waited = 0; ; waited += 500) {
    try {
      return await connect(url);
    } catch (error) {
      if (!COMING.has(codeOf(error)) || waited >= patienceMs) {
        const why = (error instanceof Error && error.message) || codeOf(error);
        throw problem(`无法连接数据库：${why}`, `The database cannot be reached: ${why}`, error);
      }
    }
    await sleep(500);
  }
}

async function ensureDatabase(url: string): Promise<void> {
  const client = await connectAsOwner(url);
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [NAME]);
    if (!rowCount) await client.query(`create database ${NAME}`);
  } finally {
    await client.end();
  }
}

/** The database before migration. The embedded one belongs to one process at a time; `share` only looks at it. */
export async function openSource(
  settings: Settings,
  tell: (event: string) => void,
  share = false,
): Promise<Source> {
  if (settings.databaseUrl !== null) {
    return { ownerUrl: settings.databaseUrl, adopted: true, stop: async () => undefined };
  }
  const folder = resolve(settings.dataFolder);
  mkdirSync(folder, { recursive: true });
  const held = share ? null : claim(join(folder, 'in-use'));
  if (!share && !held) {
    throw problem(
      `数据目录 ${folder} 正被另一个同源进程使用。`,
      `Another Tongyuan process is working on the data in ${folder}.`,
    );
  }
  try {
    const server = await startEmbeddedPostgres({ folder, ...(share ? {} : { supervise: tell }) });
    await ensureDatabase(server.urlOf('postgres'));
    const stop = async (): Promise<void> => {
      if (!share || !server.adopted) await server.stop();
      held?.release();
    };
    return { ownerUrl: server.urlOf(NAME), adopted: server.adopted, stop };
  } catch (error) {
    held?.release();
    throw error;
  }
}

async function loginWorks(url: string): Promise<boolean> {
  try {
    await (await connect(url)).end();
    return true;
  } catch (error) {
    // Wrong password, unknown role, no right to connect: what a restored dump leaves behind.
    if (/^(28|42501|3D000)/.test(codeOf(error))) return false;
    throw error;
  }
}

async function appUrlOf(client: pg.Client, ownerUrl: string, login: AppLogin): Promise<string> {
  const url = urlForLogin(ownerUrl, login);
  if (await loginWorks(url)) return url;
  return urlForLogin(ownerUrl, await renewAppLogin(client));
}

export async function openDatabaseOf(
  settings: Settings,
  tell: (event: string) => void,
): Promise<OpenDatabase> {
  const source = await openSource(settings, tell);
  try {
    const client = await connectAsOwner(source.ownerUrl);
    try {
      const { applied, login } = await migrate(client, SQL_FOLDER);
      return { ...source, applied, appUrl: await appUrlOf(client, source.ownerUrl, login) };
    } finally {
      await client.end();
    }
  } catch (error) {
    await source.stop();
    if (isProblem(error)) throw error;
    const why = error instanceof Error ? error.message : String(error);
    throw problem(`数据库无法使用：${why}`, `The database cannot be used: ${why}`, error);
  }
}
