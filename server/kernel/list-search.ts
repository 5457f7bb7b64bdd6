// The search box of a list. Words of other tables (items, partners, bins) are looked up there first and then found by
// their ids, which the list's own indexes serve; only the list's own words are compared row by row. Row-level security
// rules out text indexes for patterns, because a pattern might tell what it must not see.
import { type RawBuilder, sql } from 'kysely';

/** Words of another table, found through its id. */
export type SearchThrough = {
  /** 'schema.table'; has company_id, unless it is of the installation. */
  readonly table: string;
  /** The list's column that holds the id of the other table's row. */
  readonly id: string;
  readonly columns: readonly string[];
  /** Compared from the first letter on, as typed or in capitals, so that an index serves millions of them. */
  readonly prefix?: boolean;
  /** A column of both that narrows the list by an index where the id alone has none. */
  readonly within?: string;
};
export type SearchColumn = string | SearchThrough;

/** More words than these in one table are no search but a browse; the first of them by id stand for all. */
const MOST_WORDS = 200;

export const likeText = (text: string): string => text.replace(/[\\%_]/g, (sign) => `\\${sign}`);

function through(one: SearchThrough, companyId: string, text: string): RawBuilder<boolean> {
  const like = `%${likeText(text)}%`;
  const hits = one.columns.map((column) =>
    one.prefix
      ? sql`(w.${sql.ref(column)} ^@ ${text} or w.${sql.ref(column)} ^@ ${text.toUpperCase()})`
      : sql`w.${sql.ref(column)} ilike ${like}`,
  );
  const ids = (
    column: string,
  ): RawBuilder<unknown> => sql`array(select w.${sql.ref(column)} from ${sql.table(one.table)} w
    where w.company_id = ${companyId}::uuid and (${sql.join(hits, sql` or `)}) limit ${MOST_WORDS})`;
  const found = sql<boolean>`${sql.ref(one.id)} = any(${ids('id')})`;
  return one.within ? sql<boolean>`(${sql.ref(one.within)} = any(${ids(one.within)}) and ${found})` : found;
}

/** What a row must fulfil to be found. */
export function searchCondition(
  columns: readonly SearchColumn[],
  companyId: string,
  text: string,
): RawBuilder<boolean> {
  const like = `%${likeText(text)}%`;
  const hits = columns.map((column) =>
    typeof column === 'string'
      ? sql`${sql.ref(column)}::text ilike ${like}`
      : through(column, companyId, text),
  );
  return sql<boolean>`(${sql.join(hits, sql` or `)})`;
}

/** Words that many lists look for. */
export const ITEM_WORDS: SearchThrough = {
  table: 'md.item',
  id: 'item_id',
  columns: ['code', 'name', 'pinyin'],
};
export const LOT_WORDS: SearchThrough = {
  table: 'wms.lot',
  id: 'lot_id',
  columns: ['lot_no'],
  prefix: true,
  within: 'item_id',
};
export const partnerWords = (id: string): SearchThrough => ({
  table: 'md.partner',
  id,
  columns: ['code', 'name', 'pinyin'],
});
export const binWords = (id: string): SearchThrough => ({ table: 'wms.bin', id, columns: ['code'] });
