// What the catalogue of a migrated database says about the rooms' tables and views, for the generators.
import type pg from 'pg';
import { neverNullColumns } from './never-null.ts';
import { parseNodeTree } from './node-tree.ts';

export const ROOMS = ['sys', 'md', 'contract', 'wms', 'erp', 'fin', 'qms', 'plan'];

export type Column = {
  readonly name: string;
  readonly position: number;
  /** The domain's name, else the type's; an array is the element's name with [] behind. */
  readonly type: string;
  readonly sqlType: string;
  readonly notNull: boolean;
  readonly filled: boolean;
  readonly always: boolean;
  readonly defaultText: string | null;
};

export type Relation = {
  readonly oid: number;
  readonly schema: string;
  readonly name: string;
  readonly view: boolean;
  readonly comment: string | null;
  readonly columns: readonly Column[];
};

const RELATIONS = `
select c.oid::int8 as oid, n.nspname as schema, c.relname as name, c.relkind = 'v' as view,
  obj_description(c.oid, 'pg_class') as comment, r.ev_action::text as rule
from pg_class c
join pg_namespace n on n.oid = c.relnamespace
left join pg_rewrite r on r.ev_class = c.oid and r.rulename = '_RETURN'
where n.nspname = any($1) and c.relkind in ('r', 'p', 'v')
order by n.nspname, c.relname`;

const COLUMNS = `
select a.attrelid::int8 as oid, a.attname as name, a.attnum::int4 as position,
  case when e.oid is not null then e.typname || '[]' else t.typname end as type,
  format_type(a.atttypid, a.atttypmod) as sql_type, a.attnotnull as not_null,
  a.atthasdef or a.attidentity <> '' as filled, a.attidentity = 'a' or a.attgenerated <> '' as always,
  case when a.attidentity <> '' then 'generated ' || case a.attidentity when 'a' then 'always' else 'by default' end
      || ' as identity'
    when a.attgenerated <> '' then 'generated always as (' || pg_get_expr(d.adbin, d.adrelid) || ') stored'
    else 'default ' || pg_get_expr(d.adbin, d.adrelid) end as default_text
from pg_attribute a
join pg_class c on c.oid = a.attrelid
join pg_namespace n on n.oid = c.relnamespace
join pg_type t on t.oid = a.atttypid
left join pg_type e on e.oid = t.typelem and t.typcategory = 'A'
left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
where n.nspname = any($1) and c.relkind in ('r', 'p', 'v') and a.attnum > 0 and not a.attisdropped
order by a.attrelid, a.attnum`;

type RelationRow = Omit<Relation, 'columns' | 'oid'> & { oid: bigint; rule: string | null };
type ColumnRow = {
  oid: bigint;
  name: string;
  position: number;
  type: string;
  sql_type: string;
  not_null: boolean;
  filled: boolean;
  always: boolean;
  default_text: string | null;
};

function columnsByRelation(rows: readonly ColumnRow[]): Map<number, Column[]> {
  const found = new Map<number, Column[]>();
  for (const row of rows) {
    const { sql_type: sqlType, not_null: notNull, default_text: defaultText, oid, ...rest } = row;
    const list = found.get(Number(oid)) ?? [];
    list.push({ ...rest, sqlType, notNull, defaultText });
    found.set(Number(oid), list);
  }
  return found;
}

export async function readRelations(client: pg.ClientBase): Promise<Relation[]> {
  const { rows: relations } = await client.query<RelationRow>(RELATIONS, [ROOMS]);
  const { rows: columnRows } = await client.query<ColumnRow>(COLUMNS, [ROOMS]);
  const columns = columnsByRelation(columnRows);
  const rules = new Map(relations.map(({ oid, rule }) => [Number(oid), rule]));
  const known = new Map<number, readonly boolean[]>();
  const neverNull = (oid: number): readonly boolean[] => {
    const before = known.get(oid);
    if (before) return before;
    const rule = rules.get(oid);
    const answer = rule
      ? neverNullColumns(parseNodeTree(rule), base)
      : (columns.get(oid) ?? []).map((column) => column.notNull);
    known.set(oid, answer);
    return answer;
  };
  const base = (oid: number, position: number): boolean => {
    const own = columns.get(oid) ?? [];
    return neverNull(oid)[own.findIndex((column) => column.position === position)] ?? false;
  };
  return relations.map(({ oid, rule, ...relation }) => ({
    ...relation,
    oid: Number(oid),
    columns: (columns.get(Number(oid)) ?? []).map((column) => ({
      ...column,
      notNull: rule === null ? column.notNull : base(Number(oid), column.position),
    })),
  }));
}
