// What an allocation run stands on: the lines of each node from above, its real supply in the order of use, and how
// long making or buying takes from today. Laid out anew for each run from the model; nothing of the plan is used,
// because what is only proposed covers nobody. It holds everything of the model that a run depends on besides its
// needs, so that two grounds beside each other say what has changed.
import type { Calendar } from './calendar.ts';
import { openDaysBack, openDaysOn, openOnOrAfter, openOnOrBefore } from './calendar.ts';
import { f64, i32, u8 } from './columns.ts';
import { isCut } from './explode.ts';
import { expiryOf } from './lot-bench.ts';
import type { Model } from './model.ts';
import { BY_PRODUCT, EXPLODES, LIMITED, NEVER, sourceOf, STAND_IN } from './model.ts';
import { planningOrder } from './run.ts';

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

export type Ground = {
  readonly model: Model;
  readonly supposed: Supposed;
  /** Lines of node n stand at lineStart[n] .. lineStart[n + 1]. */
  readonly lineStart: Int32Array;
  readonly lineChild: Int32Array;
  /** Its place among the uses, and from there the ratio; den 0 = more than a ratio, ask the use. */
  readonly lineUse: Int32Array;
  readonly lineNum: Float64Array;
  readonly lineDen: Float64Array;
  /** What is more than a ratio: fixed quantity, ratio, days and flags of such lines, one after the other. */
  readonly lineFacts: Float64Array;
  /** What making and buying depend on, item by item. */
  readonly itemFacts: Float64Array;
  /** 1 = what is lacking is made of its lines. */
  readonly makes: Uint8Array;
  /** 1 = nothing below depends on the quantity or the day: leads, validity. */
  readonly even: Uint8Array;
  /** Supply of node n stands at placeStart[n] .. placeStart[n + 1], in the order of use. */
  readonly placeStart: Int32Array;
  /** The supply row; -1 - n for the n-th supply that is only supposed. */
  readonly placeSupply: Int32Array;
  readonly placeDay: Int32Array;
  readonly placeExpiry: Int32Array;
  /** What it is besides: its node, its id, how much there is, and the day on which a firmed order asks its parts. */
  readonly placeNode: Int32Array;
  readonly placeId: readonly string[];
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
  /** The day on which the node would be there if all of it began today from nothing; -1 = not yet asked. */
  readonly anew: Int32Array;
  /** Days from start to use where every day is open and no quantity matters; -1 = ask the calendar. */
  readonly lead: Int32Array;
};

/** Stock is there already. */
export const NOW = -1;
/** Its parts are issued, or it has none. */
export const NO_PARTS = -1;

export function layGround(model: Model, supposed: Supposed = {}): Ground {
  const { count } = model.nodes;
  const lines = layLines(model);
  const makes = u8(count);
  for (let node = 0; node < count; node++) {
    const source = model.items.source[model.nodes.item[node]!]!;
    const made = source !== sourceOf.buy && source !== sourceOf.none;
    makes[node] = made && lines.lineStart[node + 1]! > lines.lineStart[node]! ? 1 : 0;
  }
  const even = evenNodes({ model, ...lines, makes });
  const [lead, anew] = [leads(model), i32(count).fill(-1)];
  const itemFacts = layItemFacts(model);
  return { ...lines, makes, even, anew, lead, itemFacts, ...layPlaces(model, supposed) };
}

/** The same structure with its supply untouched, under another supposition. */
export const layAgain = (ground: Ground, supposed: Supposed): Ground => ({
  ...ground,
  ...layPlaces(ground.model, supposed),
});

function layItemFacts({ items }: Model): Float64Array {
  const { source, scrap, leadDays, leadPer, inspectionDays, safetyDays, calendar, phantom } = items;
  const columns = [source, scrap, leadDays, leadPer, inspectionDays, safetyDays, calendar, phantom];
  const facts = f64(columns.length * items.count);
  for (const [at, column] of columns.entries()) facts.set(column.subarray(0, items.count), at * items.count);
  return facts;
}

function leads(model: Model): Int32Array {
  const { items, nodes } = model;
  const lead = i32(nodes.count);
  for (let node = 0; node < nodes.count; node++) {
    const item = nodes.item[node]!;
    const plain = items.calendar[item]! < 0 && items.leadPer[item] === 0;
    lead[node] = plain ? items.leadDays[item]! + items.safetyDays[item]! + items.inspectionDays[item]! : -1;
  }
  return lead;
}

type Ratios = 'lineNum' | 'lineDen' | 'lineFacts';
type Lines = Pick<Ground, 'lineStart' | 'lineChild' | 'lineUse' | Ratios>;
type Structure = keyof Lines | 'itemFacts' | 'makes' | 'even' | 'anew' | 'lead';
type Places = Omit<Ground, Structure>;
type Holds = Omit<Places, 'model' | 'supposed' | 'placeStart' | 'placeSupply'>;

