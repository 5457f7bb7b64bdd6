// The plan as typed arrays: proposed orders by node in the order of their days, and pegs by node. An order's number
// stays valid until its own node is planned to something else; its key (item, number, day of need, turn) is what
// survives reruns and what proposals are compared by.
import { emptySlices, f64, i32, u16, u8 } from './columns.ts';
import type { Slices } from './columns.ts';
import type { Model } from './model.ts';
import { nodeText } from './model.ts';

export type Orders = {
  slices: Slices;
  /** The day it serves; `end` is its receipt, before inspection and safety time; `start` its release. */
  need: Int32Array;
  end: Int32Array;
  start: Int32Array;
  qty: Float64Array;
  /** What was short: the quantity before any lot rule. */
  net: Float64Array;
  /** Bits of REASON. */
  why: Uint16Array;
};

export type Pegs = {
  slices: Slices;
  /** SUPPLY_SIDE + NEED_SIDE × 8. */
  kind: Uint8Array;
  /** Supply row, or order number, by the supply side; -1 for a shortage. */
  supply: Int32Array;
  /** Demand row, order number or supply row of the parent, by the need side; -1 for safety stock. */
  need: Int32Array;
  qty: Float64Array;
};

export const SUPPLY_SIDE = { open: 0, planned: 1, byProduct: 2, openByProduct: 3, short: 4 } as const;
export const NEED_SIDE = { demand: 0, planned: 1, firm: 2, safety: 3 } as const;

export type Plan = {
  readonly model: Model;
  readonly orders: Orders;
  readonly pegs: Pegs;
  /** Earliest and latest start and end of the node's orders: how far its components' time lines must reach. */
  first: Int32Array;
  last: Int32Array;
  readonly wanted: Wanted;
  /** What stands in for needs of a node, where anything does. */
  readonly stoodIn: Map<number, readonly StoodIn[]>;
};

/** So much of one need, by its side and number, on its day, is met by a substitution. */
export type StoodIn = {
  readonly supply: number;
  readonly side: number;
  readonly ref: number;
  readonly day: number;
  readonly qty: number;
};

/**
 * What is really wanted of each supply row, and when it would have to start for that. Equal to the row itself until
 * a message says otherwise; components of a firmed order are judged by this, so that one cancelled sale shows on
 * every supply below, not only on the topmost.
 */
export type Wanted = { qty: Float64Array; start: Int32Array };

export function emptyPlan(model: Model): Plan {
  const nodes = model.nodes.count;
  const orders = {
    slices: emptySlices(nodes),
    need: i32(0),
    end: i32(0),
    start: i32(0),
    qty: f64(0),
    net: f64(0),
    why: u16(0),
  };
  const pegs = { slices: emptySlices(nodes), kind: u8(0), supply: i32(0), need: i32(0), qty: f64(0) };
  const wanted = { qty: f64(model.supplies.count), start: i32(model.supplies.count) };
  return { model, orders, pegs, first: i32(nodes), last: i32(nodes), wanted, stoodIn: new Map() };
}

/** How many orders of the same node and day of need stand before this one. */
export function turnOf(plan: Plan, node: number, order: number): number {
  const { slices, need } = plan.orders;
  let turn = 0;
  while (order - turn > slices.start[node]! && need[order - turn - 1] === need[order]) turn++;
  return turn;
}

/** What a proposal is recognised by from run to run. */
export function orderKey(plan: Plan, node: number, order: number): string {
  const turn = turnOf(plan, node, order);
  return `${nodeText(plan.model, node)}@${plan.orders.need[order]}${turn === 0 ? '' : `#${turn + 1}`}`;
}

/** Keys of all orders by number. */
export function orderKeys(plan: Plan): string[] {
  const { slices, need } = plan.orders;
  const keys: string[] = Array.from({ length: slices.used }, () => '');
  for (let node = 0; node < plan.model.nodes.count; node++) {
    const head = `${nodeText(plan.model, node)}@`;
    const from = slices.start[node]!;
    for (let turn = 1, order = from; order < from + slices.count[node]!; order++) {
      turn = order > from && need[order] === need[order - 1] ? turn + 1 : 1;
      keys[order] = `${head}${need[order]}${turn === 1 ? '' : `#${turn}`}`;
    }
  }
  return keys;
}

/** Node of each order number, or -1 for places left behind. */
export function orderNodes(plan: Plan): Int32Array {
  const { slices } = plan.orders;
  const nodes = i32(slices.used).fill(-1);
  for (let node = 0; node < plan.model.nodes.count; node++) {
    const from = slices.start[node]!;
    nodes.fill(node, from, from + slices.count[node]!);
  }
  return nodes;
}
