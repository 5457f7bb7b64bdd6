// Which rows of a list are meant and in which order: filters, search, the asker's warehouses, and the place in the order
// where a page begins.
import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import type { Ctx, Tx } from './ctx.ts';
import {
  type Column,
  type ColumnKind,
  type List,
  type ListFilter,
  type ListInput,
  columnOf,
} from './list.ts';
import { type SearchColumn, likeText, searchCondition } from './list-search.ts';
import { refuse } from './refusal.ts';

const CASTS: Readonly<Partial<Record<ColumnKind, RawBuilder<unknown>>>> = {
  qty: sql`numeric`,
  amount: sql`numeric`,
  price: sql`numeric`,
  rate: sql`numeric`,
  integer: sql`bigint`,
  date: sql`date`,
  moment: sql`timestamptz`,
  boolean: sql`boolean`,
  id: sql`uuid`,
};
const castOf = (kind: ColumnKind): RawBuilder<unknown> => CASTS[kind] ?? sql`text`;

const one = (value: unknown): string => (Array.isArray(value) ? String(value[0] ?? '') : String(value ?? ''));

function conditionOf(columns: readonly Column[], filter: ListFilter): RawBuilder<boolean> {
  const column = columnOf(columns, filter.column);
  const name = sql.ref(column.key);
  const cast = castOf(column.kind);
  // Codes and states compare as text whatever they are in the database.
  const ref = column.kind in CASTS ? name : sql`${name}::text`;
  const values = Array.isArray(filter.value) ? filter.value : [one(filter.value)];
  const value = one(filter.value);
  switch (filter.op) {
    case 'eq':
      return sql`${ref} = ${value}::${cast}`;
    case 'ne':
      return sql`${ref} is distinct from ${value}::${cast}`;
    case 'in':
      return sql`${ref} = any(${values}::${cast}[])`;
    case 'contains':
      return sql`${name}::text ilike ${`%${likeText(value)}%`}`;
    case 'starts':
      return sql`${name}::text ilike ${`${likeText(value)}%`}`;
    case 'gte':
      return sql`${ref} >= ${value}::${cast}`;
    case 'lte':
      return sql`${ref} <= ${value}::${cast}`;
    case 'between':
      return sql`${ref} between ${value}::${cast} and ${values[1] ?? ''}::${cast}`;
    case 'empty':
      return sql`(${name} is null or ${name}::text = '')`;
    case 'filled':
      return sql`(${name} is not null and ${name}::text <> '')`;
  }
}

export type Sort = { readonly column: Column; readonly direction: 'asc' | 'desc' };

export function sortOf(list: List, columns: readonly Column[], input: ListInput): Sort[] {
  const wished = (input.sort?.length ? input.sort : list.sort).map((sort) => ({
    column: columnOf(columns, sort.column),
    direction: sort.direction,
  }));
  return wished;
}

export type SortKey = {
  readonly ref: RawBuilder<unknown>;
  readonly cast: RawBuilder<unknown>;
  readonly direction: 'asc' | 'desc';
};

const keyCast = (list: List): RawBuilder<unknown> => sql.raw(list.keyKind ?? 'uuid');

export const sortKeys = (sorts: readonly Sort[], list: List): SortKey[] => [
  ...sorts.map(({ column, direction }) => ({
    ref: sql.ref(column.key),
    cast: castOf(column.kind),
    direction,
  })),
  { ref: sql.ref(list.key), cast: keyCast(list), direction: sorts[0]?.direction ?? 'asc' },
];

/** Beyond one value in the database's own order: empty cells come last when rising and first when falling. */
function beyond({ ref, cast, direction }: SortKey, value: string | null): RawBuilder<unknown> {
  if (direction === 'asc')
    return value === null ? sql`false` : sql`(${ref} > ${value}::${cast} or ${ref} is null)`;
  return value === null ? sql`${ref} is not null` : sql`${ref} < ${value}::${cast}`;
}

/** (a, b, key) lies after the cursor: a beyond, or a equal and b beyond, and so on. */
export function afterCursor(
  keys: readonly SortKey[],
  cursor: readonly (string | null)[],
): RawBuilder<boolean> {
  const branches = keys.map((key, index) => {
    const equal = keys.slice(0, index).map(({ ref, cast }, at) => {
      const value = cursor[at] ?? null;
      return value === null ? sql`${ref} is null` : sql`${ref} = ${value}::${cast}`;
    });
    return sql`(${sql.join([...equal, beyond(key, cursor[index] ?? null)], sql` and `)})`;
  });
  const after = sql<boolean>`(${sql.join(branches, sql` or `)})`;
  const [first] = keys;
  const bound = cursor[0] ?? null;
  // Says what the branches imply, in the form an index can start from.
  return first?.direction === 'desc' && bound !== null
    ? sql<boolean>`${first.ref} <= ${bound}::${first.cast} and ${after}`
    : after;
}

export function readCursor(text: string, length: number): (string | null)[] {
  const read = (): unknown => {
    try {
      return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    } catch {
      return null;
    }
  };
  const parsed = z.array(z.string().nullable()).length(length).safeParse(read());
  return parsed.success ? parsed.data : refuse('NOT_FOUND', { what: 'page', key: text.slice(0, 20) });
}

/** A column the asker may not see may not be guessed through the search box either. */
function searchedColumns(list: List, columns: readonly Column[]): SearchColumn[] {
  const known = new Set(list.columns.map(({ key }) => key));
  const seen = new Set(columns.map(({ key }) => key));
  return list.search.filter((key) => typeof key !== 'string' || seen.has(key) || !known.has(key));
}

export type Meant = {
  readonly where: RawBuilder<unknown>;
  /** The columns it speaks of. */
  readonly columns: ReadonlySet<string>;
};

/** The rows that are meant. */
export async function meantRows(tx: Tx, list: List, columns: readonly Column[], input: ListInput, ctx: Ctx) {
  const conditions: RawBuilder<unknown>[] = [sql`company_id = ${ctx.companyId}::uuid`];
  const spoken = new Set<string>();
  const { warehouseIds } = ctx.actor;
  if (list.warehouses && warehouseIds !== null) {
    const mine = list.warehouses.map((key) => sql`${sql.ref(key)} = any(${[...warehouseIds]}::uuid[])`);
    conditions.push(sql`(${sql.join(mine, sql` or `)})`);
    for (const key of list.warehouses) spoken.add(key);
  }
  if (list.scope) {
    conditions.push(list.scope(ctx));
    // Nobody knows which columns it speaks of, so only the view can answer.
    spoken.add('*');
  }
  for (const filter of input.filters ?? []) {
    conditions.push(conditionOf(columns, filter));
    spoken.add(filter.column);
  }
  if (input.keys) {
    conditions.push(sql`${sql.ref(list.key)} = any(${[...input.keys]}::${keyCast(list)}[])`);
    spoken.add(list.key);
  }
  const search = input.search?.trim();
  if (search) {
    const found = await searchCondition(tx, searchedColumns(list, columns), ctx.companyId, search);
    conditions.push(found.where);
    for (const key of found.columns) spoken.add(key);
  }
  return { where: sql.join(conditions, sql` and `), columns: spoken } satisfies Meant;
}
