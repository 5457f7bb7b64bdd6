// A list is declared once, as columns over a view: from that come its filters, keyset pages, totals, search,
// Excel export and the screen's columns. Rows never carry a column that the asker has no right to.
import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import type { Ctx, Tx } from './ctx.ts';
import { type AnyQuery, defineQuery } from './command.ts';
import { type SearchColumn, likeText, searchCondition } from './list-search.ts';
import { refuse } from './refusal.ts';

/** An `id` is hidden from people; screens filter by it. */
export type ColumnKind =
  | 'text'
  | 'code'
  | 'qty'
  | 'amount'
  | 'price'
  | 'rate'
  | 'date'
  | 'moment'
  | 'state'
  | 'boolean'
  | 'integer'
  | 'id';

export type Column = {
  readonly key: string;
  readonly kind: ColumnKind;
  readonly zh: string;
  readonly en: string;
  /** Only sent to askers with this right. */
  readonly right?: string;
  /** The cell opens a document of this kind; its id is in the column `linkId`. */
  readonly link?: { readonly kind: string; readonly idColumn: string };
  readonly sortable?: boolean;
  readonly hidden?: boolean;
  /** For states: the words of each value. */
  readonly words?: Readonly<Record<string, { zh: string; en: string; tone: string }>>;
};

export type List = {
  readonly name: string;
  readonly right: string;
  readonly zh: string;
  readonly en: string;
  /** 'schema.view'; has company_id and the key column. */
  readonly view: string;
  /** Unique within the company and never null; breaks ties of the sort. */
  readonly key: string;
  /** What the key is in the database, so that its index serves the pages; uuid unless said otherwise. */
  readonly keyKind?: 'uuid' | 'bigint' | 'text';
  readonly columns: readonly Column[];
  /** Columns that the search box looks into. */
  readonly search: readonly SearchColumn[];
  readonly sort: readonly { column: string; direction: 'asc' | 'desc' }[];
  /** Columns summed in the totals row. */
  readonly totals?: readonly string[];
  /** Always-on condition, for example the actor's warehouses. */
  readonly scope?: (ctx: Ctx) => RawBuilder<boolean> | null;
};

const zListFilter = z.object({
  column: z.string().max(60),
  op: z.enum(['eq', 'ne', 'in', 'contains', 'starts', 'gte', 'lte', 'between', 'empty', 'filled']),
  value: z.union([z.string().max(500), z.array(z.string().max(500)).max(200), z.boolean()]).optional(),
});
const zListSort = z.object({ column: z.string().max(60), direction: z.enum(['asc', 'desc']) });
type ListFilter = z.output<typeof zListFilter>;

export const zListInput = z.object({
  filters: z.array(zListFilter).max(20).optional(),
  search: z.string().max(200).optional(),
  sort: z.array(zListSort).max(3).optional(),
  after: z.string().max(2_000).nullish(),
  limit: z.int().min(1).max(500).optional(),
});
export type ListInput = z.output<typeof zListInput>;

export const zListOutput = z.object({
  rows: z.array(z.record(z.string(), z.unknown())),
  next: z.string().nullable(),
  total: z.int(),
  totalIsExact: z.boolean(),
  totals: z.record(z.string(), z.string().nullable()),
});

const NUMBER = z.string().regex(/^-?\d{1,18}(\.\d{1,8})?$/);
const VALUES: Readonly<Partial<Record<ColumnKind, z.ZodType>>> = {
  qty: NUMBER,
  amount: NUMBER,
  price: NUMBER,
  rate: NUMBER,
  integer: z.string().regex(/^-?\d{1,18}$/),
  date: z.iso.date(),
  moment: z.union([z.iso.datetime({ offset: true }), z.iso.date()]),
  boolean: z.union([z.boolean(), z.enum(['true', 'false'])]),
  id: z.uuid(),
};
const ANY_VALUE = z.union([z.string(), z.boolean()]);

