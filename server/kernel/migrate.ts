// Brings a database to the state this program expects: numbered migrations once, each in its own transaction with
// its checksum kept; views dropped and made anew; then privileges, row-level security and append-only guards laid
// over every table by rule, so that no migration can forget them.
import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';

const ROOMS = ['sys', 'md', 'contract', 'wms', 'erp', 'fin', 'qms'];
const MIGRATION_LOCK = 731_452_001;

export type AppLogin = { readonly user: string; readonly password: string };

type SqlFile = { readonly name: string; readonly text: string; readonly checksum: string };

function readSqlFiles(folder: string): SqlFile[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => {
      const text = readFileSync(join(folder, name), 'utf8');
      return { name, text, checksum: createHash('sha256').update(text).digest('hex') };
    });
}

/** A migration that was applied has since been edited: the database and the files no longer tell one story. */
export class MigrationChanged extends Error {}

async function applyMigrations(client: pg.ClientBase, folder: string): Promise<string[]> {
  await client.query(`create schema if not exists sys;
    create table if not exists sys.migration (
      name text primary key, checksum text not null, applied_at timestamptz not null default now());
    comment on table sys.migration is 'installation: which migrations have been applied';`);
  const { rows } = await client.query<{ name: string; checksum: string }>('select name, checksum from sys.migration');
  const applied = new Map(rows.map((row) => [row.name, row.checksum]));
  const fresh: string[] = [];
  for (const file of readSqlFiles(folder)) {
    const before = applied.get(file.name);
    if (before === file.checksum) continue;
    if (before) throw new MigrationChanged(`migration ${file.name} was changed after it had been applied`);
    await client.query('begin');
    try {
      await client.query(file.text);
      await client.query('insert into sys.migration (name, checksum) values ($1, $2)', [file.name, file.checksum]);
      await client.query('commit');
    } catch (error) {
      await client.query('rollback');
      throw new Error(`migration ${file.name} failed`, { cause: error });
    }
    fresh.push(file.name);
  }
  return fresh;
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** Drops every view and function of the rooms' view files and makes them anew, in file order. */
async function remakeViews(client: pg.ClientBase, folder: string): Promise<void> {
  const { rows } = await client.query<{ schema: string; name: string }>(
    `select n.nspname as schema, c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'v' and n.nspname = any($1)`, [ROOMS]);
  const drops = rows.map((view) => `drop view if exists ${quoted(view.schema)}.${quoted(view.name)} cascade;`);
  const files = readSqlFiles(folder);
  await client.query('begin');
  try {
    await client.query(drops.join('\n'));
    for (const file of inOrderOfNeed(files)) {
      await client.query(file.text).catch((error: unknown) => {
        throw new Error(`view file ${file.name} failed`, { cause: error });
      });
    }
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}

/** A view file may start with `-- needs: other-file.sql`; needed files come first. */
function inOrderOfNeed(files: readonly SqlFile[]): SqlFile[] {
  const byName = new Map(files.map((file) => [file.name, file]));
  const done = new Set<string>();
  const ordered: SqlFile[] = [];
  const visit = (file: SqlFile): void => {
    if (done.has(file.name)) return;
    done.add(file.name);
    for (const [, list] of file.text.matchAll(/^-- needs: (.+)$/gm)) {
      for (const name of (list ?? '').split(',').map((part) => part.trim())) {
        const needed = byName.get(name);
        if (!needed) throw new Error(`view file ${file.name} needs ${name}, which does not exist`);
        visit(needed);
      }
    }
    ordered.push(file);
  };
  files.forEach(visit);
  return ordered;
}

const GUARDS = `
do $$
declare t record; note text; keyed boolean;
begin
  if not exists (select from pg_roles where rolname = 'tongyuan_app') then
    create role tongyuan_app nologin;
  end if;
  create or replace function sys.refuse_rewriting() returns trigger language plpgsql as $body$
  begin
    raise exception '% is append-only', tg_table_name using errcode = 'TY003';
  end $body$;
  for t in select n.nspname, c.relname, c.oid from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname = any(array['sys','md','contract','wms','erp','fin','qms'])
  loop
    note := coalesce(obj_description(t.oid, 'pg_class'), '');
    keyed := exists (select from pg_attribute where attrelid = t.oid and attname = 'company_id' and not attisdropped);
    execute format('revoke all on %I.%I from tongyuan_app', t.nspname, t.relname);
    if t.relname in ('migration', 'owner_secret') then continue; end if;
    if note like 'append-only%' then
      execute format('grant select, insert on %I.%I to tongyuan_app', t.nspname, t.relname);
      execute format('drop trigger if exists refuse_rewriting on %I.%I', t.nspname, t.relname);
      execute format('create trigger refuse_rewriting before update or delete or truncate on %I.%I
        for each statement execute function sys.refuse_rewriting()', t.nspname, t.relname);
    else
      execute format('grant select, insert, update, delete on %I.%I to tongyuan_app', t.nspname, t.relname);
    end if;
    if keyed and note not like 'installation%' then
      execute format('alter table %I.%I enable row level security', t.nspname, t.relname);
      execute format('alter table %I.%I force row level security', t.nspname, t.relname);
      execute format('drop policy if exists own_company on %I.%I', t.nspname, t.relname);
      execute format('create policy own_company on %I.%I
        using (company_id = nullif(current_setting(''app.company'', true), '''')::uuid)
        with check (company_id = nullif(current_setting(''app.company'', true), '''')::uuid)', t.nspname, t.relname);
    end if;
  end loop;
end $$;
grant usage on schema sys, md, contract, wms, erp, fin, qms to tongyuan_app;
grant usage on all sequences in schema sys, md, contract, wms, erp, fin, qms to tongyuan_app;
`;

const VIEW_GRANTS = `
do $$
declare v record;
begin
  for v in select n.nspname, c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'v' and n.nspname = any(array['sys','md','contract','wms','erp','fin','qms'])
  loop
    execute format('grant select on %I.%I to tongyuan_app', v.nspname, v.relname);
  end loop;
end $$;
grant execute on all functions in schema sys, md, contract, wms, erp, fin, qms to tongyuan_app;
`;

/** Makes (or renews) the login the running server uses: it owns nothing and is a member of tongyuan_app. */
async function ensureAppLogin(client: pg.ClientBase): Promise<AppLogin> {
  await client.query(`create table if not exists sys.owner_secret (
    id boolean primary key default true check (id), app_user text not null, app_password text not null);
    comment on table sys.owner_secret is 'installation: the application login; only the owner can read it';
    revoke all on sys.owner_secret from public;`);
  const found = await client.query<{ app_user: string; app_password: string }>(
    'select app_user, app_password from sys.owner_secret');
  const row = found.rows[0] ?? {
    app_user: `tongyuan_${randomBytes(6).toString('hex')}`,
    app_password: randomBytes(24).toString('base64url'),
  };
  const role = await client.query('select from pg_roles where rolname = $1', [row.app_user]);
  const verb = role.rowCount ? 'alter' : 'create';
  await client.query(`${verb} role ${quoted(row.app_user)} login nosuperuser nocreatedb nocreaterole nobypassrls
    password '${row.app_password}'`);
  await client.query(`grant tongyuan_app to ${quoted(row.app_user)}`);
  if (!found.rows[0]) {
    await client.query('insert into sys.owner_secret (app_user, app_password) values ($1, $2)',
      [row.app_user, row.app_password]);
  }
  return { user: row.app_user, password: row.app_password };
}

export type Migrated = { readonly applied: readonly string[]; readonly login: AppLogin };

/** Migrates as the owner. `folder` holds migrations/ and views/. Safe to run from several processes at once. */
export async function migrate(client: pg.ClientBase, folder: string): Promise<Migrated> {
  await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
  try {
    const applied = await applyMigrations(client, join(folder, 'migrations'));
    await client.query(GUARDS);
    await remakeViews(client, join(folder, 'views'));
    await client.query(VIEW_GRANTS);
    return { applied, login: await ensureAppLogin(client) };
  } finally {
    await client.query('select pg_advisory_unlock($1)', [MIGRATION_LOCK]);
  }
}
