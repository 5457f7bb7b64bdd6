// The pegs read as a tree: upward from a supply to the orders it finally serves, downward from a demand to all that it
// waits for. A supply that
// serves two needs stands under each, with the quantity that goes there.
import { needDay } from './item-messages.ts';
import { pegNeedText, pegSupplyText } from './csv-plan.ts';
import type { Plan } from './plan.ts';
import { NEED_SIDE, SUPPLY_SIDE, orderKey } from './plan.ts';
import { EXPLODES, childrenOf, nodeText, usableFrom } from './model.ts';
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
  readonly supply: string;
  readonly day: number;
  readonly start: number;
  readonly qty: Micro;
  readonly below: readonly Waits[];
};

const SIDE_NAMES = ['open', 'planned', 'byProduct', 'byProduct', 'short'] as const;

/** The node among those that use this one to which an order number belongs. */
function parentOf(plan: Plan, node: number, order: number): number {
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
  const { pegs, orders, model } = plan;
  const found: Waits[] = [];
  const from = pegs.slices.start[node]!;
  for (let peg = from; peg < from + pegs.slices.count[node]!; peg++) {
    if (pegs.kind[peg]! >> 3 !== side || pegs.need[peg] !== ref) continue;
    const supplySide = pegs.kind[peg]! & 7;
    const supply = pegs.supply[peg]!;
    const planned = supplySide === SUPPLY_SIDE.planned;
    const own = supplySide === SUPPLY_SIDE.open;
    const below = planned
      ? belowOrder(plan, node, NEED_SIDE.planned, supply, depth - 1)
      : own && model.supplies.flags[supply]! & EXPLODES
        ? belowOrder(plan, node, NEED_SIDE.firm, supply, depth - 1)
        : [];
    found.push({
      item: nodeText(model, node),
      side: SIDE_NAMES[supplySide]!,
      supply: planned ? orderKey(plan, node, supply) : own ? pegSupplyText(plan, [], supplySide, supply) : '',
      day: planned ? orders.need[supply]! : own ? Math.max(0, usableFrom(model, supply)) : 0,
      start: planned ? orders.start[supply]! : own ? model.supplies.start[supply]! : 0,
      qty: pegs.qty[peg]!,
      below,
    });
  }
  return found;
}

function belowOrder(plan: Plan, node: number, side: number, ref: number, depth: number): Waits[] {
  if (depth <= 0) return [];
  const children = [...new Set(childrenOf(plan.model, node))];
  return children.flatMap((child) => waitsFor(plan, child, side, ref, depth));
}

/** Which demands an order or supply of a node finally serves: the quantity is that of the item demanded. */
export function serves(plan: Plan, node: number, side: 'open' | 'planned', ref: number): Served[] {
  const { pegs, model } = plan;
  const sums = new Map<string, Served>();
  const seen = new Set<string>();
  const waiting: [number, number, number][] = [[node, SUPPLY_SIDE[side], ref]];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const [at, side, ref] = next;
    if (seen.has(`${side}:${ref}`)) continue;
    seen.add(`${side}:${ref}`);
    const from = pegs.slices.start[at]!;
    for (let peg = from; peg < from + pegs.slices.count[at]!; peg++) {
      if ((pegs.kind[peg]! & 7) !== side || pegs.supply[peg] !== ref) continue;
      const needSide = pegs.kind[peg]! >> 3;
      const need = pegs.need[peg]!;
      if (needSide === NEED_SIDE.planned) waiting.push([parentOf(plan, at, need), SUPPLY_SIDE.planned, need]);
      else if (needSide === NEED_SIDE.firm)
        waiting.push([model.supplies.node[need]!, SUPPLY_SIDE.open, need]);
      else {
        const demand = needSide === NEED_SIDE.demand ? pegNeedText(plan, [], needSide, need) : '';
        const qty = (sums.get(demand)?.qty ?? 0) + pegs.qty[peg]!;
        sums.set(demand, { demand, node: at, day: needDay(plan, needSide, need), qty });
      }
    }
  }
  return [...sums.values()].sort((a, b) => a.day - b.day || (a.demand < b.demand ? -1 : 1));
}
