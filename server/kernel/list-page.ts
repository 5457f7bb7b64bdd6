// The pages of a list. Rows are found, sorted and counted in the table where they lie whenever nothing else is asked of
// them, and only the rows of the page are joined with what it shows: joining thousands of rows to count them, or to throw
// most of them away, is what made pages of millions slow.
import { type RawBuilder, sql } from 'kysely';
import type { z } from 'zod';
import { type AnyQuery, defineQuery } from './command.ts';
import type { Ctx, Tx } from './ctx.ts';
import { type Column, type List, type ListInput, inputOfList, visibleColumns, zListOutput } from './list.ts';
import {
  type Meant,
  type SortKey,
  afterCursor,
  meantRows,
  readCursor,
  sortKeys,
  sortOf,
} from './list-where.ts';

const COUNT_LIMIT = 2_000;

export type Row = Readonly<Record<string, unknown>>;
export type Rows = { readonly rows: readonly Row[]; readonly next: string | null };

/** The table where the rows lie if it knows all these columns, else the view; and which of its rows there are. */
function sourceFor(list: List, keys: Iterable<string>) {
  const { rows } = list;
  const inTable = rows !== undefined && [...keys].every((key) => rows.columns.includes(key));
  const only = inTable && rows.only ? sql` and ${rows.only}` : sql``;
  return { inTable, from: sql.table(inTable ? rows.table : list.view), only };
}

const orderOf = (keys: readonly SortKey[]): RawBuilder<unknown> =>
  sql.join(
    keys.map(({ ref, direction }) => sql`${ref} ${sql.raw(direction)}`),
    sql`, `,
  );

/** Looks up the keys of a page, so that its rows are then read by a question that is the same for every page. */
async function findPage(
  tx: Tx,
  list: List,
  found: RawBuilder<unknown>,
  ctx: Ctx,
): Promise<RawBuilder<unknown>> {
  const { key, keyKind = 'uuid' } = list;
  const { rows } = await sql<{ key: string }>`select ${sql.ref(key)}::text as key from ${found}`.execute(tx);
  const keys = rows.map((row) => row.key);
  return sql`company_id = ${ctx.companyId}::uuid and ${sql.ref(key)} = any(${keys}::${sql.raw(keyKind)}[])`;
}

async function readMeant(tx: Tx, list: List, input: ListInput, ctx: Ctx, meant: Meant): Promise<Rows> {
  const columns = visibleColumns(list, ctx.actor.rights);
  const limit = input.limit ?? 50;
  const sorts = sortOf(list, columns, input);
  const keys = sortKeys(sorts, list);
  const order = orderOf(keys);
  const where = input.after
    ? sql`${meant.where} and ${afterCursor(keys, readCursor(input.after, keys.length))}`
    : meant.where;
  const source = sourceFor(list, [list.key, ...meant.columns, ...sorts.map(({ column }) => column.key)]);
  const page = source.inTable
    ? await findPage(
        tx,
        list,
        sql`${source.from} where ${where}${source.only} order by ${order} limit ${limit + 1}`,
        ctx,
      )
    : where;
  const links = columns.flatMap(({ link }) =>
    link ? [link.idColumn, ...(link.kindColumn ? [link.kindColumn] : [])] : [],
  );
  const wanted = [...new Set([list.key, ...columns.map((column) => column.key), ...links])];
  const selected = sql.join([
    ...wanted.map((name) => sql.ref(name)),
    sql`json_build_array(${sql.join(keys.map(({ ref }) => sql`${ref}::text`))}) as "$cursor"`,
  ]);
  const { rows } = await sql<Record<string, unknown>>`
    select ${selected} from ${sql.table(list.view)} where ${page} order by ${order} limit ${limit + 1}
  `.execute(tx);
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1)?.['$cursor'] : undefined;
  return {
    rows: shown.map(({ $cursor: _, ...row }) => row),
    next: last === undefined ? null : Buffer.from(JSON.stringify(last)).toString('base64url'),
  };
}

/** The rows of one page, without totals. */
export async function readRows(tx: Tx, list: List, input: ListInput, ctx: Ctx): Promise<Rows> {
  const columns = visibleColumns(list, ctx.actor.rights);
  return readMeant(tx, list, input, ctx, await meantRows(tx, list, columns, input, ctx));
}

/** One page of a list; at most 500 rows. */
export async function readPage(
  tx: Tx,
  list: List,
  input: ListInput,
  ctx: Ctx,
): Promise<z.input<typeof zListOutput>> {
  const columns = visibleColumns(list, ctx.actor.rights);
  const meant = await meantRows(tx, list, columns, input, ctx);
  const [{ rows, next }, totals] = await Promise.all([
    readMeant(tx, list, input, ctx, meant),
    readTotals(tx, list, columns, meant),
  ]);
  return { rows: [...rows], next, ...totals };
}

const isMany = (count: number): boolean => count > COUNT_LIMIT;

/** Counts the rows that are meant, up to the limit, and sums columns of those. */
async function countRows(tx: Tx, list: List, meant: Meant, keys: readonly string[]) {
  const sums = keys.map((key) => sql`, sum(${sql.ref(key)})::text as ${sql.ref(key)}`);
  const picked = keys.length ? sql.join(keys.map((key) => sql.ref(key))) : sql`1`;
  const { from, only } = sourceFor(list, [...meant.columns, ...keys]);
  const { rows } = await sql<Record<string, unknown>>`
    select count(*)::text as "$count" ${sql.join(sums, sql` `)}
    from (select ${picked} from ${from} where ${meant.where}${only} limit ${COUNT_LIMIT + 1}) as counted
  `.execute(tx);
  const row = rows[0] ?? {};
  return { count: Number(row['$count'] ?? 0), row };
}

/**
 * The count stops at a limit so that a page of a very long list stays fast; sums are then left out. Where only the view
 * knows what is summed, it is not asked before the table has said that there are few rows.
 */
async function readTotals(tx: Tx, list: List, columns: readonly Column[], meant: Meant) {
  const keys = (list.totals ?? []).filter((key) => columns.some((column) => column.key === key));
  const countedFirst =
    sourceFor(list, meant.columns).inTable && !sourceFor(list, [...meant.columns, ...keys]).inTable;
  const first = await countRows(tx, list, meant, countedFirst ? [] : keys);
  const { count, row } =
    countedFirst && !isMany(first.count) ? await countRows(tx, list, meant, keys) : first;
  const said = (key: string): string | null => (!isMany(count) && row[key] != null ? String(row[key]) : null);
  return {
    total: Math.min(count, COUNT_LIMIT),
    totalIsExact: !isMany(count),
    totals: Object.fromEntries(keys.map((key) => [key, said(key)])),
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
