// The pegs read as a tree: upward from a supply to the orders it finally serves, downward from a demand to all that it
// waits for. A supply that serves two needs stands under each, with the quantity that goes there.
import { needDay } from './item-messages.ts';
import { EXPLODES, childrenOf, nodeText, usableFrom } from './model.ts';
import type { Plan } from './plan.ts';
import { NEED_SIDE, SUPPLY_SIDE, orderKey } from './plan.ts';
import type { Micro } from './qty.ts';

export type Served = {
  /** The demand, or empty for safety stock. */
  readonly demand: string;
  readonly node: number;
  readonly day: number;
  readonly qty: Micro;
};

export type Waits = {
  readonly item: string;
  readonly side: 'open' | 'planned' | 'byProduct' | 'short';
  /** The id of an open supply, the key of a proposal; empty for what is short. */
  readonly supply: string;
  readonly day: number;
  readonly start: number;
  readonly qty: Micro;
  readonly below: readonly Waits[];
};

const SIDE_NAMES = ['open', 'planned', 'byProduct', 'byProduct', 'short'] as const;

/** The node among those that use this one to which an order number belongs. */
export function parentOf(plan: Plan, node: number, order: number): number {
  const { uses } = plan.model;
  const { start, count } = plan.orders.slices;
  const end = uses.slices.start[node]! + uses.slices.count[node]!;
  for (let use = uses.slices.start[node]!; use < end; use++) {
    const parent = uses.parent[use]!;
    if (order >= start[parent]! && order < start[parent]! + count[parent]!) return parent;
  }
  throw new RangeError(`order ${order} is no parent of ${nodeText(plan.model, node)}`);
}

/** What one need of a node waits for, through all levels, at most `depth` deep. */
export function waitsFor(plan: Plan, node: number, side: number, ref: number, depth = 12): Waits[] {
  const { slices, kind, need } = plan.pegs;
  const found: Waits[] = [];
  const from = slices.start[node]!;
  for (let peg = from; peg < from + slices.count[node]!; peg++) {
    if (kind[peg]! >> 3 === side && need[peg] === ref) found.push(waitOf(plan, node, peg, depth));
  }
  return found;
}

function waitOf(plan: Plan, node: number, peg: number, depth: number): Waits {
  const { pegs, orders, model } = plan;
  const { supplies } = model;
  const side = pegs.kind[peg]! & 7;
  const supply = pegs.supply[peg]!;
  const base = { item: nodeText(model, node), side: SIDE_NAMES[side]!, qty: pegs.qty[peg]! };
  if (side === SUPPLY_SIDE.planned) {
    const below = belowOrder(plan, node, NEED_SIDE.planned, supply, depth - 1);
    const [day, start] = [orders.need[supply]!, orders.start[supply]!];
    return { ...base, supply: orderKey(plan, node, supply), day, start, below };
  }
  if (side === SUPPLY_SIDE.open) {
    const exploding = supplies.flags[supply]! & EXPLODES;
    const below = exploding ? belowOrder(plan, node, NEED_SIDE.firm, supply, depth - 1) : [];
    const day = Math.max(0, usableFrom(model, supply));
    return { ...base, supply: supplies.ids[supply]!, day, start: supplies.start[supply]!, below };
  }
  return { ...base, supply: '', day: 0, start: 0, below: [] };
}

function belowOrder(plan: Plan, node: number, side: number, ref: number, depth: number): Waits[] {
  if (depth <= 0) return [];
  const children = [...new Set(childrenOf(plan.model, node))];
  return children.flatMap((child) => waitsFor(plan, child, side, ref, depth));
}

/** A supply of a node on the way up: which side of the pegs it stands on, and its number there. */
type Rung = { readonly node: number; readonly side: number; readonly ref: number };

/** Which demands an order or supply of a node finally serves: the quantity is that of the item demanded. */
export function serves(plan: Plan, node: number, side: 'open' | 'planned', ref: number): Served[] {
  const sums = new Map<string, Served>();
  const seen = new Set<string>();
  const waiting: Rung[] = [{ node, side: SUPPLY_SIDE[side], ref }];
  for (let rung = waiting.pop(); rung !== undefined; rung = waiting.pop()) {
    const sign = `${rung.side}:${rung.ref}`;
    if (seen.has(sign)) continue;
    seen.add(sign);
    climb(plan, rung, waiting, sums);
  }
  return [...sums.values()].sort((a, b) => a.day - b.day || (a.demand < b.demand ? -1 : 1));
}

/** One rung up: demands are summed, orders of parents wait to be climbed. */
function climb(plan: Plan, rung: Rung, waiting: Rung[], sums: Map<string, Served>): void {
  const { slices, kind, supply, need, qty } = plan.pegs;
  const { demands, supplies } = plan.model;
  const { node } = rung;
  const from = slices.start[node]!;
  for (let peg = from; peg < from + slices.count[node]!; peg++) {
    if ((kind[peg]! & 7) !== rung.side || supply[peg] !== rung.ref) continue;
    const side = kind[peg]! >> 3;
    const ref = need[peg]!;
    if (side === NEED_SIDE.planned) {
      waiting.push({ node: parentOf(plan, node, ref), side: SUPPLY_SIDE.planned, ref });
    } else if (side === NEED_SIDE.firm) {
      waiting.push({ node: supplies.node[ref]!, side: SUPPLY_SIDE.open, ref });
    } else {
      const demand = side === NEED_SIDE.demand ? demands.ids[ref]! : '';
      const sum = (sums.get(demand)?.qty ?? 0) + qty[peg]!;
      sums.set(demand, { demand, node, day: needDay(plan, side, ref), qty: sum });
    }
  }
}