/** What is wrong with the value of a filter, so that the database never meets text it cannot read. */
function filterObjection(column: Column, filter: ListFilter): string | null {
  const { op, value } = filter;
  if (op === 'empty' || op === 'filled') return null;
  if (value === undefined) return 'a value is needed';
  if (op === 'contains' || op === 'starts') return typeof value === 'string' ? null : 'one text is needed';
  const values = Array.isArray(value) ? value : [value];
  if (op === 'between' && values.length !== 2) return 'two values are needed';
  if (op !== 'between' && op !== 'in' && values.length !== 1) return 'one value is needed';
  const schema = VALUES[column.kind] ?? ANY_VALUE;
  return values.every((one) => schema.safeParse(one).success)
    ? null
    : `not a value of this column (${column.kind})`;
}

/** The input of one list: its own columns by name, and values that fit them. */
export const inputOfList = (list: List) => {
  const zColumn = z.enum(list.columns.map((column) => column.key));
  return zListInput
    .extend({
      filters: z
        .array(zListFilter.extend({ column: zColumn }))
        .max(20)
        .optional(),
      sort: z
        .array(zListSort.extend({ column: zColumn }))
        .max(3)
        .optional(),
    })
    .superRefine((input, issues) => {
      for (const [at, filter] of (input.filters ?? []).entries()) {
        const column = list.columns.find(({ key }) => key === filter.column);
        const message = column ? filterObjection(column, filter) : null;
        if (message) issues.addIssue({ code: 'custom', path: ['filters', at, 'value'], message });
      }
    });
};

const COUNT_LIMIT = 2_000;
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

export const visibleColumns = (list: List, rights: ReadonlySet<string>): Column[] =>
  list.columns.filter((column) => !column.right || rights.has(column.right));

function columnOf(columns: readonly Column[], key: string): Column {
  return columns.find((column) => column.key === key) ?? refuse('NOT_FOUND', { what: 'column', key });
}

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

type Sort = { readonly column: Column; readonly direction: 'asc' | 'desc' };

function sortOf(list: List, columns: readonly Column[], input: ListInput): Sort[] {
  const wished = (input.sort?.length ? input.sort : list.sort).map((sort) => ({
    column: columnOf(columns, sort.column),
    direction: sort.direction,
  }));
  return wished;
}

type SortKey = {
  readonly ref: RawBuilder<unknown>;
  readonly cast: RawBuilder<unknown>;
  readonly direction: 'asc' | 'desc';
};

const keyCast = (list: List): RawBuilder<unknown> => sql.raw(list.keyKind ?? 'uuid');

