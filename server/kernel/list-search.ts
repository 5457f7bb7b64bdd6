// The search box of a list. Words of other tables (items, partners, bins) are looked up there first and then found by
// their ids, which the list's own indexes serve; only the list's own words are compared row by row. Row-level security
// rules out text indexes for patterns, because a pattern might tell what it must not see.
import { type RawBuilder, sql } from 'kysely';
import type { Tx } from './ctx.ts';
import type { Id } from './ids.ts';

/** Words of a table, found through what names its rows. */
export type SearchThrough = {
  /** 'schema.table'; has company_id. */
  readonly table: string;
  /** What names its row; its id unless said otherwise. */
  readonly key?: string;
  /** The list's columns that hold it; any of them will do. */
  readonly ids: readonly string[];
  readonly columns: readonly string[];
  /**
   * Anywhere in the word, whatever its letters' size, unless said otherwise. Numbers of documents are compared as typed
   * or in capitals, which is five times as fast; the beginning of a word is found by an index among millions.
   */
  readonly match?: 'number' | 'beginning';
  /** Words of the list's own rows, which are compared one by one when very many of them match. */
  readonly own?: boolean;
};
export type SearchColumn = string | SearchThrough;

/** As many ids are put into the question; where more rows match, they are looked for row by row. */
const MOST_IDS = 500;

export const likeText = (text: string): string => text.replace(/[\\%_]/g, (sign) => `\\${sign}`);

function matches(
  word: RawBuilder<unknown>,
  text: string,
  match?: SearchThrough['match'],
): RawBuilder<unknown> {
  const typed = [...new Set([text, text.toUpperCase()])];
  switch (match) {
    case 'beginning':
      return sql.join(
        typed.map((one) => sql`${word} ^@ ${one}`),
        sql` or `,
      );
    case 'number':
      return sql.join(
        typed.map((one) => sql`${word} like ${`%${likeText(one)}%`}`),
        sql` or `,
      );
    case undefined:
      return sql`${word} ilike ${`%${likeText(text)}%`}`;
  }
}

const nameOf = ({ key = 'id' }: SearchThrough): RawBuilder<unknown> => sql.ref(`w.${key}`);

/** The names of the rows in which the text occurs. */
function hitsOf(one: SearchThrough, picked: RawBuilder<unknown>, companyId: string, text: string) {
  const hits = one.columns.map((column) => matches(sql.ref(`w.${column}`), text, one.match));
  return sql`select ${picked} from ${sql.table(one.table)} w
    where w.company_id = ${companyId}::uuid and (${sql.join(hits, sql` or `)})`;
}

type Found = { readonly at: number; readonly id: Id };

/** All tables are asked in one statement. */
async function findWords(tx: Tx, throughs: readonly SearchThrough[], companyId: string, text: string) {
  const asked = throughs.map((one, at) => {
    const picked = sql`${sql.lit(at)} as "at", ${nameOf(one)} as id`;
    return sql`(${hitsOf(one, picked, companyId, text)} limit ${MOST_IDS + 1})`;
  });
  if (asked.length === 0) return [];
  const { rows } = await sql<Found>`${sql.join(asked, sql` union all `)}`.execute(tx);
  return rows;
}

/** The rows of the list that hold one of the names. */
function through(one: SearchThrough, ids: readonly Id[], companyId: string, text: string) {
  if (ids.length <= MOST_IDS) return one.ids.map((column) => sql`${sql.ref(column)} = any(${ids}::uuid[])`);
  if (one.own) return one.columns.map((column) => sql`(${matches(sql.ref(column), text, one.match)})`);
  return one.ids.map((column) => sql`${sql.ref(column)} in (${hitsOf(one, nameOf(one), companyId, text)})`);
}

/** What a row must fulfil to be found, and the columns that are asked for it. */
export async function searchCondition(
  tx: Tx,
  columns: readonly SearchColumn[],
  companyId: string,
  text: string,
): Promise<{ readonly where: RawBuilder<unknown>; readonly columns: readonly string[] }> {
  const throughs = columns.filter((column) => typeof column !== 'string');
  const found = await findWords(tx, throughs, companyId, text);
  const own = columns.filter((column) => typeof column === 'string');
  const hits = own.map((column) => matches(sql`${sql.ref(column)}::text`, text));
  const spoken = [...own];
  throughs.forEach((one, at) => {
    const ids = found.filter((row) => row.at === at).map(({ id }) => id);
    if (ids.length === 0) return;
    hits.push(...through(one, ids, companyId, text));
    spoken.push(...one.ids, ...(one.own ? one.columns : []));
  });
  return {
    where: hits.length > 0 ? sql`(${sql.join(hits, sql` or `)})` : sql`false`,
    columns: spoken,
  };
}

/** Words that many lists look for. */
export const ITEM_WORDS: readonly SearchThrough[] = [
  { table: 'md.item', ids: ['item_id'], columns: ['code', 'name', 'pinyin'] },
  { table: 'md.item_barcode', key: 'item_id', ids: ['item_id'], columns: ['barcode'], match: 'beginning' },
];
export const LOT_WORDS: SearchThrough = {
  table: 'wms.lot',
  ids: ['lot_id'],
  columns: ['lot_no'],
  match: 'beginning',
};
export const partnerWords = (id: string): SearchThrough => ({
  table: 'md.partner',
  ids: [id],
  columns: ['code', 'name', 'pinyin'],
});
/** Bins where goods lie; what leaves the house is found by its kind. */
export const binWords = (...ids: string[]): SearchThrough => ({ table: 'wms.bin', ids, columns: ['code'] });
/** Documents of another table by their number. */
export const numberWords = (table: string, id: string): SearchThrough => ({
  table,
  ids: [id],
  columns: ['no'],
  match: 'number',
});
/** The list's own documents by their number. */
export const ownNumber = (table: string): SearchThrough => ({ ...numberWords(table, 'id'), own: true });
/** What the list's own rows say, for lists that may grow to millions. */
export const ownWords = (table: string, ...columns: string[]): SearchThrough => ({
  table,
  ids: ['id'],
  columns,
  own: true,
});
