// A list is declared once, as columns over a view: from that come its filters, keyset pages, totals, search,
// Excel export and the screen's columns. Rows never carry a column that the asker has no right to.
import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import type { Ctx, Tx } from './ctx.ts';
import { type AnyQuery, defineQuery } from './command.ts';
import { refuse } from './refusal.ts';

export type ColumnKind =
  'text' | 'code' | 'qty' | 'amount' | 'price' | 'rate' | 'date' | 'moment' | 'state' | 'boolean' | 'integer';

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
  /** Unique within the company; breaks ties of the sort. */
  readonly key: string;
  readonly columns: readonly Column[];
  /** Columns that the search box looks into. */
  readonly search: readonly string[];
  readonly sort: readonly { column: string; direction: 'asc' | 'desc' }[];
  /** Columns summed in the totals row. */
  readonly totals?: readonly string[];
  /** Always-on condition, for example the actor's warehouses. */
  readonly scope?: (ctx: Ctx) => RawBuilder<boolean> | null;
};

export const zListInput = z.object({
  filters: z
    .array(
      z.object({
        column: z.string().max(60),
        op: z.enum(['eq', 'ne', 'in', 'contains', 'starts', 'gte', 'lte', 'between', 'empty', 'filled']),
        value: z.union([z.string().max(500), z.array(z.string().max(500)).max(200), z.boolean()]).optional(),
      }),
    )
    .max(20)
    .optional(),
  search: z.string().max(200).optional(),
  sort: z.array(z.object({ column: z.string().max(60), direction: z.enum(['asc', 'desc']) })).max(3).optional(),
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

const COUNT_LIMIT = 10_000;
const NUMERIC: ReadonlySet<ColumnKind> = new Set(['qty', 'amount', 'price', 'rate', 'integer']);
const castOf = (kind: ColumnKind): RawBuilder<unknown> =>
  NUMERIC.has(kind)
    ? sql`numeric`
    : kind === 'date'
      ? sql`date`
      : kind === 'moment'
        ? sql`timestamptz`
        : kind === 'boolean'
          ? sql`boolean`
          : sql`text`;

export const visibleColumns = (list: List, rights: ReadonlySet<string>): Column[] =>
  list.columns.filter((column) => !column.right || rights.has(column.right));

function columnOf(columns: readonly Column[], key: string): Column {
  return columns.find((column) => column.key === key) ?? refuse('NOT_FOUND', { what: 'column', key });
}

const likeText = (text: string): string => text.replace(/[\\%_]/g, (sign) => `\\${sign}`);
const one = (value: unknown): string => (Array.isArray(value) ? String(value[0] ?? '') : String(value ?? ''));

function conditionOf(columns: readonly Column[], filter: NonNullable<ListInput['filters']>[number]) {
  const column = columnOf(columns, filter.column);
  const ref = sql.ref(column.key);
  const cast = castOf(column.kind);
  const values = Array.isArray(filter.value) ? filter.value : [one(filter.value)];
  switch (filter.op) {
    case 'eq': return sql<boolean>`${ref} = ${one(filter.value)}::${cast}`;
    case 'ne': return sql<boolean>`${ref} is distinct from ${one(filter.value)}::${cast}`;
    case 'in': return sql<boolean>`${ref} = any(${values}::${cast}[])`;
    case 'contains': return sql<boolean>`${ref}::text ilike ${`%${likeText(one(filter.value))}%`}`;
    case 'starts': return sql<boolean>`${ref}::text ilike ${`${likeText(one(filter.value))}%`}`;
    case 'gte': return sql<boolean>`${ref} >= ${one(filter.value)}::${cast}`;
    case 'lte': return sql<boolean>`${ref} <= ${one(filter.value)}::${cast}`;
    case 'between': return sql<boolean>`${ref} between ${values[0] ?? ''}::${cast} and ${values[1] ?? ''}::${cast}`;
    case 'empty': return sql<boolean>`(${ref} is null or ${ref}::text = '')`;
    case 'filled': return sql<boolean>`(${ref} is not null and ${ref}::text <> '')`;
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

/** (a, b, key) lies after the cursor: a beyond, or a equal and b beyond, and so on. */
function afterCursor(sorts: readonly Sort[], list: List, cursor: readonly string[]): RawBuilder<boolean> {
  const keys = [
    ...sorts.map((sort) => ({ ref: sql.ref(sort.column.key), cast: castOf(sort.column.kind), direction: sort.direction })),
    { ref: sql`${sql.ref(list.key)}::text`, cast: sql`text`, direction: sorts[0]?.direction ?? 'asc' },
  ];
  const branches = keys.map((key, index) => {
    const equal = keys.slice(0, index).map((k, i) => sql`${k.ref} = ${cursor[i] ?? ''}::${k.cast}`);
    const beyond = sql`${key.ref} ${sql.raw(key.direction === 'asc' ? '>' : '<')} ${cursor[index] ?? ''}::${key.cast}`;
    return sql`(${sql.join([...equal, beyond], sql` and `)})`;
  });
  return sql<boolean>`(${sql.join(branches, sql` or `)})`;
}

function readCursor(text: string, length: number): string[] {
  const parsed = z.array(z.string()).length(length).safeParse(
    (() => {
      try {
        return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
      } catch {
        return null;
      }
    })(),
  );
  return parsed.success ? parsed.data : refuse('NOT_FOUND', { what: 'page', key: text.slice(0, 20) });
}

export function listConditions(list: List, columns: readonly Column[], input: ListInput, ctx: Ctx) {
  const conditions: RawBuilder<boolean>[] = [sql<boolean>`company_id = ${ctx.companyId}::uuid`];
  const scope = list.scope?.(ctx);
  if (scope) conditions.push(scope);
  for (const filter of input.filters ?? []) conditions.push(conditionOf(columns, filter));
  const search = input.search?.trim();
  if (search) {
    const like = `%${likeText(search)}%`;
    const hits = list.search.map((key) => sql`${sql.ref(key)}::text ilike ${like}`);
    conditions.push(sql<boolean>`(${sql.join(hits, sql` or `)})`);
  }
  return conditions;
}

/** One page of a list; at most 500 rows. */
export async function readPage(tx: Tx, list: List, input: ListInput, ctx: Ctx): Promise<z.input<typeof zListOutput>> {
  const columns = visibleColumns(list, ctx.actor.rights);
  const limit = input.limit ?? 50;
  const sorts = sortOf(list, columns, input);
  const conditions = listConditions(list, columns, input, ctx);
  const where = sql.join(conditions, sql` and `);
  const paged = input.after
    ? sql`${where} and ${afterCursor(sorts, list, readCursor(input.after, sorts.length + 1))}`
    : where;
  const order = sql.join(
    [
      ...sorts.map((sort) => sql`${sql.ref(sort.column.key)} ${sql.raw(sort.direction)}`),
      sql`${sql.ref(list.key)}::text ${sql.raw(sorts[0]?.direction ?? 'asc')}`,
    ],
    sql`, `,
  );
  const wanted = [...new Set([list.key, ...columns.flatMap((c) => [c.key, ...(c.link ? [c.link.idColumn] : [])])])];
  const selected = sql.join([
    ...wanted.map((key) => sql.ref(key)),
    sql`json_build_array(${sql.join(
      [...sorts.map((sort) => sql`${sql.ref(sort.column.key)}::text`), sql`${sql.ref(list.key)}::text`],
    )}) as "$cursor"`,
  ]);
  const { rows } = await sql<Record<string, unknown>>`
    select ${selected} from ${sql.table(list.view)} where ${paged} order by ${order} limit ${limit + 1}
  `.execute(tx);
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1)?.['$cursor'] : undefined;
  const sums = await readTotals(tx, list, columns, where);
  return {
    rows: page.map(({ $cursor: _, ...row }) => row),
    next: last === undefined ? null : Buffer.from(JSON.stringify(last)).toString('base64url'),
    ...sums,
  };
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
    input: zListInput,
    output: zListOutput,
    run: (tx, input, ctx) => readPage(tx, list, input, ctx),
  });

export const defineList = (list: List): List => list;
