// The explosion, pulled from the component's side: a node gathers what every order that uses it needs, for the
// order's whole lot-sized quantity on the order's start day. The same walk fills the day rows for netting and lists
// the single needs for pegging, so the two cannot see different needs.
import { multiplyUp } from './qty.ts';
import type { Micro } from './qty.ts';
import { BY_PRODUCT, EXPLODES, LIMITED, STAND_IN, usableFrom } from './model.ts';
import type { Model, Uses } from './model.ts';
import type { Plan } from './plan.ts';
import type { TimeRow } from './time-row.ts';
import { reach } from './time-row.ts';

/** What one use line asks for an order of `qty`; `start` decides whether a line limited in time counts. */
export function lineNeed(uses: Uses, use: number, qty: Micro, start: number): Micro {
  if (uses.flags[use]! & LIMITED && (start < uses.from[use]! || start > uses.to[use]!)) return 0;
  return uses.fixed[use]! + multiplyUp(qty, uses.num[use]!, uses.den[use]!);
}

/** A line that would close a loop is not followed. */
export function isCut(model: Model, parent: number, child: number): boolean {
  const { rank } = model.items;
  return rank[model.nodes.item[parent]!]! >= rank[model.nodes.item[child]!]!;
}

/** Lets the rows reach over everything that touches the node. False when nothing does. */
export function reachNode(plan: Plan, node: number, row: TimeRow): boolean {
  const { demands, supplies, uses, items, nodes } = plan.model;
  let first = 0;
  let last = -1;
  const needs = demands.slices.count[node]!;
  if (needs > 0) {
    const at = demands.slices.start[node]!;
    first = Math.min(first, demands.day[demands.ref[at]!]!);
    last = Math.max(last, demands.day[demands.ref[at + needs - 1]!]!);
  }
  const receipt = lastReceipt(plan.model, node);
  if (receipt >= 0) last = Math.max(last, 0, supplies.day[receipt]!);
  const end = uses.slices.start[node]! + uses.slices.count[node]!;
  for (let use = uses.slices.start[node]!; use < end; use++) {
    const parent = uses.parent[use]!;
    if (plan.orders.slices.count[parent]! > 0) {
      first = Math.min(first, plan.first[parent]!);
      last = Math.max(last, plan.last[parent]!);
    }
    if (supplies.exploding[parent]! > 0) {
      const from = supplies.slices.start[parent]!;
      for (let at = from; at < from + supplies.slices.count[parent]!; at++) {
        const supply = supplies.ref[at]!;
        if (!(supplies.flags[supply]! & EXPLODES)) continue;
        first = Math.min(first, supplies.start[supply]!);
        last = Math.max(last, supplies.start[supply]!, supplies.day[supply]!);
      }
    }
  }
  const item = nodes.item[node]!;
  if (last < first && !(items.safety[item]! > 0)) return false;
  reach(row, first, Math.max(0, last));
  return true;
}

/** The supply that comes last, -1 for none. Of a substitution nothing comes. */
function lastReceipt({ supplies }: Model, node: number): number {
  const from = supplies.slices.start[node]!;
  for (let at = from + supplies.slices.count[node]! - 1; at >= from; at--) {
    if (!(supplies.flags[supplies.ref[at]!]! & STAND_IN)) return supplies.ref[at]!;
  }
  return -1;
}

/** Adds needs and receipts of the node to the rows. */
export function fillRows(plan: Plan, node: number, row: TimeRow): void {
  const { demands, supplies, uses, items, nodes } = plan.model;
  const { need, receipt, zero } = row;
  const from = demands.slices.start[node]!;
  for (let at = from; at < from + demands.slices.count[node]!; at++) {
    const demand = demands.ref[at]!;
    need[demands.day[demand]! + zero]! += demands.qty[demand]!;
  }
  if (!items.phantom[nodes.item[node]!]) {
    const from = supplies.slices.start[node]!;
    for (let at = from; at < from + supplies.slices.count[node]!; at++) {
      const supply = supplies.ref[at]!;
      if (supplies.flags[supply]! & STAND_IN) continue;
      receipt[Math.max(row.first, usableFrom(plan.model, supply)) + zero]! += supplies.qty[supply]!;
    }
  }
  const end = uses.slices.start[node]! + uses.slices.count[node]!;
  for (let use = uses.slices.start[node]!; use < end; use++) {
    const parent = uses.parent[use]!;
    if (isCut(plan.model, parent, node)) continue;
    if (uses.flags[use] === 0 && uses.fixed[use] === 0) pullPlain(plan, parent, use, row);
    else pullSpecial(plan, parent, use, row);
    if (supplies.exploding[parent]! > 0) pullFirm(plan, parent, use, row);
  }
  for (const { day, qty } of plan.stoodIn.get(node) ?? []) need[day + zero]! -= qty;
}

/** The inner loop of the whole plan: every order of one parent, one need each. */
function pullPlain(plan: Plan, parent: number, use: number, row: TimeRow): void {
  const { slices, start, qty } = plan.orders;
  const { num, den } = plan.model.uses;
  const { need, zero } = row;
  const [up, down] = [num[use]!, den[use]!];
  const from = slices.start[parent]!;
  const end = from + slices.count[parent]!;
  if (down === 1) {
    for (let order = from; order < end; order++) need[start[order]! + zero]! += qty[order]! * up;
    return;
  }
  for (let order = from; order < end; order++) {
    need[start[order]! + zero]! += multiplyUp(qty[order]!, up, down);
  }
}

function pullSpecial(plan: Plan, parent: number, use: number, row: TimeRow): void {
  const { slices, start, end, qty } = plan.orders;
  const { uses } = plan.model;
  const gives = (uses.flags[use]! & BY_PRODUCT) !== 0;
  const from = slices.start[parent]!;
  for (let order = from; order < from + slices.count[parent]!; order++) {
    const amount = lineNeed(uses, use, qty[order]!, start[order]!);
    if (gives) row.receipt[Math.max(0, end[order]!) + row.zero]! += amount;
    else row.need[start[order]! + row.zero]! += amount;
  }
}

function pullFirm(plan: Plan, parent: number, use: number, row: TimeRow): void {
  const { supplies, uses } = plan.model;
  const gives = (uses.flags[use]! & BY_PRODUCT) !== 0;
  const from = supplies.slices.start[parent]!;
  for (let at = from; at < from + supplies.slices.count[parent]!; at++) {
    const supply = supplies.ref[at]!;
    if (!(supplies.flags[supply]! & EXPLODES)) continue;
    const amount = lineNeed(uses, use, supplies.qty[supply]!, supplies.start[supply]!);
    if (gives) row.receipt[Math.max(0, supplies.day[supply]!) + row.zero]! += amount;
    else row.need[supplies.start[supply]! + row.zero]! += amount;
  }
}
