// A page of rows that stand in an order. Where a page begins is said by the last row of the page before, so that what is
// changed in between neither repeats a row nor leaves one out.

export type Paged<Row> = { readonly page: readonly Row[]; readonly next: string | null };

/** `after`: `next` of the page before. When its row has gone, the page begins where that row stood. */
export function pageAfter<Row>(
  rows: readonly Row[],
  idOf: (row: Row) => string,
  after: string | null,
  limit: number,
): Paged<Row> {
  const from = after === null ? 0 : beginOf(rows, idOf, after);
  const page = rows.slice(from, from + limit);
  const last = page.at(-1);
  const shown = from + page.length;
  return { page, next: last !== undefined && shown < rows.length ? `${shown} ${idOf(last)}` : null };
}

function beginOf<Row>(rows: readonly Row[], idOf: (row: Row) => string, after: string): number {
  const blank = after.indexOf(' ');
  const id = after.slice(blank + 1);
  const at = rows.findIndex((row) => idOf(row) === id);
  return at >= 0 ? at + 1 : Math.max(0, (Number.parseInt(after, 10) || 0) - 1);
}
