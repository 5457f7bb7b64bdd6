// A run turned round: which turns looked at a node, and what was taken of it, each in the order of turns.
// Made once for a run about which many questions are asked.
import type { Allocation } from './allocation.ts';
import { ROW } from './allocation.ts';
import type { Dried } from './allocation-gaps.ts';
import { driedByTurn } from './allocation-gaps.ts';
import { numberOf } from './allocation-turns.ts';
import { i32 } from './columns.ts';
import { NEVER } from './model.ts';

/** Entries of node n stand at start[n] .. start[n + 1]. */
type Lists = { readonly start: Int32Array; readonly entry: Int32Array };

export type TurnIndex = {
  /** Where the turn of a need stands in the order, by its number; -1 = it was served with another or not at all. */
  readonly at: Int32Array;
  /** Places in the order whose turns looked at the node. */
  readonly visits: Lists;
  /** Rows that took something of the node. */
  readonly takes: Lists;
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
  const takes = listsOf(nodes, (add) => {
    eachTurn((turn) => {
      for (let row = needs.firstRow[turn]!; row < needs.endRow[turn]!; row++) {
        if (rows.kind[row] === ROW.take) add(rows.node[row]!, row);
      }
    });
  });
  return {
    at,
    visits,
    takes,
    dried: driedByTurn(run),
    due: dueOf(run, at, takes),
  };
}

function dueOf({ rows, needs, driedBy, ground }: Allocation, at: Int32Array, takes: Lists): Int32Array {
  const { nodes, supplies } = ground.model;
  const due = i32(nodes.count).fill(NEVER);
  for (let node = 0; node < nodes.count; node++) {
    const first = takes.start[node]!;
    if (first < takes.start[node + 1]!) due[node] = at[needs.within[rows.need[takes.entry[first]!]!]!]!;
    if (driedBy[node]! >= 0) due[node] = Math.min(due[node]!, at[needs.within[driedBy[node]!]!]!);
    if (supplies.exploding[node]! > 0) due[node] = -1;
  }
  return due;
}

/** Counted first, then put in their places: `tell` is asked twice. */
function listsOf(nodes: number, tell: (add: (node: number, entry: number) => void) => void): Lists {
  const start = i32(nodes + 1);
  tell((node) => start[node + 1]!++);
  for (let node = 0; node < nodes; node++) start[node + 1]! += start[node]!;
  const next = start.slice();
  const entry = i32(start[nodes]!);
  tell((node, one) => (entry[next[node]!++] = one));
  return { start, entry };
}

/** Rows that took something of some nodes before the turn in which a need was served, in the order of taking. */
export function takesBefore(run: Allocation, nodes: Iterable<number>, need: number): number[] {
  const { at, takes } = indexOf(run);
  const { within } = run.needs;
  const placeOf = (row: number): number => at[within[run.rows.need[row]!]!]!;
  const end = at[within[need]!]!;
  const found: number[] = [];
  for (const node of nodes) {
    for (let one = takes.start[node]!; one < takes.start[node + 1]!; one++) {
      if (placeOf(takes.entry[one]!) >= end) break;
      found.push(takes.entry[one]!);
    }
  }
  return found.sort((a, b) => placeOf(a) - placeOf(b) || a - b);
}

/** Which entry of a node's list is the first that comes at `place` or later. */
export function firstFrom({ start, entry }: Lists, node: number, place: number): number {
  let [low, high] = [start[node]!, start[node + 1]!];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (entry[middle]! < place) low = middle + 1;
    else high = middle;
  }
  return low;
}
