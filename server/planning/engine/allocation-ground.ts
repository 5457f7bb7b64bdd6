// What an allocation run stands on: the lines of each node from above, its real supply in the order of use, and how
// long making or buying takes from today. Laid out anew for each run from the model; nothing of the plan is used,
// because what is only proposed covers nobody. It holds everything of the model that a run depends on besides its
// needs, so that two grounds beside each other say what has changed.
import type { Calendar } from './calendar.ts';
import { openDaysBack, openDaysOn, openOnOrAfter, openOnOrBefore } from './calendar.ts';
import { f64, i32, u8 } from './columns.ts';
import type { Places, Supposed } from './allocation-places.ts';
import { layPlaces, placesAgain } from './allocation-places.ts';
import { isCut } from './explode.ts';
import type { Model } from './model.ts';
import { BY_PRODUCT, LIMITED, NEVER, sourceOf } from './model.ts';
import { planningOrder } from './run.ts';

export type Ground = Places & {
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
  /** The day on which the node would be there if all of it began today from nothing; -1 = not yet asked. */
  readonly anew: Int32Array;
  /** Days from start to use where every day is open and no quantity matters; -1 = ask the calendar. */
  readonly lead: Int32Array;
};

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

/** The same structure with its supply untouched, under another supposition than none. */
export const layAgain = (ground: Ground, supposed: Supposed): Ground => ({
  ...ground,
  ...placesAgain(ground, supposed),
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
