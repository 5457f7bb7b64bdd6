// What an allocation run leaves behind: one result per need and the rows by which a need can be opened into what it
// took and what blocks it. Rows of one need lie together; a firmed order served on the way has its rows in between,
// under its own need.
import { f64, i32, longEnough, u8 } from './columns.ts';
import type { Ground } from './allocation-ground.ts';

export const NEED_KIND = { demand: 0, firm: 1 } as const;
export const COLOUR = { green: 0, yellow: 1, red: 2 } as const;
export const ROW = {
  /** So much of a supply. */
  take: 0,
  /** To be made or begun: the rows below are its parts. */
  make: 1,
  /** A substitute stands in: the rows below are what it takes. */
  instead: 2,
  /** Nothing there and nothing ordered. */
  short: 3,
  /** The same for something made of which nothing is left on any level: its parts are all short. */
  dry: 4,
} as const;

export type NeedResults = {
  count: number;
  kind: Uint8Array;
  /** Demand row, or supply row of a firmed order. */
  ref: Int32Array;
  node: Int32Array;
  /** Needed on this day: for a firmed order the day its parts are needed, for a demand its day, today at least. */
  day: Int32Array;
  qty: Float64Array;
  colour: Uint8Array;
  /** 1 = something of it is neither there nor ordered. */
  short: Uint8Array;
  /** The first day on which everything is there; NEVER when nobody knows. */
  ready: Int32Array;
  firstRow: Int32Array;
  endRow: Int32Array;
  /** The need in whose turn it was served: itself, or the one that a firmed order was served with. */
  within: Int32Array;
  /** What it looked at besides, without a row that says so. */
  firstRead: Int32Array;
  endRead: Int32Array;
};

/** Nodes that a need looked at in vain: tried and given up, or asked for nothing. */
export type Reads = { count: number; node: Int32Array };

export type AllocationRows = {
  count: number;
  kind: Uint8Array;
  need: Int32Array;
  /** The row it is a part of, -1 for what the need itself asks for. */
  above: Int32Array;
  node: Int32Array;
  /** The supply of a take: its row, or -1 - n for one that is only supposed; of an instead the substitution, where it was
   * decided. */
  supply: Int32Array;
  qty: Float64Array;
  /** Needed and there on these days. */
  day: Int32Array;
  ready: Int32Array;
};

/** Runs that follow one another share needs, rows and reads: whoever reads them begins at the needs of his own run. */
export type Allocation = {
  readonly ground: Ground;
  readonly needs: NeedResults;
  readonly rows: AllocationRows;
  readonly reads: Reads;
  /** Demand rows, and supply rows of firmed orders counted from FIRM on, in the order of their turns. */
  readonly order: Int32Array;
  /** The same before rulings. */
  readonly sorted: Int32Array;
  /** Needs with this number or a higher one were served by this run itself, all others by those before it. */
  readonly first: number;
  /** Need number by demand row and by supply row; -1 when it has none. */
  readonly needOfDemand: Int32Array;
  readonly needOfFirm: Int32Array;
  /** The need that was split off; -1 when none was. */
  readonly apart: number;
  /** The need that found nothing left of a node on any level, -1 where there is something. */
  readonly driedBy: Int32Array;
  /** Needs for which a substitution was decided. */
  readonly meant: ReadonlySet<number>;
  /** How many of the rows no run needs any more. */
  readonly worn: number;
};

/** Rows that take nothing name no supply. */
export const NO_SUPPLY = -0x40000000;

export function newNeeds(room: number): NeedResults {
  return {
    count: 0,
    kind: u8(room),
    ref: i32(room),
    node: i32(room),
    day: i32(room),
    qty: f64(room),
    colour: u8(room),
    short: u8(room),
    ready: i32(room),
    firstRow: i32(room),
    endRow: i32(room),
    within: i32(room),
    firstRead: i32(room),
    endRead: i32(room),
  };
}

const NEED_COLUMNS = [
  'ref',
  'node',
  'day',
  'ready',
  'firstRow',
  'endRow',
  'within',
  'firstRead',
  'endRead',
] as const;

/** A number for one more need. */
export function addNeed(needs: NeedResults): number {
  const number = needs.count++;
  if (number < needs.kind.length) return number;
  const room = Math.max(1024, Math.ceil(number * 1.5));
  for (const key of ['kind', 'colour', 'short'] as const) needs[key] = longEnough(needs[key], room, u8);
  for (const key of NEED_COLUMNS) needs[key] = longEnough(needs[key], room, i32);
  needs.qty = longEnough(needs.qty, room, f64);
  return number;
}

export const newReads = (): Reads => ({ count: 0, node: i32(0) });

export function addRead(reads: Reads, node: number): void {
  const at = reads.count++;
  if (at >= reads.node.length) reads.node = longEnough(reads.node, at + 1, i32);
  reads.node[at] = node;
}

export const newRows = (room: number): AllocationRows => ({
  count: 0,
  kind: u8(room),
  need: i32(room),
  above: i32(room),
  node: i32(room),
  supply: i32(room),
  qty: f64(room),
  day: i32(room),
  ready: i32(room),
});

function growRows(rows: AllocationRows): void {
  const room = Math.max(1024, rows.kind.length * 2);
  rows.kind = longEnough(rows.kind, room, u8);
  rows.qty = longEnough(rows.qty, room, f64);
  for (const key of ['need', 'above', 'node', 'supply', 'day', 'ready'] as const) {
    rows[key] = longEnough(rows[key], room, i32);
  }
}

export function addRow(
  rows: AllocationRows,
  kind: number,
  need: number,
  above: number,
  node: number,
  supply: number,
  qty: number,
  day: number,
  ready: number,
): number {
  const at = rows.count++;
  if (at >= rows.kind.length) growRows(rows);
  rows.kind[at] = kind;
  rows.need[at] = need;
  rows.above[at] = above;
  rows.node[at] = node;
  rows.supply[at] = supply;
  rows.qty[at] = qty;
  rows.day[at] = day;
  rows.ready[at] = ready;
  return at;
}
