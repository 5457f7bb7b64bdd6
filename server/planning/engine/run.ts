// A whole plan: every node netted in the order of low-level codes, then every node pegged. Linear in demands,
// orders and component needs, in time and in memory.
import { f64, i32, longEnough, u16 } from './columns.ts';
import type { Model } from './model.ts';
import { netNode } from './net.ts';
import type { Orders, Plan } from './plan.ts';
import { emptyPlan } from './plan.ts';
import type { OrderList, TimeRow } from './time-row.ts';
import { newTimeRow } from './time-row.ts';

/** Nodes in the order in which they may be planned. */
export function planningOrder(model: Model): Int32Array {
  const { nodes, items } = model;
  const at = i32(items.count + 1);
  for (let node = 0; node < nodes.count; node++) at[items.rank[nodes.item[node]!]! + 1]!++;
  for (let rank = 1; rank <= items.count; rank++) at[rank]! += at[rank - 1]!;
  const order = i32(nodes.count);
  for (let node = 0; node < nodes.count; node++) order[at[items.rank[nodes.item[node]!]!]!++] = node;
  return order;
}

/** Nets everything. Pegs are a second step, so that their columns can be made at their exact size. */
export function netAll(model: Model, row: TimeRow = newTimeRow()): Plan {
  const plan = emptyPlan(model);
  for (const node of planningOrder(model)) {
    netNode(plan, node, row);
    storeOrders(plan, node, row.orders);
  }
  return plan;
}

export function growOrders(orders: Orders, length: number): void {
  orders.need = longEnough(orders.need, length, i32);
  orders.end = longEnough(orders.end, length, i32);
  orders.start = longEnough(orders.start, length, i32);
  orders.qty = longEnough(orders.qty, length, f64);
  orders.net = longEnough(orders.net, length, f64);
  orders.why = longEnough(orders.why, length, u16);
}

/** Copies the node's list into its own stretch and notes how far its days reach. */
export function storeOrders(plan: Plan, node: number, list: OrderList, from = -1): void {
  const { orders } = plan;
  const { slices } = orders;
  let at = from;
  if (at < 0) {
    at = slices.used;
    slices.start[node] = at;
    slices.count[node] = list.count;
    slices.room[node] = list.count;
    slices.used += list.count;
    if (slices.used > orders.need.length) growOrders(orders, slices.used);
  }
  let first = 0x7fffffff;
  let last = -0x7fffffff;
  const { need, end, start, qty, net, why } = orders;
  for (let one = 0; one < list.count; one++, at++) {
    const begins = list.start[one]!;
    const ends = list.end[one]!;
    need[at] = list.need[one]!;
    end[at] = ends;
    start[at] = begins;
    qty[at] = list.qty[one]!;
    net[at] = list.net[one]!;
    why[at] = list.why[one]!;
    if (begins < first) first = begins;
    if (ends > last) last = ends;
  }
  plan.first[node] = first;
  plan.last[node] = Math.max(last, 0);
}
