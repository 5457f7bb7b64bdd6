// The supply of an allocation run: what there is of each node in the order of use, when, until when and how much, and
// how much of it is left while the run goes on. It lies in places, one for each supply.
import { f64, i32, u8 } from './columns.ts';
import { expiryOf } from './lot-bench.ts';
import type { Model } from './model.ts';
import { EXPLODES, NEVER, STAND_IN } from './model.ts';

/** What a run supposes without changing the model: supply that is not there, and other days of supply that is. */
export type Supposed = {
  readonly extra?: readonly ExtraSupply[];
  /** New day by supply row. */
  readonly moved?: ReadonlyMap<number, number>;
};

export type ExtraSupply = {
  readonly node: number;
  readonly day: number;
  readonly qty: number;
  readonly expiry?: number;
};

export type Places = {
  readonly model: Model;
  readonly supposed: Supposed;
  /** Supply of node n stands at placeStart[n] .. placeStart[n + 1], in the order of use. */
  readonly placeStart: Int32Array;
  /** The supply row; -1 - n for the n-th supply that is only supposed. */
  readonly placeSupply: Int32Array;
  readonly placeDay: Int32Array;
  readonly placeExpiry: Int32Array;
  /** What it is besides: its node, its id, how much there is, and the day on which a firmed order asks its parts. */
  readonly placeNode: Int32Array;
  readonly placeId: string[];
  readonly placeQty: Float64Array;
  readonly placeAsks: Int32Array;
  /** The place of a supply row, and of supply that is only supposed. */
  readonly placeOfRow: Int32Array;
  readonly placeOfExtra: Int32Array;
  readonly left: Float64Array;
  /** First place of the node that may have something left, and all that is left. */
  readonly head: Int32Array;
  readonly free: Float64Array;
  /** 1 = nothing is left of the node nor of anything below it. Supply only shrinks, so it stays 1. */
  readonly dry: Uint8Array;
};

/** Stock is there already. */
export const NOW = -1;
/** Its parts are issued, or it has none. */
export const NO_PARTS = -1;

type State = 'left' | 'head' | 'free' | 'dry';
type Laid = Omit<Places, State>;

/** All supply of a model. */
export function layPlaces(model: Model, supposed: Supposed): Places {
  const { nodes, supplies } = model;
  const extra = extraByNode(supposed.extra ?? []);
  const placeStart = i32(nodes.count + 1);
  for (let node = 0; node < nodes.count; node++) {
    placeStart[node + 1] = placeStart[node]! + ownCount(model, node) + (extra.get(node)?.length ?? 0);
  }
  const placeSupply = i32(placeStart[nodes.count]!);
  const { length } = placeSupply;
  const laid: Laid = {
    model,
    supposed,
    placeStart,
    placeSupply,
    placeDay: i32(length),
    placeExpiry: i32(length),
    placeNode: i32(length),
    placeId: [],
    placeQty: f64(length),
    placeAsks: i32(length),
    placeOfRow: i32(supplies.count).fill(-1),
    placeOfExtra: i32(supposed.extra?.length ?? 0),
  };
  for (let node = 0; node < nodes.count; node++) {
    if (placeStart[node] === placeStart[node + 1]) continue;
    placeSupply.set(rowsInOrder(laid, node, extra.get(node)), placeStart[node]);
    fillPlaces(laid, node);
  }
  findPlaces(laid, 0);
  return { ...laid, ...untouched(laid) };
}

const ownCount = ({ items, nodes, supplies }: Model, node: number): number =>
  items.phantom[nodes.item[node]!] ? 0 : supplies.slices.count[node]!;

/** Supply of a node with what is only supposed: stock first, first to expire first; then what comes, by day. */
function rowsInOrder(
  { model, supposed }: Pick<Laid, 'model' | 'supposed'>,
  node: number,
  extra: readonly number[] = [],
): Int32Array | number[] {
  const { supplies } = model;
  const from = supplies.slices.start[node]!;
  const own = supplies.ref.subarray(from, from + ownCount(model, node));
  const moved = supposed.moved !== undefined && own.some((supply) => supposed.moved!.has(supply));
  const mixed = supplies.expiring[node]! > 0 || extra.length > 0 || moved;
  return mixed ? inOrderOfUse(model, supposed, [...own, ...extra]) : own;
}

/** The same with a node laid anew. */
function withNode(laid: Laid, node: number, rows: Int32Array | number[]): Laid {
  const [from, to] = [laid.placeStart[node]!, laid.placeStart[node + 1]!];
  const more = rows.length - (to - from);
  const copied = <C extends Int32Array | Float64Array>(column: C, copy: C): C => {
    copy.set(column.subarray(0, to));
    copy.set(column.subarray(to), to + more);
    return copy;
  };
  const length = laid.placeSupply.length + more;
  const placeStart = laid.placeStart.slice();
  for (let one = node + 1; one < placeStart.length; one++) placeStart[one]! += more;
  const next: Laid = {
    ...laid,
    placeStart,
    placeSupply: copied(laid.placeSupply, i32(length)),
    placeDay: copied(laid.placeDay, i32(length)),
    placeExpiry: copied(laid.placeExpiry, i32(length)),
    placeNode: copied(laid.placeNode, i32(length)),
    placeId: laid.placeId.toSpliced(to, 0, ...Array.from({ length: more }, () => '')),
    placeQty: copied(laid.placeQty, f64(length)),
    placeAsks: copied(laid.placeAsks, i32(length)),
    placeOfRow: laid.placeOfRow.slice(),
  };
  next.placeSupply.set(rows, from);
  fillPlaces(next, node);
  findPlaces(next, from);
  return next;
}

