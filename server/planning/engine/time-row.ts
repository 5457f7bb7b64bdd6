// The time line of one node while it is planned: what is needed and what comes in, day by day, in two rows that are
// used again for every node and stay in the nearest cache. The rows are zero between nodes.
import { f64, i32 } from './columns.ts';
import type { Lot } from './lot-size.ts';

export type TimeRow = {
  need: Float64Array;
  receipt: Float64Array;
  /** Place of day 0 in the rows. */
  zero: number;
  /** First and last day in use; first > last when nothing is. */
  first: number;
  last: number;
  /** Orders of the node being planned. */
  orders: OrderList;
  /** What the lot rules last answered. */
  readonly lot: Lot;
};

export type OrderList = {
  count: number;
  need: Int32Array;
  end: Int32Array;
  start: Int32Array;
  qty: Float64Array;
  net: Float64Array;
  why: Int32Array;
};

export function newTimeRow(): TimeRow {
  const orders = {
    count: 0,
    need: i32(64),
    end: i32(64),
    start: i32(64),
    qty: f64(64),
    net: f64(64),
    why: i32(64),
  };
  return {
    need: f64(1024),
    receipt: f64(1024),
    zero: 256,
    first: 0,
    last: -1,
    orders,
    lot: { qty: 0, steps: 0 },
  };
}

/** Ten thousand years to either side: a day beyond is a mistake, and no row is made for it. */
const FARTHEST = 3_652_425;

/** Makes the rows reach from `first` to `last`. They are empty at that moment, so nothing is copied. */
export function reach(row: TimeRow, first: number, last: number): void {
  if (first < -FARTHEST || last > FARTHEST) {
    throw new RangeError(`days from ${first} to ${last}: no plan reaches ten thousand years`);
  }
  row.first = first;
  row.last = last;
  if (first + row.zero >= 0 && last + row.zero < row.need.length) return;
  row.zero = Math.max(row.zero, 256 - first);
  const length = Math.max(row.need.length, row.zero + last + 256);
  row.need = f64(length);
  row.receipt = f64(length);
}

export function clearRow(row: TimeRow): void {
  if (row.last < row.first) return;
  row.need.fill(0, row.first + row.zero, row.last + row.zero + 1);
  row.receipt.fill(0, row.first + row.zero, row.last + row.zero + 1);
}

/** Places one more order in the list. */
export function addOrder(list: OrderList, need: number, qty: number, net: number, why: number): void {
  if (list.count === list.need.length) {
    for (const key of ['need', 'end', 'start', 'why'] as const) {
      const longer = i32(list.count * 2);
      longer.set(list[key]);
      list[key] = longer;
    }
    for (const key of ['qty', 'net'] as const) {
      const longer = f64(list.count * 2);
      longer.set(list[key]);
      list[key] = longer;
    }
  }
  const at = list.count++;
  list.need[at] = need;
  list.qty[at] = qty;
  list.net[at] = net;
  list.why[at] = why;
}
