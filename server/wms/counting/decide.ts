// How entered quantities meet the book, and when a count stands. Pure. The floor counts items and lots; the book keeps
// them by owner and status too, so what was counted is laid over these. A difference stands when two looks after each
// other find the same one, whoever moved goods between them; the third look stands by itself.
import { type Qty, ZERO_QTY, minQty, subQty } from '../../kernel/decimal.ts';
import type { Id } from '../../kernel/ids.ts';
import { type StockKey, stockKeyText } from '../stock/index.ts';
import type { Counted, Round, Seen } from './types.ts';

export type BookRow = StockKey & { readonly onHand: Qty };

const goodsOf = (one: { readonly itemId: Id; readonly lotId: Id }): string => `${one.itemId}/${one.lotId}`;

/** The balance that bears a difference: our available stock if there is any of it, else where most lies. */
function bearerOf(rows: readonly BookRow[], stray: StockKey): StockKey {
  const usual = rows.find((row) => stockKeyText(row) === stockKeyText(stray));
  if (usual) return usual;
  const [most] = [...rows].sort((a, b) => (a.onHand === b.onHand ? 0 : a.onHand > b.onHand ? -1 : 1));
  return most ?? stray;
}

/**
 * What was seen of each balance of a bin: every one the book has, every one an earlier look had, and what was found
 * without a book. What was not entered was not there.
 */
export function seenOf(
  book: readonly BookRow[],
  counted: readonly Counted[],
  before: readonly Seen[],
  strayAt: (goods: { readonly itemId: Id; readonly lotId: Id }) => StockKey,
): Seen[] {
  const rows = new Map(book.map((row) => [stockKeyText(row), row]));
  for (const { key } of before)
    if (!rows.has(stockKeyText(key))) rows.set(stockKeyText(key), { ...key, onHand: ZERO_QTY });
  const entered = new Map(counted.map((one) => [goodsOf(one), one.qty]));
  const goods = new Map([...rows.values(), ...counted].map((one) => [goodsOf(one), one]));
  return [...goods].flatMap(([text, { itemId, lotId }]) => {
    const own = [...rows.values()].filter((row) => goodsOf(row) === text);
    const bearer = bearerOf(own, strayAt({ itemId, lotId }));
    let left = entered.get(text) ?? ZERO_QTY;
    const others = own
      .filter((row) => stockKeyText(row) !== stockKeyText(bearer))
      .map((row) => {
        const qty = minQty(left, row.onHand);
        left = subQty(left, qty);
        return { key: keyOf(row), counted: qty, book: row.onHand };
      });
    const bookOfBearer = rows.get(stockKeyText(bearer))?.onHand ?? ZERO_QTY;
    return [...others, { key: keyOf(bearer), counted: left, book: bookOfBearer }];
  });
}

const keyOf = ({ itemId, ownerId, lotId, status, binId }: StockKey): StockKey => ({
  itemId,
  ownerId,
  lotId,
  status,
  binId,
});

const differencesOf = (seen: readonly Seen[]): ReadonlyMap<string, Qty> =>
  new Map(
    seen
      .filter(({ counted, book }) => counted !== book)
      .map(({ key, counted, book }) => [stockKeyText(key), subQty(counted, book)]),
  );

const MOST_ROUNDS = 3;

/** Whether what was seen stands, or somebody has to look again. */
export function decideCount(seen: readonly Seen[], before: Round | null): 'settled' | 'recount' {
  const now = differencesOf(seen);
  const round = (before?.no ?? 0) + 1;
  if (now.size === 0 || round >= MOST_ROUNDS) return 'settled';
  if (!before) return 'recount';
  const then = differencesOf(before.seen);
  const same = then.size === now.size && [...now].every(([key, qty]) => then.get(key) === qty);
  return same ? 'settled' : 'recount';
}
