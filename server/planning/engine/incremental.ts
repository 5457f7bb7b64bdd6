// Planning again after a change: only nodes that the change reaches are netted, in the order of low-level codes, and
// only while something really moves. The result is the plan that a full run would make, order by order, peg by peg
// and message by message; tests hold it to that.
import { applyChange, newEffect } from './change.ts';
import type { Change, Effect } from './change.ts';
import { claim } from './columns.ts';
import { nodeMessages } from './exceptions.ts';
import { isCut } from './explode.ts';
import type { LivePlan } from './live.ts';
import { reopen } from './live.ts';
import type { MessageText } from './message-text.ts';
import { messageTexts } from './message-text.ts';
import { growMessages } from './messages.ts';
import { childrenOf, nodeText } from './model.ts';
import { netNode } from './net.ts';
import { growPegs, pegBound, pegNode } from './peg.ts';
import type { Plan } from './plan.ts';
import { growOrders, storeOrders } from './run.ts';
import { nodesAbove, nodesStoodIn } from './stood-in.ts';
import type { OrderList } from './time-row.ts';

export type Replanned = {
  /** Nodes netted again, and those of them whose orders moved. */
  readonly netted: readonly number[];
  readonly moved: readonly number[];
  /** Messages that were not there before in this form, and those that are gone. */
  readonly appeared: readonly MessageText[];
  readonly gone: readonly MessageText[];
  readonly undo: readonly Change[];
  /** True when the whole plan was made anew; the lists of nodes are empty then. */
  readonly anew: boolean;
};

/** `tidy`: holes are swept out when there are many, which numbers the rows anew. When this throws, the plan is as before. */
export function replan(live: LivePlan, changes: readonly Change[], tidy = true): Replanned {
  const effect = newEffect();
  const before = live.messages;
  const planBefore = live.plan;
  const above = nodesAbove(planBefore.model);
  const stoodIn = nodesStoodIn(planBefore.model);
  const netted: number[] = [];
  try {
    for (const change of changes) applyChange(live, change, effect);
    if (effect.anew || (tidy && tooLoose(live))) {
      const texts = allTexts(planBefore, before);
      reopen(live);
      const { appeared, gone } = difference(texts, allTexts(live.plan, live.messages));
      return { netted: [], moved: [], appeared, gone, undo: effect.undo, anew: true };
    }
    markStoodIn(effect.stale, stoodIn, nodesStoodIn(live.plan.model));
    const result = runStale(live, effect.stale, above.union(nodesAbove(live.plan.model)), netted);
    giveBack(live, effect);
    return { ...result, netted, undo: effect.undo, anew: false };
  } catch (thrown) {
    takeBack(live, effect, above.union(nodesAbove(live.plan.model)), netted);
    throw thrown;
  }
}

/** What stands in no longer, or only now, is netted again, though nothing of its own has changed. */
function markStoodIn(
  stale: Set<number>,
  before: ReadonlyMap<number, number>,
  now: ReadonlyMap<number, number>,
): void {
  for (const [row, node] of before) if (!now.has(row)) stale.add(node);
  for (const [row, node] of now) if (!before.has(row)) stale.add(node);
}

function giveBack(live: LivePlan, { freeDemands, freeSupplies }: Effect): void {
  live.freeDemands.push(...freeDemands);
  live.freeSupplies.push(...freeSupplies);
}

/** After changes that cannot be planned: they are undone, and what was netted for them is netted once more. */
function takeBack(
  live: LivePlan,
  failed: Effect,
  above: ReadonlySet<number>,
  netted: readonly number[],
): void {
  const effect = newEffect();
  for (const change of failed.undo) applyChange(live, change, effect);
  if (failed.anew || effect.anew) return reopen(live);
  runStale(live, new Set([...failed.stale, ...effect.stale, ...netted]), above, []);
  giveBack(live, failed);
  giveBack(live, effect);
}

/** Stretches that moved leave holes; when half of a large column is holes, a full run is the tidiest broom. */
function tooLoose({ plan }: LivePlan): boolean {
  const loose = (slices: { used: number; waste: number }): boolean =>
    slices.waste > 1_000_000 && slices.waste * 2 > slices.used;
  return loose(plan.orders.slices) || loose(plan.pegs.slices);
}

function allTexts(plan: Plan, messages: LivePlan['messages']): MessageText[] {
  const texts: MessageText[] = [];
  for (let node = 0; node < messages.slices.count.length && node < plan.model.nodes.count; node++) {
    for (const text of messageTexts(plan, messages, node)) texts.push(text);
  }
  return texts;
}

