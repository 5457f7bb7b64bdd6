// A run turned round: which turns looked at a node, and what was taken of a supply, each in the order of turns, so that
// what is left of a supply at any turn is looked up by halves. Made once for a run about which many questions are asked.
import type { Allocation } from './allocation.ts';
import { ROW } from './allocation.ts';
import type { Dried } from './allocation-gaps.ts';
import { driedByTurn } from './allocation-gaps.ts';
import { placeOf } from './allocation-places.ts';
import { numberOf } from './allocation-turns.ts';
import { f64, i32 } from './columns.ts';
import { NEVER } from './model.ts';

/** Entries of list n stand at start[n] .. start[n + 1]. */
type Lists = { readonly start: Int32Array; readonly entry: Int32Array };

/** Rows that took something of a supply, by its place in the ground: where in the order, and how much was taken by then,
 * that row included. */
type Takes = Lists & { readonly when: Int32Array; readonly sum: Float64Array };

export type TurnIndex = {
  /** Where the turn of a need stands in the order, by its number; -1 = it was served with another or not at all. */
  readonly at: Int32Array;
  /** Places in the order whose turns looked at the node. */
  readonly visits: Lists;
  readonly takes: Takes;
  readonly dried: Dried;
  /** The first place at which something of the node is taken, or it is found dry; firmed orders are always looked at. */
  readonly due: Int32Array;
};

const indexes = new WeakMap<Allocation, TurnIndex>();

export function indexOf(run: Allocation): TurnIndex {
  const known = indexes.get(run);
  if (known !== undefined) return known;
  const made = makeIndex(run);
  indexes.set(run, made);
  return made;
}

function makeIndex(run: Allocation): TurnIndex {
  const { rows, reads, needs, order } = run;
  const nodes = run.ground.model.nodes.count;
  const at = i32(needs.count).fill(-1);
  for (let place = 0; place < order.length; place++) {
    const turn = numberOf(run, order[place]!);
    if (turn >= 0 && needs.within[turn] === turn) at[turn] = place;
  }
  const eachTurn = (visit: (turn: number, place: number) => void): void => {
    for (const need of order) {
      const turn = numberOf(run, need);
      if (turn >= 0 && at[turn]! >= 0) visit(turn, at[turn]!);
    }
  };
  const visits = listsOf(nodes, (add) => {
    const last = i32(nodes).fill(-1);
    const see = (node: number, place: number): void => {
      if (last[node] === place) return;
      last[node] = place;
      add(node, place);
    };
    eachTurn((turn, place) => {
      see(needs.node[turn]!, place);
      for (let row = needs.firstRow[turn]!; row < needs.endRow[turn]!; row++) see(rows.node[row]!, place);
      for (let read = needs.firstRead[turn]!; read < needs.endRead[turn]!; read++) {
        see(reads.node[read]!, place);
      }
    });
  });
  const taken = listsOf(run.ground.placeSupply.length, (add) => {
    eachTurn((turn) => {
      for (let row = needs.firstRow[turn]!; row < needs.endRow[turn]!; row++) {
        if (rows.kind[row] === ROW.take) add(placeOf(run.ground, rows.supply[row]!), row);
      }
    });
  });
  const takes = summed(run, at, taken);
  return {
    at,
    visits,
    takes,
    dried: driedByTurn(run),
    due: dueOf(run, at, takes),
  };
}

function summed({ rows, needs }: Allocation, at: Int32Array, taken: Lists): Takes {
  const { start, entry } = taken;
  const [when, sum] = [i32(entry.length), f64(entry.length)];
  for (let list = 0; list + 1 < start.length; list++) {
    for (let one = start[list]!, total = 0; one < start[list + 1]!; one++) {
      when[one] = at[needs.within[rows.need[entry[one]!]!]!]!;
      sum[one] = total += rows.qty[entry[one]!]!;
    }
  }
  return { start, entry, when, sum };
}

function dueOf({ needs, driedBy, ground }: Allocation, at: Int32Array, takes: Takes): Int32Array {
  const { nodes, supplies } = ground.model;
  const due = i32(nodes.count).fill(NEVER);
  for (let node = 0; node < nodes.count; node++) {
    for (let place = ground.placeStart[node]!; place < ground.placeStart[node + 1]!; place++) {
      const first = takes.start[place]!;
      if (first < takes.start[place + 1]!) due[node] = Math.min(due[node]!, takes.when[first]!);
    }
    if (driedBy[node]! >= 0) due[node] = Math.min(due[node]!, at[needs.within[driedBy[node]!]!]!);
    if (supplies.exploding[node]! > 0) due[node] = -1;
  }
  return due;
}

/** Counted first, then put in their places: `tell` is asked twice. */
function listsOf(count: number, tell: (add: (list: number, entry: number) => void) => void): Lists {
  const start = i32(count + 1);
  tell((list) => start[list + 1]!++);
  for (let list = 0; list < count; list++) start[list + 1]! += start[list]!;
  const next = start.slice();
  const entry = i32(start[count]!);
  tell((list, one) => (entry[next[list]!++] = one));
  return { start, entry };
}

/** Rows that took something of some nodes before the turn in which a need was served, in the order of taking. */
export function takesBefore(run: Allocation, nodes: Iterable<number>, need: number): number[] {
  const { at, takes } = indexOf(run);
  const { needs, rows, ground } = run;
  const turnOf = (row: number): number => at[needs.within[rows.need[row]!]!]!;
  const end = at[needs.within[need]!]!;
  const found: number[] = [];
  for (const node of nodes) {
    for (let place = ground.placeStart[node]!; place < ground.placeStart[node + 1]!; place++) {
      const until = firstAt(takes, place, end);
      for (let one = takes.start[place]!; one < until; one++) found.push(takes.entry[one]!);
    }
  }
  return found.sort((a, b) => turnOf(a) - turnOf(b) || a - b);
}

/** Which entry of a supply's list is the first that was taken at `from` in the order or later. */
export const firstAt = ({ start, when }: Takes, place: number, from: number): number =>
  firstIn(when, start[place]!, start[place + 1]!, from);

/** The same of a node's list. */
export const firstFrom = ({ start, entry }: Lists, node: number, from: number): number =>
  firstIn(entry, start[node]!, start[node + 1]!, from);

function firstIn(column: Int32Array, start: number, end: number, from: number): number {
  let [low, high] = [start, end];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (column[middle]! < from) low = middle + 1;
    else high = middle;
  }
  return low;
}
