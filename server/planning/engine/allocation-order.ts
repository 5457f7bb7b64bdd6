// The order in which open needs are served: priority, then date, then id. Sorting a hundred thousand texts costs more
// than a whole run, so the order is kept from run to run and only needs that are new or changed are put in. What
// planners have ruled comes after all that.
import { i32, longEnough, u8 } from './columns.ts';
import type { Model } from './model.ts';
import { FORECAST } from './model.ts';
import { isOpenMake } from './allocation-places.ts';
import type { AllocationWish, Rest } from './allocation-run.ts';

/** Numbers of needs: a demand row as it is, the supply row of a firmed order counted from FIRM on. */
export const FIRM = 2 ** 30;
/** What is split off a demand. */
export const REST = 2 ** 31 - 1;
/** A firmed order that serves nobody more urgent stands where an ordinary order stands. */
export const FIRM_PRIORITY = 5;

/** What needs stand by in the order, by row. */
type Stood = { readonly ids: string[]; day: Int32Array; priority: Int32Array };
/** Needs in their order, and by what they stood there when it was made. */
export type KeptOrder = { needs: Int32Array; readonly demand: Stood; readonly firm: Stood };

const noneStood = (): Stood => ({ ids: [], day: i32(0), priority: i32(0) });
export const newKeptOrder = (): KeptOrder => ({ needs: i32(0), demand: noneStood(), firm: noneStood() });

const idOf = ({ demands, supplies }: Model, need: number): string =>
  need >= FIRM ? supplies.ids[need - FIRM]! : demands.ids[need]!;

const dayOf = ({ demands, supplies }: Model, need: number): number =>
  need >= FIRM ? supplies.start[need - FIRM]! : demands.day[need]!;

const priorityOf = ({ demands }: Model, need: number): number =>
  need >= FIRM ? FIRM_PRIORITY : demands.priority[need]!;

/** The order of needs as they are now; `kept.needs` is then their order before rulings. */
export function needsInOrder(model: Model, kept: KeptOrder, wish: AllocationWish = {}): Int32Array {
  keepOrder(model, kept);
  return orderUnder(model, kept.needs, wish);
}

/** The order under rulings and under what a run is asked to suppose. */
export function orderUnder(
  model: Model,
  sorted: Int32Array,
  { priorities, before, rest }: AllocationWish,
): Int32Array {
  let order = sorted;
  for (const [need, priority] of priorities ?? []) {
    const others = without(order, need);
    if (others === order) continue;
    const rank = (other: number): number => (other === need ? priority : priorityOf(model, other));
    order = merged(others, [need], standsBefore(model, rank));
  }
  if (model.servings.length > 0) order = obeyServings(model, order.slice());
  if (rest !== undefined) {
    const behind = order.findIndex((need) => comesLater(model, need, rest));
    return withInserted(order, behind < 0 ? order.length : behind, REST);
  }
  if (before === undefined) return order;
  const others = without(order, before.need);
  const at = others.indexOf(before.than);
  return at < 0 || order.indexOf(before.need) < at ? order : withInserted(others, at, before.need);
}

/** Whether a need stands behind what is split off: the rest is the last of its priority and day. */
function comesLater(model: Model, need: number, rest: Rest): boolean {
  const by = priorityOf(model, need) - priorityOf(model, rest.demand) || dayOf(model, need) - rest.day;
  return by > 0;
}

/** Rulings one after the other: whoever is to go before another and comes later takes the place directly before. */
function obeyServings(model: Model, order: Int32Array): Int32Array {
  const numbers = needsByIds(model, order);
  for (const { need, than } of model.servings) {
    const [one, other] = [numbers.get(need), numbers.get(than)];
    if (one === undefined || other === undefined) continue;
    const [from, to] = [order.indexOf(one), order.indexOf(other)];
    if (from <= to) continue;
    order.copyWithin(to + 1, to, from);
    order[to] = one;
  }
  return order;
}

/** The open needs that rulings are about, by id. */
function needsByIds(model: Model, order: Int32Array): Map<string, number> {
  const wanted = new Set(model.servings.flatMap(({ need, than }) => [need, than]));
  const found = new Map<string, number>();
  for (const need of order) {
    const id = idOf(model, need);
    if (wanted.has(id)) found.set(id, Math.min(need, found.get(id) ?? need));
  }
  return found;
}

