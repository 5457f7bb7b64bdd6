// Databases for tests: one throw-away cluster per run (its address in TONGYUAN_TEST_CLUSTER, or started here), one
// migrated template, one clone per test file. After every test the law queries must return nothing.
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import assert from 'node:assert/strict';
import { after, afterEach, before } from 'node:test';
import type { Kysely } from 'kysely';
import pg from 'pg';
import type { Db } from '../../server/kernel/db.gen.ts';
import { openDatabase, openPool } from '../../server/kernel/database.ts';
import { readAppLogin, urlForLogin } from '../../server/kernel/app-login.ts';
import { migrate, readPlan } from '../../server/kernel/migrate.ts';
import { startEmbeddedPostgres } from '../../server/main/embedded-postgres.ts';
import { breaches, readLaws } from '../../server/main/laws.ts';

export type TestDatabase = {
  readonly name: string;
  readonly ownerUrl: string;
  readonly appUrl: string;
  /** What the product uses: an unprivileged login under row-level security. */
  readonly database: Kysely<Db>;
  /** The owner's eye, which sees every company; for assertions and laws only. */
  readonly owner: pg.Pool;
  readonly assertLaws: () => Promise<void>;
  readonly close: () => Promise<void>;
};

const DB_FOLDER = resolve(import.meta.dirname, '../../db');

/** The template is named after the schema's content, so that a kept cluster never serves an old schema. */
const templateName = (): string => `template_${readPlan(DB_FOLDER).digest.slice(0, 12)}`;

/** Starts the run's cluster; throw-away data, so commits need not wait for the disk. */
export async function startTestCluster(folder: string): Promise<{ url: string; stop: () => Promise<void> }> {
  const server = await startEmbeddedPostgres({
    folder,
    settings: { synchronous_commit: 'off', fsync: 'off', full_page_writes: 'off', max_connections: '200' },
  });
  return { url: server.urlOf('postgres'), stop: server.stop };
}

/** Where a cluster is kept from one run of a tool to the next. */
export const KEPT_CLUSTER = join(tmpdir(), `tongyuan-test-${process.getuid?.() ?? 0}`);

async function clusterUrl(): Promise<string> {
  const given = process.env.TONGYUAN_TEST_CLUSTER;
  if (given) return given;
  return (await startTestCluster(KEPT_CLUSTER)).url;
}

const withDatabase = (url: string, name: string): string => url.replace(/\/[^/]*$/, `/${name}`);

export async function asOwner<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

const TEMPLATE_LOCK = 731_452_002;

async function ensureTemplate(url: string): Promise<string> {
  const name = templateName();
  await asOwner(url, async (client) => {
    await client.query('select pg_advisory_lock($1)', [TEMPLATE_LOCK]);
    const found = await client.query('select from pg_database where datname = $1 and datistemplate', [name]);
    if (!found.rowCount) {
      await client.query(`drop database if exists ${name}`);
      await client.query(`create database ${name}`);
      await asOwner(withDatabase(url, name), (inner) => migrate(inner, DB_FOLDER));
      await client.query(`alter database ${name} is_template true`);
    }
    await client.query('select pg_advisory_unlock($1)', [TEMPLATE_LOCK]);
  });
  return name;
}

export type EmptyDatabase = {
  readonly name: string;
  readonly url: string;
  readonly drop: () => Promise<void>;
};

/** A database with nothing in it, for tests of migration itself. */
export async function createEmptyDatabase(): Promise<EmptyDatabase> {
  const url = await clusterUrl();
  const name = `e_${randomBytes(6).toString('hex')}`;
  await asOwner(url, (client) => client.query(`create database ${name}`));
  return {
    name,
    url: withDatabase(url, name),
    drop: async () =>
      void (await asOwner(url, (client) => client.query(`drop database ${name} with (force)`))),
  };
}

/** A fresh clone of the migrated template, with the product's own unprivileged login. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const url = await clusterUrl();
  const template = await ensureTemplate(url);
  const name = `t_${randomBytes(6).toString('hex')}`;
  await asOwner(url, (client) => client.query(`create database ${name} template ${template}`));
  const ownerUrl = withDatabase(url, name);
  const login = await asOwner(ownerUrl, readAppLogin);
  assert(login);
  const appUrl = urlForLogin(ownerUrl, login);
  const pool = openPool({ connectionString: appUrl, max: 24, applicationName: 'tongyuan-test' });
  const owner = openPool({ connectionString: ownerUrl, max: 4, applicationName: 'tongyuan-test-owner' });
  const database = openDatabase(pool);
  return {
    name,
    ownerUrl,
    appUrl,
    database,
    owner,
    assertLaws: async () => {
      assert.deepEqual(await breaches(owner, readLaws(join(DB_FOLDER, 'laws'))), []);
    },
    close: async () => {
      await database.destroy();
      await owner.end();
      await asOwner(url, (client) => client.query(`drop database if exists ${name} with (force)`));
    },
  };
}

/** For a test file: a database before its tests, every law after each of them. `prepare` puts in what all need. */
export function useTestDatabase(prepare?: (made: TestDatabase) => Promise<void>): () => TestDatabase {
  let made: TestDatabase | undefined;
  before(async () => {
    made = await createTestDatabase();
    await prepare?.(made);
  });
  afterEach(async () => made?.assertLaws());
  after(async () => made?.close());
  return () => {
    assert(made, 'the database is there only while the tests run');
    return made;
  };
}
