// The single needs of one node in the order in which they are served: by day; within a day demands by priority and
// number, then what orders need, in the order of their items. The columns are used again for every node.
import { f64, i32, u8 } from './columns.ts';
import { isCut, lineNeed } from './explode.ts';
import { BY_PRODUCT, EXPLODES } from './model.ts';
import type { Plan, StoodIn } from './plan.ts';
import { NEED_SIDE } from './plan.ts';
import { multiplyUp } from './qty.ts';

export type NeedList = {
  count: number;
  /** As gathered. */
  rawDay: Int32Array;
  rawSide: Uint8Array;
  rawRef: Int32Array;
  rawQty: Float64Array;
  /** In order. */
  day: Int32Array;
  side: Uint8Array;
  ref: Int32Array;
  qty: Float64Array;
  /** Counting sort by day. */
  places: Int32Array;
};

export function newNeedList(): NeedList {
  return { count: 0, ...columns(256), places: i32(1024) };
}

function columns(length: number): Omit<NeedList, 'count' | 'places'> {
  return {
    rawDay: i32(length),
    rawSide: u8(length),
    rawRef: i32(length),
    rawQty: f64(length),
    day: i32(length),
    side: u8(length),
    ref: i32(length),
    qty: f64(length),
  };
}

/** At most how many needs the node has. */
export function needBound(plan: Plan, node: number): number {
  const { demands, uses, supplies } = plan.model;
  let bound = demands.slices.count[node]!;
  const end = uses.slices.start[node]! + uses.slices.count[node]!;
  for (let use = uses.slices.start[node]!; use < end; use++) {
    const parent = uses.parent[use]!;
    bound += plan.orders.slices.count[parent]! + supplies.exploding[parent]!;
  }
  return bound;
}

/** With `wished`, firmed orders of parents count as they should be instead of as they are. */
export function gatherNeeds(plan: Plan, node: number, list: NeedList, wished = false): void {
  const bound = needBound(plan, node);
  if (bound > list.rawDay.length) Object.assign(list, columns(Math.ceil(bound * 1.5)));
  list.count = 0;
  const { demands, uses, supplies } = plan.model;
  const from = demands.slices.start[node]!;
  for (let at = from; at < from + demands.slices.count[node]!; at++) {
    const demand = demands.ref[at]!;
    if (demands.qty[demand]! > 0) {
      addNeed(list, demands.day[demand]!, NEED_SIDE.demand, demand, demands.qty[demand]!);
    }
  }
  const end = uses.slices.start[node]! + uses.slices.count[node]!;
  for (let use = uses.slices.start[node]!; use < end; use++) {
    const parent = uses.parent[use]!;
    if (uses.flags[use]! & BY_PRODUCT || isCut(plan.model, parent, node)) continue;
    if (uses.flags[use] === 0 && uses.fixed[use] === 0) gatherPlain(plan, parent, use, list);
    else gatherSpecial(plan, parent, use, list);
    if (supplies.exploding[parent]! > 0) gatherFirm(plan, parent, use, list, wished);
  }
  sortByDay(list);
}

/** Takes what is met by substitutions off the needs, and tells each part. */
export function takeStoodIn(
  list: NeedList,
  parts: readonly StoodIn[],
  tell: (supply: number, at: number, qty: number) => void = () => undefined,
): void {
  const signOf = (side: number, ref: number): number => ref * 8 + side;
  const places = new Map<number, number[]>();
  for (const { side, ref } of parts) places.set(signOf(side, ref), []);
  for (let at = 0; at < list.count; at++) places.get(signOf(list.side[at]!, list.ref[at]!))?.push(at);
  for (const { supply, side, ref, qty } of parts) {
    let open = qty;
    for (const at of places.get(signOf(side, ref))!) {
      const part = Math.min(open, list.qty[at]!);
      if (part === 0) continue;
      list.qty[at]! -= part;
      open -= part;
      tell(supply, at, part);
    }
  }
}

function addNeed(list: NeedList, day: number, side: number, ref: number, qty: number): void {
  const at = list.count++;
  list.rawDay[at] = day;
  list.rawSide[at] = side;
  list.rawRef[at] = ref;
  list.rawQty[at] = qty;
}

function gatherPlain(plan: Plan, parent: number, use: number, list: NeedList): void {
  const { slices, start, qty } = plan.orders;
  const { rawDay, rawSide, rawRef, rawQty } = list;
  const num = plan.model.uses.num[use]!;
  const den = plan.model.uses.den[use]!;
  const from = slices.start[parent]!;
  const end = from + slices.count[parent]!;
  let at = list.count;
  for (let order = from; order < end; order++, at++) {
    rawDay[at] = start[order]!;
    rawSide[at] = NEED_SIDE.planned;
    rawRef[at] = order;
    rawQty[at] = multiplyUp(qty[order]!, num, den);
  }
  list.count = at;
}

function gatherSpecial(plan: Plan, parent: number, use: number, list: NeedList): void {
  const { slices, start, qty } = plan.orders;
  const from = slices.start[parent]!;
  for (let order = from; order < from + slices.count[parent]!; order++) {
    const amount = lineNeed(plan.model.uses, use, qty[order]!, start[order]!);
    if (amount > 0) addNeed(list, start[order]!, NEED_SIDE.planned, order, amount);
  }
}

function gatherFirm(plan: Plan, parent: number, use: number, list: NeedList, wished: boolean): void {
  const { supplies, uses } = plan.model;
  const from = supplies.slices.start[parent]!;
  for (let at = from; at < from + supplies.slices.count[parent]!; at++) {
    const supply = supplies.ref[at]!;
    if (!(supplies.flags[supply]! & EXPLODES)) continue;
    const start = wished ? plan.wanted.start[supply]! : supplies.start[supply]!;
    const qty = wished ? plan.wanted.qty[supply]! : supplies.qty[supply]!;
    const amount = qty > 0 ? lineNeed(uses, use, qty, start) : 0;
    if (amount > 0) addNeed(list, start, NEED_SIDE.firm, supply, amount);
  }
}

/** Stable counting sort; a lone sorted parent, the usual case, is copied straight. */
function sortByDay(list: NeedList): void {
  const { count, rawDay, rawSide, rawRef, rawQty, day, side, ref, qty } = list;
  let sorted = true;
  let low = count > 0 ? rawDay[0]! : 0;
  let high = low;
  for (let at = 1; at < count; at++) {
    const one = rawDay[at]!;
    if (one < rawDay[at - 1]!) sorted = false;
    if (one < low) low = one;
    if (one > high) high = one;
  }
  if (sorted) {
    for (let at = 0; at < count; at++) {
      day[at] = rawDay[at]!;
      side[at] = rawSide[at]!;
      ref[at] = rawRef[at]!;
      qty[at] = rawQty[at]!;
    }
    return;
  }
  const width = high - low + 2;
  if (width > list.places.length) list.places = i32(width + 256);
  const places = list.places;
  places.fill(0, 0, width);
  for (let at = 0; at < count; at++) places[rawDay[at]! - low + 1]!++;
  for (let at = 1; at < width; at++) places[at]! += places[at - 1]!;
  for (let at = 0; at < count; at++) {
    const place = places[rawDay[at]! - low]!++;
    day[place] = rawDay[at]!;
    side[place] = rawSide[at]!;
    ref[place] = rawRef[at]!;
    qty[place] = rawQty[at]!;
  }
}