/** Marks of the needs that are open now. */
function openNeeds(model: Model): { demand: Uint8Array; firm: Uint8Array } {
  const { demands, supplies, nodes } = model;
  const [demand, firm] = [u8(demands.count), u8(supplies.count)];
  for (let node = 0; node < nodes.count; node++) {
    const from = demands.slices.start[node]!;
    for (let at = from; at < from + demands.slices.count[node]!; at++) {
      const row = demands.ref[at]!;
      if (demands.role[row]! < FORECAST && demands.qty[row]! > 0) demand[row] = 1;
    }
    if (!(supplies.exploding[node]! > 0) || model.items.phantom[nodes.item[node]!]) continue;
    const first = supplies.slices.start[node]!;
    for (let at = first; at < first + supplies.slices.count[node]!; at++) {
      const row = supplies.ref[at]!;
      if (isOpenMake(model, row) && supplies.qty[row]! > 0) firm[row] = 1;
    }
  }
  return { demand, firm };
}

/** Whether one need stands before another. */
const standsBefore =
  (model: Model, rank = (need: number): number => priorityOf(model, need)) =>
  (a: number, b: number): boolean => {
    const urgency = rank(a) - rank(b) || dayOf(model, a) - dayOf(model, b);
    if (urgency !== 0) return urgency < 0;
    const [one, other] = [idOf(model, a), idOf(model, b)];
    return one === other ? a < b : one < other;
  };

/** Needs that went or moved are taken out, those that came or moved are put in; a row that was given to another id is
 * both. */
function keepOrder(model: Model, kept: KeptOrder): void {
  const open = openNeeds(model);
  const still = i32(kept.needs.length);
  let count = 0;
  for (let at = 0; at < still.length; at++) {
    const need = kept.needs[at]!;
    const isFirm = need >= FIRM;
    const [marks, stood, row] = isFirm
      ? [open.firm, kept.firm, need - FIRM]
      : [open.demand, kept.demand, need];
    if (marks[row] !== 1 || stood.ids[row] !== idOf(model, need)) continue;
    if (stood.day[row] !== dayOf(model, need) || stood.priority[row] !== priorityOf(model, need)) continue;
    marks[row] = 2;
    still[count++] = need;
  }
  const come: number[] = [];
  for (let row = 0; row < open.demand.length; row++) if (open.demand[row] === 1) come.push(row);
  for (let row = 0; row < open.firm.length; row++) if (open.firm[row] === 1) come.push(row + FIRM);
  if (come.length === 0 && count === still.length) return;
  noteStood(model, kept, come);
  const before = standsBefore(model);
  come.sort((a, b) => (before(a, b) ? -1 : 1));
  kept.needs = merged(still.subarray(0, count), come, before);
}

function noteStood(model: Model, { demand, firm }: KeptOrder, needs: readonly number[]): void {
  for (const key of ['day', 'priority'] as const) {
    demand[key] = longEnough(demand[key], model.demands.count, i32);
    firm[key] = longEnough(firm[key], model.supplies.count, i32);
  }
  for (const need of needs) {
    const [stood, row] = need >= FIRM ? [firm, need - FIRM] : [demand, need];
    stood.ids[row] = idOf(model, need);
    stood.day[row] = dayOf(model, need);
    stood.priority[row] = priorityOf(model, need);
  }
}

/** Few come into many: each is looked up by halves. */
function merged(
  still: Int32Array,
  come: readonly number[],
  before: (a: number, b: number) => boolean,
): Int32Array {
  const all = i32(still.length + come.length);
  let [at, from] = [0, 0];
  for (const need of come) {
    let [low, high] = [from, still.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (before(still[middle]!, need)) low = middle + 1;
      else high = middle;
    }
    all.set(still.subarray(from, low), at);
    at += low - from;
    from = low;
    all[at++] = need;
  }
  all.set(still.subarray(from), at);
  return all;
}

function without(needs: Int32Array, need: number): Int32Array {
  const at = needs.indexOf(need);
  if (at < 0) return needs;
  const others = i32(needs.length - 1);
  others.set(needs.subarray(0, at));
  others.set(needs.subarray(at + 1), at);
  return others;
}

function withInserted(needs: Int32Array, at: number, need: number): Int32Array {
  const all = i32(needs.length + 1);
  all.set(needs.subarray(0, at));
  all[at] = need;
  all.set(needs.subarray(at), at + 1);
  return all;
}
