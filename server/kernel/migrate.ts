// Brings a database to the state this program expects: numbered migrations once, each in its own transaction with
// its checksum kept; then views dropped and made anew and the guards laid over every table. When nothing changed it
// only looks, so a second process can start under load. Locks live in transactions: a pooler may stand in between.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';
import { type AppLogin, ensureAppLogin, explainRoleError, readAppLogin } from './app-login.ts';
import { areLogsElsewhere, continueLogs } from './log-position.ts';
import { problem } from './problem.ts';

const ROOMS = ['sys', 'md', 'contract', 'wms', 'erp', 'fin', 'qms', 'plan'];
const MIGRATION_LOCK = 731_452_001;
const OLDEST_SERVER = 150_000;
/** Bumped when the application login is made differently. */
const LOGIN_VERSION = '1';

type SqlFile = { readonly name: string; readonly text: string; readonly checksum: string };

type Plan = {
  readonly migrations: readonly SqlFile[];
  readonly views: readonly SqlFile[];
  readonly guards: string;
  readonly digest: string;
};

type State = { readonly applied: ReadonlyMap<string, string>; readonly digest: string | null };

export type Migrated = { readonly applied: readonly string[]; readonly login: AppLogin };

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

function readSqlFiles(folder: string): SqlFile[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => {
      const text = readFileSync(join(folder, name), 'utf8');
      return { name, text, checksum: sha256(text) };
    });
}

/** What `folder` (migrations/, views/, guards.sql) asks of a database. */
export function readPlan(folder: string): Plan {
  const migrations = readSqlFiles(join(folder, 'migrations'));
  const views = inOrderOfNeed(readSqlFiles(join(folder, 'views')));
  const guards = readFileSync(join(folder, 'guards.sql'), 'utf8');
  const all = [...migrations, ...views].map((file) => `${file.name} ${file.checksum}`);
  return { migrations, views, guards, digest: sha256([...all, guards, LOGIN_VERSION].join('\n')) };
}

/** A view file may say `-- needs: other-file.sql, another.sql`; needed files come first. */
function inOrderOfNeed(files: readonly SqlFile[]): SqlFile[] {
  const byName = new Map(files.map((file) => [file.name, file]));
  const done = new Set<string>();
  const ordered: SqlFile[] = [];
  const visit = (file: SqlFile, path: readonly string[]): void => {
    if (path.includes(file.name))
      throw new Error(`view files need each other: ${[...path, file.name].join(' → ')}`);
    if (done.has(file.name)) return;
    for (const name of needsOf(file)) {
      const needed = byName.get(name);
      if (!needed) throw new Error(`view file ${file.name} needs ${name}, which does not exist`);
      visit(needed, [...path, file.name]);
    }
    done.add(file.name);
    ordered.push(file);
  };
  for (const file of files) visit(file, []);
  return ordered;
}

const needsOf = (file: SqlFile): string[] =>
  [...file.text.matchAll(/^-- needs: (.+)$/gm)].flatMap(([, list]) =>
    (list ?? '').split(',').map((name) => name.trim()),
  );

async function inTransaction<T>(client: pg.ClientBase, work: () => Promise<T>): Promise<T> {
  await client.query('begin');
  try {
    await client.query(`set local lock_timeout = '20s'; set local statement_timeout = 0;
      set local client_min_messages = warning; select pg_advisory_xact_lock(${MIGRATION_LOCK})`);
    const result = await work();
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  }
}

async function checkServer(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ version: number; shown: string; encoding: string }>(
    `select current_setting('server_version_num')::int4 as version, current_setting('server_version') as shown,
       current_setting('server_encoding') as encoding`,
  );
  const [server] = rows;
  if (!server || server.version < OLDEST_SERVER) {
    throw problem(
      `需要 PostgreSQL 15 或更新版本，当前为 ${server?.shown}。`,
      `PostgreSQL 15 or newer is needed; this is ${server?.shown}.`,
    );
  }
  if (server.encoding !== 'UTF8') {
    throw problem(
      `数据库编码须为 UTF8，当前为 ${server.encoding}。`,
      `The database must be encoded in UTF8; this one is in ${server.encoding}.`,
    );
  }
}

async function readState(client: pg.ClientBase): Promise<State> {
  // Asked of the catalogue's tables: name look-ups remember "not there" for the whole transaction, also after the
  // wait for another process that has just made it.
  const known = await client.query<{ there: boolean }>(
    `select count(*) = 2 as there from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'sys' and c.relname in ('migration', 'installation')`,
  );
  if (!known.rows[0]?.there) return { applied: new Map(), digest: null };
  const { rows } = await client.query<{ name: string; checksum: string }>(
    'select name, checksum from sys.migration',
  );
  const installation = await client.query<{ schema_digest: string | null }>(
    'select schema_digest from sys.installation',
  );
  return {
    applied: new Map(rows.map((row) => [row.name, row.checksum])),
    digest: installation.rows[0]?.schema_digest ?? null,
  };
}