/** `above`: nodes on the way to what something stands in for, before and now; `netted` is told of each node in its turn. */
function runStale(
  live: LivePlan,
  stale: Set<number>,
  above: ReadonlySet<number>,
  netted: number[],
): Omit<Replanned, 'netted' | 'undo' | 'anew'> {
  const { plan } = live;
  const { model } = plan;
  const queue = rankQueue(plan);
  for (const node of stale) queue.add(node);
  const moved: number[] = [];
  const before: MessageText[] = [];
  const after: MessageText[] = [];
  for (let node = queue.take(); node >= 0; node = queue.take()) {
    netted.push(node);
    for (const text of messageTexts(plan, live.messages, node)) before.push(text);
    netNode(plan, node, live.row);
    const differs = ordersDiffer(plan, node, live.row.orders);
    if (differs) moved.push(node);
    keepOrders(plan, node, live.row.orders);
    keepPegs(live, node);
    const passes = keepMessages(live, node) || differs;
    for (const child of passes || above.has(node) ? childrenOf(model, node) : []) {
      if ((passes || above.has(child)) && !isCut(model, node, child)) queue.add(child);
    }
    for (const text of messageTexts(plan, live.messages, node)) after.push(text);
  }
  return { moved, ...difference(before, after) };
}

/** Nodes waiting to be netted, lowest rank first, each once. */
function rankQueue(plan: Plan): { add: (node: number) => void; take: () => number } {
  const { rank } = plan.model.items;
  const { item } = plan.model.nodes;
  const heap: number[] = [];
  const waiting = new Set<number>();
  const key = (at: number): number => rank[item[heap[at]!]!]!;
  const swap = (a: number, b: number): void => {
    [heap[a], heap[b]] = [heap[b]!, heap[a]!];
  };
  const add = (node: number): void => {
    if (waiting.has(node)) return;
    waiting.add(node);
    heap.push(node);
    for (let at = heap.length - 1; at > 0 && key(at) < key((at - 1) >> 1); at = (at - 1) >> 1) {
      swap(at, (at - 1) >> 1);
    }
  };
  const take = (): number => {
    const first = heap[0];
    if (first === undefined) return -1;
    const last = heap.pop()!;
    if (heap.length > 0) heap[0] = last;
    for (let at = 0; 2 * at + 1 < heap.length;) {
      const right = 2 * at + 2;
      const least = right < heap.length && key(right) < key(right - 1) ? right : right - 1;
      if (key(at) <= key(least)) break;
      swap(at, least);
      at = least;
    }
    waiting.delete(first);
    return first;
  };
  return { add, take };
}

/** Whether components would see anything else: days or quantities. Why an order is there does not travel down. */
function ordersDiffer(plan: Plan, node: number, list: OrderList): boolean {
  const { slices, need, end, start, qty } = plan.orders;
  if (slices.count[node] !== list.count) return true;
  const from = slices.start[node]!;
  for (let at = 0; at < list.count; at++) {
    const order = from + at;
    if (need[order] !== list.need[at] || start[order] !== list.start[at]) return true;
    if (end[order] !== list.end[at] || qty[order] !== list.qty[at]) return true;
  }
  return false;
}

function keepOrders(plan: Plan, node: number, list: OrderList): void {
  const from = claim(plan.orders.slices, node, list.count);
  growOrders(plan.orders, plan.orders.slices.used);
  storeOrders(plan, node, list, from);
}

function keepPegs(live: LivePlan, node: number): void {
  const { plan, bench } = live;
  const { pegs } = plan;
  bench.out.count = 0;
  growPegs(bench.out, pegBound(plan, node));
  pegNode(plan, node, bench);
  const { kind, supply, need, qty, count } = bench.out;
  const from = claim(pegs.slices, node, count);
  growPegs(pegs, pegs.slices.used);
  pegs.kind.set(kind.subarray(0, count), from);
  pegs.supply.set(supply.subarray(0, count), from);
  pegs.need.set(need.subarray(0, count), from);
  pegs.qty.set(qty.subarray(0, count), from);
}

/** True when what is wanted of the node's firmed orders moved. */
function keepMessages(live: LivePlan, node: number): boolean {
  const { plan, messages, said, needs } = live;
  said.count = 0;
  const moved = nodeMessages(plan, node, needs, said);
  const from = claim(messages.slices, node, said.count);
  growMessages(messages, messages.slices.used);
  messages.kind.set(said.kind.subarray(0, said.count), from);
  for (const key of ['ref', 'day', 'toDay'] as const) {
    messages[key].set(said[key].subarray(0, said.count), from);
  }
  for (const key of ['qty', 'toQty'] as const) messages[key].set(said[key].subarray(0, said.count), from);
  return moved;
}

function difference(
  before: readonly MessageText[],
  after: readonly MessageText[],
): { appeared: MessageText[]; gone: MessageText[] } {
  const sign = (one: MessageText): string => `${one.key} ${one.day} ${one.toDay} ${one.qty} ${one.toQty}`;
  const [old, now] = [new Set(before.map(sign)), new Set(after.map(sign))];
  return {
    appeared: after.filter((one) => !old.has(sign(one))),
    gone: before.filter((one) => !now.has(sign(one))),
  };
}

/** Names of nodes, for logs and answers. */
export const nodeNames = (live: LivePlan, nodes: readonly number[]): string[] =>
  nodes.map((node) => nodeText(live.plan.model, node));