const sortKeys = (sorts: readonly Sort[], list: List): SortKey[] => [
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
function afterCursor(keys: readonly SortKey[], cursor: readonly (string | null)[]): RawBuilder<boolean> {
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

function readCursor(text: string, length: number): (string | null)[] {
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

export function listConditions(list: List, columns: readonly Column[], input: ListInput, ctx: Ctx) {
  const conditions: RawBuilder<boolean>[] = [sql<boolean>`company_id = ${ctx.companyId}::uuid`];
  const scope = list.scope?.(ctx);
  if (scope) conditions.push(scope);
  for (const filter of input.filters ?? []) conditions.push(conditionOf(columns, filter));
  const search = input.search?.trim();
  if (search) {
    // A column the asker may not see may not be guessed through the search box either.
    const known = new Set(list.columns.map(({ key }) => key));
    const seen = new Set(columns.map(({ key }) => key));
    const searched = list.search.filter((key) => typeof key !== 'string' || seen.has(key) || !known.has(key));
    conditions.push(searchCondition(searched, ctx.companyId, search));
  }
  return conditions;
}

export type Row = Readonly<Record<string, unknown>>;
export type Rows = { readonly rows: readonly Row[]; readonly next: string | null };

type Source = { readonly from: RawBuilder<unknown>; readonly where: RawBuilder<unknown> };

/** What a page reads of each row, and in which order. */
function shapeOf(list: List, columns: readonly Column[], input: ListInput) {
  const keys = sortKeys(sortOf(list, columns, input), list);
  const links = columns.flatMap(({ link }) => (link ? [link.idColumn] : []));
  return { keys, wanted: [...new Set([list.key, ...columns.map(({ key }) => key), ...links])] };
}

async function readFrom(tx: Tx, list: List, input: ListInput, ctx: Ctx, source: Source): Promise<Rows> {
  const columns = visibleColumns(list, ctx.actor.rights);
  const limit = input.limit ?? 50;
  const { keys, wanted } = shapeOf(list, columns, input);
  const paged = input.after
    ? sql`${source.where} and ${afterCursor(keys, readCursor(input.after, keys.length))}`
    : source.where;
  const order = sql.join(
    keys.map(({ ref, direction }) => sql`${ref} ${sql.raw(direction)}`),
    sql`, `,
  );
  const cursor = sql.join(keys.map(({ ref }) => sql`${ref}::text`));
  const selected = sql.join([
    ...wanted.map((key) => sql.ref(key)),
    sql`json_build_array(${cursor}) as "$cursor"`,
  ]);
  const { rows } = await sql<Record<string, unknown>>`
    select ${selected} from ${source.from} where ${paged} order by ${order} limit ${limit + 1}
  `.execute(tx);
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1)?.['$cursor'] : undefined;
  return {
    rows: page.map(({ $cursor: _, ...row }) => row),
    next: last === undefined ? null : Buffer.from(JSON.stringify(last)).toString('base64url'),
  };
}

/** The rows of one page, without totals. */
export function readRows(tx: Tx, list: List, input: ListInput, ctx: Ctx): Promise<Rows> {
  const columns = visibleColumns(list, ctx.actor.rights);
  const where = sql.join(listConditions(list, columns, input, ctx), sql` and `);
  return readFrom(tx, list, input, ctx, { from: sql`${sql.table(list.view)}`, where });
}

/** One page of a list; at most 500 rows. */
export async function readPage(
  tx: Tx,
  list: List,
  input: ListInput,
  ctx: Ctx,
): Promise<z.input<typeof zListOutput>> {
  const columns = visibleColumns(list, ctx.actor.rights);
  const { rows, next } = await readRows(tx, list, input, ctx);
  const where = sql.join(listConditions(list, columns, input, ctx), sql` and `);
  return { rows: [...rows], next, ...(await readTotals(tx, list, columns, where)) };
}

/** The count stops at a limit so that a page of a very long list stays fast; sums are then left out. */
async function readTotals(tx: Tx, list: List, columns: readonly Column[], where: RawBuilder<unknown>) {
  const keys = (list.totals ?? []).filter((key) => columns.some((column) => column.key === key));
  const sums = keys.map((key) => sql`, sum(${sql.ref(key)})::text as ${sql.ref(key)}`);
  const picked = keys.length ? sql.join(keys.map((key) => sql.ref(key))) : sql`1`;
  const { rows } = await sql<Record<string, unknown>>`
    select count(*)::text as "$count" ${sql.join(sums, sql` `)}
    from (select ${picked} from ${sql.table(list.view)} where ${where} limit ${COUNT_LIMIT + 1}) as counted
  `.execute(tx);
  const row = rows[0] ?? {};
  const count = Number(row['$count'] ?? 0);
  const exact = count <= COUNT_LIMIT;
  return {
    total: Math.min(count, COUNT_LIMIT),
    totalIsExact: exact,
    totals: Object.fromEntries(keys.map((key) => [key, exact && row[key] != null ? String(row[key]) : null])),
  };
}

/** The query behind a list. */
export const queryOfList = (list: List): AnyQuery =>
  defineQuery({
    name: list.name,
    right: list.right,
    input: inputOfList(list),
    output: zListOutput,
    run: (tx, input, ctx) => readPage(tx, list, input, ctx),
  });

export const defineList = (list: List): List => list;
