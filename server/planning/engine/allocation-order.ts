// The order in which open needs are served: priority, then date, then id. Sorting a hundred thousand texts costs more
// than the whole run, so needs in the order of their ids are kept from run to run and only new ones are put in. What
// planners have ruled comes after all that.
import { i32, stableOrder, u8 } from './columns.ts';
import type { Model } from './model.ts';
import { FORECAST } from './model.ts';
import { isOpenMake } from './allocation-ground.ts';

/** Numbers of needs: a demand row as it is, the supply row of a firmed order counted from FIRM on. */
export const FIRM = 2 ** 30;
/** A firmed order that serves nobody more urgent stands where an ordinary order stands. */
export const FIRM_PRIORITY = 5;

export type KeptOrder = { needs: Int32Array; ids: string[] };

export const newKeptOrder = (): KeptOrder => ({ needs: i32(0), ids: [] });

const idOf = ({ demands, supplies }: Model, need: number): string =>
  need >= FIRM ? supplies.ids[need - FIRM]! : demands.ids[need]!;

export function needsInOrder(
  model: Model,
  kept: KeptOrder,
  priorities?: ReadonlyMap<number, number>,
): Int32Array {
  keepIds(model, kept);
  const { demands, supplies } = model;
  const { needs } = kept;
  const [day, priority] = [i32(needs.length), i32(needs.length)];
  for (let at = 0; at < needs.length; at++) {
    const need = needs[at]!;
    day[at] = need >= FIRM ? supplies.start[need - FIRM]! : demands.day[need]!;
    priority[at] = need >= FIRM ? FIRM_PRIORITY : demands.priority[need]!;
    const other = priorities?.get(need);
    if (other !== undefined) priority[at] = other;
  }
  let order: Int32Array = Int32Array.from(needs, (_, at) => at);
  order = stableOrder(order, (at) => day[at]!);
  order = stableOrder(order, (at) => priority[at]!);
  return obeyServings(
    model,
    kept,
    order.map((at) => needs[at]!),
  );
}

/** Rulings one after the other: whoever is to go before another and comes later takes the place directly before. */
function obeyServings({ servings }: Model, kept: KeptOrder, order: Int32Array): Int32Array {
  for (const { need, than } of servings) {
    const [one, other] = [numberOf(kept, need), numberOf(kept, than)];
    if (one === null || other === null) continue;
    const [from, to] = [order.indexOf(one), order.indexOf(other)];
    if (from <= to) continue;
    order.copyWithin(to + 1, to, from);
    order[to] = one;
  }
  return order;
}

/** An open need by its id. */
function numberOf({ needs, ids }: KeptOrder, id: string): number | null {
  let [low, high] = [0, ids.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ids[middle]! < id) low = middle + 1;
    else high = middle;
  }
  return ids[low] === id ? needs[low]! : null;
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

/** Needs that went are taken out, those that came are put in; a row that was given to another id is both. */
function keepIds(model: Model, kept: KeptOrder): void {
  const open = openNeeds(model);
  const still: number[] = [];
  for (let at = 0; at < kept.needs.length; at++) {
    const need = kept.needs[at]!;
    const [marks, row] = need >= FIRM ? [open.firm, need - FIRM] : [open.demand, need];
    if (marks[row] !== 1 || kept.ids[at] !== idOf(model, need)) continue;
    marks[row] = 2;
    still.push(need);
  }
  const come: number[] = [];
  for (let row = 0; row < open.demand.length; row++) if (open.demand[row] === 1) come.push(row);
  for (let row = 0; row < open.firm.length; row++) if (open.firm[row] === 1) come.push(row + FIRM);
  if (come.length === 0 && still.length === kept.needs.length) return;
  const before = (a: number, b: number): boolean => {
    const [one, other] = [idOf(model, a), idOf(model, b)];
    return one === other ? a < b : one < other;
  };
  come.sort((a, b) => (before(a, b) ? -1 : 1));
  kept.needs = merged(still, come, before);
  kept.ids = Array.from(kept.needs, (need) => idOf(model, need));
}

/** Few come into many: each is looked up by halves. */
function merged(
  still: readonly number[],
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
    while (from < low) all[at++] = still[from++]!;
    all[at++] = need;
  }
  while (from < still.length) all[at++] = still[from++]!;
  return all;
}
