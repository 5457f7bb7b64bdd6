// A list is declared once, as columns over a view: from that come its filters, keyset pages, totals, search,
// Excel export and the screen's columns. Rows never carry a column that the asker has no right to.
import type { RawBuilder } from 'kysely';
import { z } from 'zod';
import type { SearchColumn } from './list-search.ts';
import type { Ctx } from './ctx.ts';
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
  /** The cell opens a document: of this kind, or of the kind that a column of the row names; its id is in `idColumn`. */
  readonly link?: { readonly idColumn: string } & (
    | { readonly kind: string; readonly kindColumn?: never }
    | { readonly kindColumn: string; readonly kind?: never }
  );
  readonly sortable?: boolean;
  readonly hidden?: boolean;
  /** For states: the words of each value. */
  readonly words?: Readonly<Record<string, { zh: string; en: string; tone: string }>>;
};

/** A table whose rows the view shows one for one, by the same key and under the same names. */
export type RowTable = {
  readonly table: string;
  /** Its columns that rows are found, sorted and summed by. */
  readonly columns: readonly string[];
  /** Which of its rows the view shows, if not all. */
  readonly only?: RawBuilder<boolean>;
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
  /** Columns that name a warehouse; whoever is bound to warehouses sees the rows of which one is theirs. */
  readonly warehouses?: readonly string[];
  /** Which rows there are for this asker, beside their warehouses; asked of the view. */
  readonly scope?: (ctx: Ctx) => RawBuilder<boolean>;
  /** Where the rows lie, so that they are found and counted without joining what a page only shows. */
  readonly rows?: RowTable;
};

const zListFilter = z.object({
  column: z.string().max(60),
  op: z.enum(['eq', 'ne', 'in', 'contains', 'starts', 'gte', 'lte', 'between', 'empty', 'filled']),
  value: z.union([z.string().max(500), z.array(z.string().max(500)).max(200), z.boolean()]).optional(),
});
const zListSort = z.object({ column: z.string().max(60), direction: z.enum(['asc', 'desc']) });
export type ListFilter = z.output<typeof zListFilter>;

/** As many rows can be marked at once. */
const MOST_KEYS = 1_000;

export const zListInput = z.object({
  filters: z.array(zListFilter).max(20).optional(),
  search: z.string().max(200).optional(),
  /** Only these rows, by the list's key: those that somebody marked. */
  keys: z.array(z.string().max(200)).max(MOST_KEYS).optional(),
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

const KEYS = {
  uuid: z.uuid(),
  bigint: z.string().regex(/^-?\d{1,18}$/),
  text: z.string().max(200),
};

/** The input of one list: its own columns by name, and values that fit them. */
export const inputOfList = (list: List) => {
  const zColumn = z.enum(list.columns.map((column) => column.key));
  return zListInput
    .extend({
      keys: z
        .array(KEYS[list.keyKind ?? 'uuid'])
        .max(MOST_KEYS)
        .optional(),
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
export const visibleColumns = (list: List, rights: ReadonlySet<string>): Column[] =>
  list.columns.filter((column) => !column.right || rights.has(column.right));

export function columnOf(columns: readonly Column[], key: string): Column {
  return columns.find((column) => column.key === key) ?? refuse('NOT_FOUND', { what: 'column', key });
}

export const defineList = (list: List): List => list;