/** Uses turned round. By-products and lines that would close a loop are left out: what falls off an order that
 * nobody has made is no supply. */
function layLines(model: Model): Lines {
  const { uses, nodes } = model;
  const lineStart = i32(nodes.count + 1);
  const each = (visit: (parent: number, child: number, use: number) => void): void => {
    for (let child = 0; child < nodes.count; child++) {
      const from = uses.slices.start[child]!;
      for (let use = from; use < from + uses.slices.count[child]!; use++) {
        const parent = uses.parent[use]!;
        if (uses.flags[use]! & BY_PRODUCT || isCut(model, parent, child)) continue;
        visit(parent, child, use);
      }
    }
  };
  each((parent) => lineStart[parent + 1]!++);
  for (let node = 0; node < nodes.count; node++) lineStart[node + 1]! += lineStart[node]!;
  const next = lineStart.slice();
  const lineChild = i32(lineStart[nodes.count]!);
  const lineUse = i32(lineChild.length);
  each((parent, child, use) => {
    let at = next[parent]!++;
    while (at > lineStart[parent]! && uses.lineNo[lineUse[at - 1]!]! > uses.lineNo[use]!) {
      lineChild[at] = lineChild[at - 1]!;
      lineUse[at] = lineUse[--at]!;
    }
    lineChild[at] = child;
    lineUse[at] = use;
  });
  return { lineStart, lineChild, lineUse, ...ratiosOf(model, lineUse) };
}

function ratiosOf({ uses }: Model, lineUse: Int32Array): Pick<Ground, Ratios> {
  const lineNum = f64(lineUse.length);
  const lineDen = f64(lineUse.length);
  const facts: number[] = [];
  for (let line = 0; line < lineUse.length; line++) {
    const use = lineUse[line]!;
    lineNum[line] = uses.num[use]!;
    lineDen[line] = uses.flags[use] === 0 && uses.fixed[use] === 0 ? uses.den[use]! : 0;
    if (lineDen[line] !== 0) continue;
    facts.push(uses.fixed[use]!, uses.den[use]!, uses.from[use]!, uses.to[use]!, uses.flags[use]!);
  }
  return { lineNum, lineDen, lineFacts: Float64Array.from(facts) };
}

/** Stock first, first to expire first; then what comes, by day. */
function layPlaces(model: Model, supposed: Supposed): Places {
  const { nodes, supplies, items } = model;
  const extra = extraByNode(supposed.extra ?? []);
  const placeStart = i32(nodes.count + 1);
  for (let node = 0; node < nodes.count; node++) {
    const own = items.phantom[nodes.item[node]!] ? 0 : supplies.slices.count[node]!;
    placeStart[node + 1] = placeStart[node]! + own + (extra.get(node)?.length ?? 0);
  }
  const placeSupply = i32(placeStart[nodes.count]!);
  const moved = new Set(Array.from(supposed.moved?.keys() ?? [], (supply) => supplies.node[supply]!));
  for (let node = 0; node < nodes.count; node++) {
    const from = placeStart[node]!;
    const own = placeStart[node + 1]! - from;
    if (own === 0) continue;
    const at = supplies.slices.start[node]!;
    let rows: Int32Array | number[] = supplies.ref.subarray(at, at + own);
    const more = extra.get(node);
    if (more !== undefined) rows = [...supplies.ref.subarray(at, at + own - more.length), ...more];
    const mixed = supplies.expiring[node]! > 0 || more !== undefined || moved.has(node);
    if (mixed && own > 1) rows = inOrderOfUse(model, supposed, rows);
    placeSupply.set(rows, from);
  }
  return {
    model,
    supposed,
    placeStart,
    placeSupply,
    ...fillPlaces(model, supposed, placeStart, placeSupply),
  };
}