/** A database that tells another story than the files is left alone. */
function compareStories(plan: Plan, state: State): void {
  const files = new Map(plan.migrations.map((file) => [file.name, file.checksum]));
  for (const [name, checksum] of state.applied) {
    const file = files.get(name);
    if (file === undefined) {
      throw problem(
        `数据库比程序新：已执行过本程序没有的迁移 ${name}。请使用更新的版本。`,
        `The database is newer than this program: migration ${name} has been applied. Use the newer version.`,
      );
    }
    if (file !== checksum) {
      throw problem(
        `迁移 ${name} 在执行之后被修改过，数据库与程序不再一致。`,
        `Migration ${name} was changed after it had been applied; database and program no longer agree.`,
      );
    }
  }
}

/** A migration repairs rows of every company, so its owner stands outside the policies until the guards return. */
const LIFT_POLICIES = `
do $$
declare t record;
begin
  for t in select format('%I.%I', n.nspname, c.relname) as name
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relforcerowsecurity and n.nspname = any(array['${ROOMS.join("','")}'])
  loop
    execute format('alter table %s no force row level security', t.name);
  end loop;
end $$;`;

async function applyMigration(client: pg.ClientBase, file: SqlFile): Promise<boolean> {
  const remember = 'insert into sys.migration (name, checksum) values ($1, $2)';
  try {
    // Some statements, such as an index built beside running work, refuse a transaction; such a file holds one.
    if (/^-- no-transaction\b/.test(file.text)) {
      await client.query(file.text);
      await client.query(remember, [file.name, file.checksum]);
      return true;
    }
    return await inTransaction(client, async () => {
      if ((await readState(client)).applied.has(file.name)) return false;
      await client.query(LIFT_POLICIES);
      await client.query(file.text);
      await client.query(remember, [file.name, file.checksum]);
      return true;
    });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw problem(`迁移 ${file.name} 失败：${why}`, `Migration ${file.name} failed: ${why}`, error);
  }
}

async function remakeViews(client: pg.ClientBase, files: readonly SqlFile[]): Promise<void> {
  const { rows } = await client.query<{ drop: string }>(
    `select format('drop view if exists %I.%I cascade', n.nspname, c.relname) as drop
     from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'v' and n.nspname = any($1)`,
    [ROOMS],
  );
  await client.query(rows.map((row) => row.drop).join(';'));
  for (const file of files) {
    try {
      await client.query(file.text);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      throw problem(`视图文件 ${file.name} 失败：${why}`, `View file ${file.name} failed: ${why}`, error);
    }
  }
}

/** Logs that come from another server go on here where they stood. */
async function placeLogs(client: pg.ClientBase, plan: Plan): Promise<void> {
  if (!(await areLogsElsewhere(client))) return;
  await inTransaction(client, async () => {
    if (!(await areLogsElsewhere(client))) return;
    await client.query(LIFT_POLICIES);
    await continueLogs(client);
    await client.query(plan.guards);
  });
}

/** Migrates as the owner. `folder` holds migrations/, views/ and guards.sql. Safe to run from several processes. */
export async function migrate(client: pg.ClientBase, folder: string): Promise<Migrated> {
  await checkServer(client);
  const plan = readPlan(folder);
  const state = await readState(client);
  compareStories(plan, state);
  const kept = state.digest === plan.digest ? await readAppLogin(client) : null;
  if (kept) {
    await placeLogs(client, plan);
    return { applied: [], login: kept };
  }
  const applied: string[] = [];
  for (const file of plan.migrations) {
    if (!state.applied.has(file.name) && (await applyMigration(client, file))) applied.push(file.name);
  }
  const login = await inTransaction(client, async () => {
    await remakeViews(client, plan.views);
    await client.query(plan.guards);
    const made = await ensureAppLogin(client);
    await client.query('update sys.installation set schema_digest = $1', [plan.digest]);
    return made;
  }).catch((error: unknown) => {
    throw explainRoleError(error);
  });
  await placeLogs(client, plan);
  return { applied, login };
}

/** Makes the application's login work again, for example after a dump was restored on another server. */
export async function renewAppLogin(client: pg.ClientBase): Promise<AppLogin> {
  return inTransaction(client, () => ensureAppLogin(client));
}
