// A run read by material: what is short or late of each, from when and for how many orders; and who asks for a
// material, in the order in which it is given out.
import type { Allocation } from './allocation.ts';
import { COLOUR, NEED_KIND, ROW } from './allocation.ts';
import type { Ground } from './allocation-ground.ts';
import type { Blocker } from './allocation-read.ts';
import { eachBlocker, eachDryLeaf } from './allocation-read.ts';
import { eachRow, needsInTurn } from './allocation-turns.ts';
import { u8 } from './columns.ts';
import type { Model } from './model.ts';
import { NEVER } from './model.ts';

export type MaterialLack = {
  readonly node: number;
  /** Neither there nor ordered; ordered, but too late. */
  short: number;
  late: number;
  /** First day on which it is missed, and the day on which the last of it can be there. */
  firstDay: number;
  ready: number;
  /** Demand rows that wait for it, the most urgent first. */
  readonly demands: number[];
};

/** Materials that hold back needs up to a day, in the order of nodes. */
export function materialLacks(run: Allocation, until: number): MaterialLack[] {
  const { needs } = run;
  const turns = needsInTurn(run);
  const lacks = new Map<number, MaterialLack>();
  const told = new Map<number, number>();
  const gather = (need: number, demand: number | null): void =>
    eachBlocker(run, need, (blocker) => {
      if (blocker.kind === 'lead') return;
      const { through } = blocker;
      const fresh = through === null || (told.get(through) ?? need) === need;
      if (through !== null && fresh) told.set(through, need);
      addLack(lacks, blocker, fresh, demand);
    });
  for (const need of turns) {
    if (needs.colour[need] !== COLOUR.red || needs.day[need]! > until) continue;
    if (needs.kind[need] === NEED_KIND.demand) gather(need, needs.ref[need]!);
  }
  for (const need of turns) {
    if (needs.kind[need] !== NEED_KIND.firm || needs.colour[need] !== COLOUR.red) continue;
    if (needs.day[need]! > until || told.has(needs.ref[need]!)) continue;
    told.set(needs.ref[need]!, need);
    gather(need, null);
  }
  return [...lacks.values()].sort((a, b) => a.node - b.node);
}

function addLack(
  lacks: Map<number, MaterialLack>,
  { kind, node, qty, day, ready }: Blocker,
  fresh: boolean,
  demand: number | null,
): void {
  const lack = lacks.get(node) ?? { node, short: 0, late: 0, firstDay: day, ready: 0, demands: [] };
  lacks.set(node, lack);
  if (fresh && kind === 'short') lack.short += qty;
  if (fresh && kind === 'late') lack.late += qty;
  lack.firstDay = Math.min(lack.firstDay, day);
  lack.ready = Math.max(lack.ready, ready);
  if (demand !== null && lack.demands.at(-1) !== demand) lack.demands.push(demand);
}

/** One need that asks for a material, with what it is given. */
export type Asked = {
  readonly need: number;
  readonly node: number;
  readonly day: number;
  qty: number;
  short: number;
  readonly given: { readonly supply: number; readonly qty: number; readonly ready: number }[];
};

/** Everything that asks for some nodes, in the order in which it is served. */
export function askedOf(run: Allocation, nodes: ReadonlySet<number>): Asked[] {
  const { rows, ground } = run;
  const above = nodesAbove(ground, nodes);
  const asked: Asked[] = [];
  const open = (need: number, node: number, day: number): Asked => {
    const last = asked.at(-1);
    if (last?.need === need && last.node === node && last.day === day) return last;
    const made = { need, node, day, qty: 0, short: 0, given: [] };
    asked.push(made);
    return made;
  };
  eachRow(run, (row) => {
    const [node, need, qty, day] = [rows.node[row]!, rows.need[row]!, rows.qty[row]!, rows.day[row]!];
    if (rows.kind[row] === ROW.dry && above[node] === 1) {
      eachDryLeaf(ground, node, qty, day, (leaf, qty, day) => {
        if (nodes.has(leaf)) addShort(open(need, leaf, day), qty);
      });
    }
    if (!nodes.has(node)) return;
    if (rows.kind[row] === ROW.take) {
      const one = open(need, node, day);
      one.qty += qty;
      one.given.push({ supply: rows.supply[row]!, qty, ready: rows.ready[row]! });
    } else if (rows.kind[row] === ROW.short) addShort(open(need, node, day), qty);
  });
  return asked;
}

function addShort(asked: Asked, qty: number): void {
  asked.qty += qty;
  asked.short += qty;
}

/** Marks of the nodes from which some nodes are reached. */
function nodesAbove({ model }: Ground, nodes: ReadonlySet<number>): Uint8Array {
  const marks = u8(model.nodes.count);
  const waiting = [...nodes];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    for (const parent of parentsOf(model, node)) {
      if (marks[parent] === 1) continue;
      marks[parent] = 1;
      waiting.push(parent);
    }
  }
  return marks;
}

function parentsOf({ uses }: Model, node: number): Int32Array {
  const from = uses.slices.start[node]!;
  return uses.parent.subarray(from, from + uses.slices.count[node]!);
}

export type BalancePoint = { readonly day: number; readonly qty: number };

/** How a material's real supply, less what is asked of it and what expires unused, runs along the days. */
export function balanceOf(
  { ground }: Allocation,
  asked: readonly Asked[],
  nodes: ReadonlySet<number>,
): BalancePoint[] {
  const moves = new Map<number, number>([[0, 0]]);
  const add = (day: number, qty: number): void => void moves.set(day, (moves.get(day) ?? 0) + qty);
  const { supplies } = ground.model;
  for (const node of nodes) {
    for (let place = ground.placeStart[node]!; place < ground.placeStart[node + 1]!; place++) {
      const supply = ground.placeSupply[place]!;
      if (supply < 0 || supplies.standIns.has(supply)) continue;
      add(Math.max(0, ground.placeDay[place]!), supplies.qty[supply]!);
      const expiry = ground.placeExpiry[place]!;
      if (expiry < NEVER && ground.left[place]! > 0) add(Math.max(0, expiry + 1), -ground.left[place]!);
    }
  }
  for (const one of asked) if (nodes.has(one.node)) add(one.day, -one.qty);
  let running = 0;
  return [...moves].sort(([a], [b]) => a - b).map(([day, qty]) => ({ day, qty: (running += qty) }));
}
