// A dump of the migrated schema that people read in review: made from the catalogue, always in the same order, so
// that a migration's effect on the whole shows as a difference of this one file.
import type pg from 'pg';
import { type Relation, ROOMS } from './catalogue.ts';

type Named = { readonly owner: string; readonly name: string; readonly text: string };

const DOMAINS = `
select '' as owner, t.typname as name, 'create domain ' || t.typname || ' as ' || format_type(t.typbasetype, t.typtypmod)
  || coalesce(' ' || (select string_agg(pg_get_constraintdef(k.oid), ' ' order by k.conname)
      from pg_constraint k where k.contypid = t.oid), '') || ';' as text
from pg_type t join pg_namespace n on n.oid = t.typnamespace
where t.typtype = 'd' and (n.nspname = 'public' or n.nspname = any($1)) order by t.typname`;

const CONSTRAINTS = `
select n.nspname || '.' || c.relname as owner, k.conname as name,
  'constraint ' || quote_ident(k.conname) || ' ' || pg_get_constraintdef(k.oid) as text
from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
where n.nspname = any($1) and k.contype in ('p', 'u', 'f', 'c', 'x')
order by c.relname, position(k.contype::text in 'pufxc'), k.conname`;

const INDEXES = `
select n.nspname || '.' || c.relname as owner, i.relname as name, pg_get_indexdef(i.oid) || ';' as text
from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class c on c.oid = x.indrelid
join pg_namespace n on n.oid = c.relnamespace
where n.nspname = any($1) and not exists (select from pg_constraint k where k.conindid = i.oid)
order by c.relname, i.relname`;

const TRIGGERS = `
select n.nspname || '.' || c.relname as owner, t.tgname as name, pg_get_triggerdef(t.oid) || ';' as text
from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
where n.nspname = any($1) and not t.tgisinternal order by c.relname, t.tgname`;

const GUARDS = `
select n.nspname || '.' || c.relname as owner, '' as name, concat_ws('; ',
  'application may ' || nullif(concat_ws(', ',
    case when has_table_privilege('tongyuan_app', c.oid, 'select') then 'select' end,
    case when has_table_privilege('tongyuan_app', c.oid, 'insert') then 'insert' end,
    case when has_table_privilege('tongyuan_app', c.oid, 'update') then 'update' end,
    case when has_table_privilege('tongyuan_app', c.oid, 'delete') then 'delete' end), ''),
  case when c.relrowsecurity and c.relforcerowsecurity then 'kept apart by company' end) as text
from pg_class c join pg_namespace n on n.oid = c.relnamespace
where n.nspname = any($1) and c.relkind in ('r', 'p', 'v')`;

const FUNCTIONS = `
select '' as owner, n.nspname || '.' || p.proname as name, pg_get_functiondef(p.oid) || ';' as text
from pg_proc p join pg_namespace n on n.oid = p.pronamespace
where n.nspname = any($1) and p.prokind in ('f', 'p') order by n.nspname, p.proname, p.oid::regprocedure::text`;

const VIEWS = `
select n.nspname || '.' || c.relname as owner, '' as name, pg_get_viewdef(c.oid) as text
from pg_class c join pg_namespace n on n.oid = c.relnamespace
where n.nspname = any($1) and c.relkind = 'v'`;

async function ask(client: pg.ClientBase, query: string): Promise<Named[]> {
  return (await client.query<Named>(query, [ROOMS])).rows;
}

const of = (list: readonly Named[], owner: string): string[] =>
  list.filter((entry) => entry.owner === owner).map((entry) => entry.text);

export async function schemaDump(client: pg.ClientBase, relations: readonly Relation[]): Promise<string> {
  const constraints = await ask(client, CONSTRAINTS);
  const after = [...(await ask(client, INDEXES)), ...(await ask(client, TRIGGERS))];
  const guards = await ask(client, GUARDS);
  const views = await ask(client, VIEWS);
  const parts = relations.map((relation) => {
    const name = `${relation.schema}.${relation.name}`;
    const notes = [relation.comment, ...of(guards, name)].flatMap((note) => (note ? [`-- ${note}`] : []));
    if (relation.view) return [...notes, `create view ${name} as`, ...of(views, name)].join('\n');
    const columns = relation.columns.map((column) =>
      [column.name, column.sqlType, column.notNull ? 'not null' : '', column.defaultText ?? '']
        .filter((word) => word !== '')
        .join(' '),
    );
    const inside = [...columns, ...of(constraints, name)].map((line) => `  ${line}`).join(',\n');
    return [...notes, `create table ${name} (`, inside, ');', ...of(after, name)].join('\n');
  });
  const domains = (await ask(client, DOMAINS)).map((domain) => domain.text).join('\n');
  const functions = (await ask(client, FUNCTIONS)).map((entry) => entry.text);
  const head = '-- The schema after every migration and view. Generated for reading: run `npm run codegen`.';
  return `${[head, domains, ...parts, ...functions].join('\n\n')}\n`;
}