/** What each place holds, and that all of it is left. */
function fillPlaces(
  model: Model,
  supposed: Supposed,
  placeStart: Int32Array,
  placeSupply: Int32Array,
): Holds {
  const { nodes, supplies } = model;
  const { length } = placeSupply;
  const [placeDay, placeExpiry, placeNode, placeAsks] = [i32(length), i32(length), i32(length), i32(length)];
  const [placeOfRow, placeOfExtra] = [i32(supplies.count).fill(-1), i32(supposed.extra?.length ?? 0)];
  const [placeQty, free] = [f64(length), f64(nodes.count)];
  const placeId: string[] = [];
  for (let node = 0; node < nodes.count; node++) {
    for (let place = placeStart[node]!; place < placeStart[node + 1]!; place++) {
      const supply = placeSupply[place]!;
      placeDay[place] = dayOfUse(model, supposed, supply);
      placeExpiry[place] = lastDayOf(model, supposed, supply);
      placeNode[place] = node;
      placeId.push(supply < 0 ? '' : supplies.ids[supply]!);
      placeQty[place] = qtyOf(model, supposed, supply);
      placeAsks[place] = isOpenMake(model, supply) ? firmStart(model, supposed, supply) : NO_PARTS;
      if (supply < 0) placeOfExtra[-1 - supply] = place;
      else placeOfRow[supply] = place;
      free[node]! += placeQty[place]!;
    }
  }
  const facts = { placeDay, placeExpiry, placeNode, placeId, placeQty, placeAsks };
  const state = { left: placeQty.slice(), head: placeStart.slice(), free, dry: u8(nodes.count) };
  return { ...facts, placeOfRow, placeOfExtra, ...state };
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
function inOrderOfUse(model: Model, supposed: Supposed, rows: Int32Array | number[]): number[] {
  return Array.from(rows).sort(
    (a, b) =>
      dayOfUse(model, supposed, a) - dayOfUse(model, supposed, b) ||
      lastDayOf(model, supposed, a) - lastDayOf(model, supposed, b),
  );
}

function evenNodes({ model, makes, ...lines }: Lines & Pick<Ground, 'model' | 'makes'>): Uint8Array {
  const { nodes, items, uses } = model;
  const even = u8(nodes.count);
  const order = planningOrder(model);
  for (let at = order.length - 1; at >= 0; at--) {
    const node = order[at]!;
    const item = nodes.item[node]!;
    let is = items.leadPer[item] === 0;
    const end = makes[node] ? lines.lineStart[node + 1]! : 0;
    for (let line = lines.lineStart[node]!; is && line < end; line++) {
      is = (uses.flags[lines.lineUse[line]!]! & LIMITED) === 0 && even[lines.lineChild[line]!] === 1;
    }
    even[node] = is ? 1 : 0;
  }
  return even;
}

const calendarOf = (model: Model, item: number): Calendar | null => {
  const number = model.items.calendar[item]!;
  return number < 0 ? null : model.calendars[number]!;
};

function leadOf(model: Model, item: number, qty: number): number {
  const { leadDays, leadPer } = model.items;
  const per = leadPer[item]!;
  return leadDays[item]! + (per > 0 ? Math.ceil(qty / per) : 0);
}

/** The day on which an order for `day` would have to start, counted as the plan counts it. */
export function startFor({ model, lead }: Ground, node: number, qty: number, day: number): number {
  if (lead[node]! >= 0) return day - lead[node]!;
  const item = model.nodes.item[node]!;
  const ahead = model.items.safetyDays[item]! + model.items.inspectionDays[item]!;
  const calendar = calendarOf(model, item);
  const end = openDaysBack(calendar, openOnOrBefore(calendar, day), ahead);
  return openDaysBack(calendar, end, leadOf(model, item, qty));
}

/** The day on which an order for `day` has to be received, before inspection and safety time. */
export function receiptFor({ model }: Ground, node: number, day: number): number {
  const item = model.nodes.item[node]!;
  const ahead = model.items.safetyDays[item]! + model.items.inspectionDays[item]!;
  const calendar = calendarOf(model, item);
  return openDaysBack(calendar, openOnOrBefore(calendar, day), ahead);
}

/** The first day on which an order can be there whose parts are all there on `day`. */
export function readyFrom({ model, lead }: Ground, node: number, qty: number, day: number): number {
  if (day >= NEVER) return NEVER;
  if (lead[node]! >= 0) return day + lead[node]!;
  const item = model.nodes.item[node]!;
  const ahead = model.items.safetyDays[item]! + model.items.inspectionDays[item]!;
  const calendar = calendarOf(model, item);
  return openDaysOn(calendar, openOnOrAfter(calendar, day), leadOf(model, item, qty) + ahead);
}

/** The first day on which something short can be there when it is bought or begun today; NEVER without a source. */
export function shortUntil(ground: Ground, node: number, qty: number): number {
  const { items, nodes } = ground.model;
  return items.source[nodes.item[node]!] === sourceOf.none ? NEVER : readyFrom(ground, node, qty, 0);
}

/** The same through all levels below an even node. */
export function anewDay(ground: Ground, node: number): number {
  const known = ground.anew[node]!;
  if (known >= 0) return known;
  const { lineStart, lineChild } = ground;
  let day = 0;
  if (ground.makes[node]) {
    for (let line = lineStart[node]!; line < lineStart[node + 1]!; line++) {
      day = Math.max(day, anewDay(ground, lineChild[line]!));
    }
    day = readyFrom(ground, node, 0, day);
  } else day = shortUntil(ground, node, 0);
  ground.anew[node] = day;
  return day;
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
export const placeOf = ({ placeOfRow, placeOfExtra }: Ground, supply: number): number =>
  supply < 0 ? placeOfExtra[-1 - supply]! : placeOfRow[supply]!;

/** Something that is there already. */
export const liesThere = (ground: Ground, supply: number): boolean =>
  ground.placeDay[placeOf(ground, supply)] === NOW;
