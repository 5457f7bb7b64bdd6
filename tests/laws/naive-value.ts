// A second, naive book of cost and vouchers beside that of stock, written from the laws and the table of entries of the
// trade and not from the code: whole pieces and whole cents in plain numbers, one movement at a time.

export type NaiveMovement =
  | { readonly verb: 'open'; readonly qty: number; readonly value: number; readonly to: string }
  | { readonly verb: 'sell' | 'lose'; readonly qty: number; readonly from: string }
  | { readonly verb: 'find'; readonly qty: number; readonly to: string }
  | { readonly verb: 'move'; readonly qty: number; readonly from: string; readonly to: string };

type Pool = { qty: number; value: number };

export type NaiveValue = {
  readonly onHand: Map<string, number>;
  readonly pools: Map<string, Pool>;
  /** Debits less credits of each account, in cents. */
  readonly accounts: Map<string, number>;
  vouchers: number;
};

export const emptyValue = (): NaiveValue => ({
  onHand: new Map(),
  pools: new Map(),
  accounts: new Map(),
  vouchers: 0,
});

const GOODS = '1405.03';
const CAPITAL = '3001';
const COST_OF_SALES = '5401';
const DIFFERENCES = '1901';
const OTHER_INCOME = '5301';
const OTHER_EXPENSE = '5711';

/** Bins are named 'area/bin'. */
export const areaOf = (bin: string): string => bin.split('/')[0] ?? '';

export const poolAt = (book: NaiveValue, item: number, bin: string): Pool => {
  const key = `${item}@${areaOf(bin)}`;
  const pool = book.pools.get(key) ?? { qty: 0, value: 0 };
  book.pools.set(key, pool);
  return pool;
};

const halfUp = (value: number, qty: number, of: number): number =>
  Math.floor((2 * value * qty + of) / (2 * of));

function put(book: NaiveValue, item: number, bin: string, qty: number, value: number): void {
  const key = `${item}@${bin}`;
  book.onHand.set(key, (book.onHand.get(key) ?? 0) + qty);
  const pool = poolAt(book, item, bin);
  pool.qty += qty;
  pool.value += value;
}

/** Takes goods out at the average; the last piece takes what is left. */
function take(book: NaiveValue, item: number, bin: string, qty: number): number {
  const pool = poolAt(book, item, bin);
  const value = qty === pool.qty ? pool.value : halfUp(pool.value, qty, pool.qty);
  put(book, item, bin, -qty, -value);
  return value;
}

function enter(book: NaiveValue, debit: string, credit: string, value: number): void {
  book.accounts.set(debit, (book.accounts.get(debit) ?? 0) + value);
  book.accounts.set(credit, (book.accounts.get(credit) ?? 0) - value);
  book.vouchers += 1;
}

/** Does what the laws allow and tells whether they do; what is refused changes nothing. */
export function applyToValue(book: NaiveValue, item: number, movement: NaiveMovement): boolean {
  const { verb, qty } = movement;
  if ('from' in movement && (book.onHand.get(`${item}@${movement.from}`) ?? 0) < qty) return false;
  switch (verb) {
    case 'open':
      put(book, item, movement.to, qty, movement.value);
      enter(book, GOODS, CAPITAL, movement.value);
      return true;
    case 'sell':
      enter(book, COST_OF_SALES, GOODS, take(book, item, movement.from, qty));
      return true;
    case 'lose': {
      const value = take(book, item, movement.from, qty);
      enter(book, DIFFERENCES, GOODS, value);
      enter(book, OTHER_EXPENSE, DIFFERENCES, value);
      return true;
    }
    case 'find': {
      const pool = poolAt(book, item, movement.to);
      const value = halfUp(pool.value, qty, pool.qty);
      put(book, item, movement.to, qty, value);
      enter(book, GOODS, DIFFERENCES, value);
      enter(book, DIFFERENCES, OTHER_INCOME, value);
      return true;
    }
    case 'move':
      // Between bins of one area value stays where it is; the whole of an area that is emptied takes the whole value.
      if (areaOf(movement.from) === areaOf(movement.to)) {
        const [from, to] = [`${item}@${movement.from}`, `${item}@${movement.to}`];
        book.onHand.set(from, (book.onHand.get(from) ?? 0) - qty);
        book.onHand.set(to, (book.onHand.get(to) ?? 0) + qty);
      } else put(book, item, movement.to, qty, take(book, item, movement.from, qty));
      return true;
  }
}
