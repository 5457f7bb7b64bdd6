// Everything that comes to one node, in the order in which it is used up: stock, then by day what is open, what
// falls off other orders, and what is proposed. Of a substitution nothing comes.
import { f64, i32, u8 } from './columns.ts';
import { isCut, lineNeed } from './explode.ts';
import { goodOf } from './lot-size.ts';
import { expiryOf, shelfEnd } from './lot-bench.ts';
import { BY_PRODUCT, EXPLODES, NEVER, STAND_IN, usableFrom } from './model.ts';
import type { Plan } from './plan.ts';
import { SUPPLY_SIDE } from './plan.ts';

export type SupplyList = {
  count: number;
  day: Int32Array;
  side: Uint8Array;
  ref: Int32Array;
  qty: Float64Array;
  expiry: Int32Array;
};

export const newSupplyList = (): SupplyList => ({ count: 0, ...columns(256) });

const columns = (length: number): Omit<SupplyList, 'count'> => ({
  day: i32(length),
  side: u8(length),
  ref: i32(length),
  qty: f64(length),
  expiry: i32(length),
});

/** At most how many supplies the node has. */
export function supplyBound(plan: Plan, node: number): number {
  const { supplies } = plan.model;
  return supplies.slices.count[node]! + plan.orders.slices.count[node]! + byProductBound(plan, node);
}

function byProductBound(plan: Plan, node: number): number {
  const { uses, supplies } = plan.model;
  let bound = 0;
  const end = uses.slices.start[node]! + uses.slices.count[node]!;
  for (let use = uses.slices.start[node]!; use < end; use++) {
    if (!(uses.flags[use]! & BY_PRODUCT)) continue;
    const parent = uses.parent[use]!;
    bound += plan.orders.slices.count[parent]! + supplies.exploding[parent]!;
  }
  return bound;
}

export function gatherSupplies(plan: Plan, node: number, list: SupplyList, expiring: boolean): void {
  const bound = supplyBound(plan, node);
  if (bound > list.day.length) Object.assign(list, columns(Math.ceil(bound * 1.5)));
  list.count = 0;
  const { supplies, items, nodes } = plan.model;
  const item = nodes.item[node]!;
  const { slices, need, qty } = plan.orders;
  let order = slices.start[node]!;
  const ordersEnd = order + slices.count[node]!;
  let at = supplies.slices.start[node]!;
  const openEnd = items.phantom[item] ? at : at + supplies.slices.count[node]!;
  while (at < openEnd || order < ordersEnd) {
    const supply = at < openEnd ? supplies.ref[at]! : -1;
    if (supply >= 0 && supplies.flags[supply]! & STAND_IN) {
      at++;
      continue;
    }
    const day = supply < 0 ? NEVER : usableFrom(plan.model, supply);
    if (order < ordersEnd && need[order]! < day) {
      const expiry = expiring ? shelfEnd(plan.model, item, need[order]!) : NEVER;
      add(list, need[order]!, SUPPLY_SIDE.planned, order, goodOf(items, item, qty[order]!), expiry);
      order++;
    } else {
      const expiry = expiring ? expiryOf(plan.model, supply) : NEVER;
      add(list, day, SUPPLY_SIDE.open, supply, supplies.qty[supply]!, expiry);
      at++;
    }
  }
  if (addByProducts(plan, node, list)) sortByDay(list);
}

function add(list: SupplyList, day: number, side: number, ref: number, qty: number, expiry: number): void {
  const at = list.count++;
  list.day[at] = day;
  list.side[at] = side;
  list.ref[at] = ref;
  list.qty[at] = qty;
  list.expiry[at] = expiry;
}

function addByProducts(plan: Plan, node: number, list: SupplyList): boolean {
  const { uses, supplies, nodes } = plan.model;
  const before = list.count;
  const item = nodes.item[node]!;
  const useEnd = uses.slices.start[node]! + uses.slices.count[node]!;
  for (let use = uses.slices.start[node]!; use < useEnd; use++) {
    const parent = uses.parent[use]!;
    if (!(uses.flags[use]! & BY_PRODUCT) || isCut(plan.model, parent, node)) continue;
    const { slices, start, end, qty } = plan.orders;
    const from = slices.start[parent]!;
    for (let order = from; order < from + slices.count[parent]!; order++) {
      const day = Math.max(0, end[order]!);
      const amount = lineNeed(uses, use, qty[order]!, start[order]!);
      if (amount > 0) add(list, day, SUPPLY_SIDE.byProduct, order, amount, shelfEnd(plan.model, item, day));
    }
    const first = supplies.slices.start[parent]!;
    for (let at = first; at < first + supplies.slices.count[parent]!; at++) {
      const supply = supplies.ref[at]!;
      if (!(supplies.flags[supply]! & EXPLODES)) continue;
      const day = Math.max(0, supplies.day[supply]!);
      const amount = lineNeed(uses, use, supplies.qty[supply]!, supplies.start[supply]!);
      if (amount > 0) {
        add(list, day, SUPPLY_SIDE.openByProduct, supply, amount, shelfEnd(plan.model, item, day));
      }
    }
  }
  return list.count > before;
}

/** Rare: only nodes with by-products come here. What is open before what falls off before what is proposed. */
function sortByDay(list: SupplyList): void {
  const turn = [0, 3, 1, 2];
  const order = Array.from({ length: list.count }, (_, at) => at);
  order.sort((a, b) => list.day[a]! - list.day[b]! || turn[list.side[a]!]! - turn[list.side[b]!]! || a - b);
  for (const key of ['day', 'ref', 'expiry'] as const) {
    const old = list[key].slice(0, list.count);
    order.forEach((from, at) => (list[key][at] = old[from]!));
  }
  const [side, qty] = [list.side.slice(0, list.count), list.qty.slice(0, list.count)];
  order.forEach((from, at) => {
    list.side[at] = side[from]!;
    list.qty[at] = qty[from]!;
  });
}