/** What each place of a node holds. */
function fillPlaces(laid: Laid, node: number): void {
  const { model, supposed, placeStart, placeSupply } = laid;
  for (let place = placeStart[node]!; place < placeStart[node + 1]!; place++) {
    const supply = placeSupply[place]!;
    laid.placeDay[place] = dayOfUse(model, supposed, supply);
    laid.placeExpiry[place] = lastDayOf(model, supposed, supply);
    laid.placeNode[place] = node;
    laid.placeId[place] = supply < 0 ? '' : model.supplies.ids[supply]!;
    laid.placeQty[place] = qtyOf(model, supposed, supply);
    laid.placeAsks[place] = isOpenMake(model, supply) ? firmStart(model, supposed, supply) : NO_PARTS;
  }
}

/** Notes where supply lies, from a place on. */
function findPlaces({ placeSupply, placeOfRow, placeOfExtra }: Laid, from: number): void {
  for (let place = from; place < placeSupply.length; place++) {
    const supply = placeSupply[place]!;
    if (supply < 0) placeOfExtra[-1 - supply] = place;
    else placeOfRow[supply] = place;
  }
}

/** All of it is left. */
function untouched({ model, placeStart, placeQty, placeNode }: Laid): Pick<Places, State> {
  const free = f64(model.nodes.count);
  for (let place = 0; place < placeQty.length; place++) free[placeNode[place]!]! += placeQty[place]!;
  return { left: placeQty.slice(), head: placeStart.slice(), free, dry: u8(model.nodes.count) };
}

function extraByNode(extra: readonly ExtraSupply[]): Map<number, number[]> {
  const byNode = new Map<number, number[]>();
  for (const [at, { node }] of extra.entries()) byNode.set(node, [...(byNode.get(node) ?? []), -1 - at]);
  return byNode;
}

/** A substitution is no supply of the item: nothing of it comes. */
function qtyOf({ supplies }: Model, { extra }: Supposed, supply: number): number {
  if (supply < 0) return extra![-1 - supply]!.qty;
  return supplies.flags[supply]! & STAND_IN ? 0 : supplies.qty[supply]!;
}

function dayOfUse({ supplies }: Model, { extra, moved }: Supposed, supply: number): number {
  if (supply < 0) return Math.max(0, extra![-1 - supply]!.day);
  if (supplies.kind[supply] === 0) return NOW;
  return Math.max(0, moved?.get(supply) ?? supplies.day[supply]!);
}

function lastDayOf(model: Model, { extra, moved }: Supposed, supply: number): number {
  if (supply < 0) return extra![-1 - supply]!.expiry ?? NEVER;
  const expiry = expiryOf(model, supply);
  const day = moved?.get(supply);
  if (day === undefined || expiry === NEVER || model.supplies.expiry[supply] !== NEVER) return expiry;
  return expiry + Math.max(0, day) - Math.max(0, model.supplies.day[supply]!);
}

/** Rows come by day and id; within a day the one that expires first is moved forward. */
function inOrderOfUse(model: Model, supposed: Supposed, rows: readonly number[]): number[] {
  return rows.toSorted(
    (a, b) =>
      dayOfUse(model, supposed, a) - dayOfUse(model, supposed, b) ||
      lastDayOf(model, supposed, a) - lastDayOf(model, supposed, b),
  );
}

/** The same untouched, under another supposition than none: only nodes whose supply it changes are laid anew. */
export function placesAgain(places: Places, supposed: Supposed): Places {
  const { model } = places;
  const extra = extraByNode(supposed.extra ?? []);
  const nodes = new Set(extra.keys());
  for (const supply of supposed.moved?.keys() ?? []) nodes.add(model.supplies.node[supply]!);
  let laid: Laid = { ...places, supposed, placeOfExtra: i32(supposed.extra?.length ?? 0) };
  for (const node of nodes) laid = withNode(laid, node, rowsInOrder(laid, node, extra.get(node)));
  return { ...laid, ...untouched(laid) };
}

/** Supply whose own components are still to be issued: it is only as good as they are. */
export const isOpenMake = (model: Model, supply: number): boolean =>
  supply >= 0 && (model.supplies.flags[supply]! & EXPLODES) !== 0;

/** The day a firmed order's parts are needed: its start, moved with it where its day is supposed to move. */
export function firmStart({ supplies }: Model, supposed: Supposed, supply: number): number {
  const { start, day } = supplies;
  const moved = supposed.moved?.get(supply);
  return Math.max(0, start[supply]! + (moved === undefined ? 0 : moved - day[supply]!));
}

/** The place of a supply in the order of use. */
export const placeOf = ({ placeOfRow, placeOfExtra }: Places, supply: number): number =>
  supply < 0 ? placeOfExtra[-1 - supply]! : placeOfRow[supply]!;

/** Something that is there already. */
export const liesThere = (places: Places, supply: number): boolean =>
  places.placeDay[placeOf(places, supply)] === NOW;
