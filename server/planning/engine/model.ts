// The problem as typed arrays. A node is an item, or an item under one tracking number: what is planned on its own
// time line. Demands, supplies and product structure lines hang on nodes as slices of shared columns, so that one
// change moves one slice. Nothing here plans; nothing here knows a database or a clock.
import type { Calendar } from './calendar.ts';
import type { Slices } from './columns.ts';
import type { Serving, Settings, StandIn } from './problem.ts';

/** Planning data of items, by item number. Quantities are Micro. */
export type Items = {
  count: number;
  readonly codes: string[];
  readonly byCode: Map<string, number>;
  /** Index into SOURCES. */
  source: Uint8Array;
  toOrder: Uint8Array;
  phantom: Uint8Array;
  /** 1 when nobody has given a lead time. */
  leadUnknown: Uint8Array;
  leadDays: Int32Array;
  leadPer: Float64Array;
  inspectionDays: Int32Array;
  safetyDays: Int32Array;
  /** -1: does not expire. */
  shelfDays: Int32Array;
  /** -1: every day is open. */
  calendar: Int32Array;
  minLot: Float64Array;
  multiple: Float64Array;
  maxLot: Float64Array;
  fixedLot: Float64Array;
  periodDays: Int32Array;
  safety: Float64Array;
  scrap: Float64Array;
  level: Int32Array;
  rank: Int32Array;
  loops: readonly (readonly number[])[];
};

/** Nodes: item and tracking number. The node without a number of item i is `plain[i]`. */
export type Nodes = {
  count: number;
  item: Int32Array;
  track: Int32Array;
  plain: Int32Array;
  readonly tracks: string[];
  readonly trackNumbers: Map<string, number>;
  /** item × 2^21 + track → node, for tracked nodes. */
  readonly tracked: Map<number, number>;
  /** Tracked nodes of each item that has any. */
  readonly trackedOf: Map<number, number[]>;
};

/** Needs from outside. `day` and `qty` are what the plan counts; a forecast's qty is what orders have left of it. */
export type Demands = {
  count: number;
  readonly ids: string[];
  /** Rows by id, once somebody has asked. */
  rows: Map<string, number> | null;
  node: Int32Array;
  day: Int32Array;
  qty: Float64Array;
  priority: Int32Array;
  /** 1 = eats forecast, 2 = is a forecast bucket, 3 = what a substitution takes. */
  role: Uint8Array;
  slices: Slices;
  ref: Int32Array;
};

export type Supplies = {
  count: number;
  readonly ids: string[];
  node: Int32Array;
  /** Index into SUPPLY_KINDS. */
  kind: Uint8Array;
  day: Int32Array;
  qty: Float64Array;
  /** Last usable day; NEVER when it does not expire. */
  expiry: Int32Array;
  start: Int32Array;
  /** 1 = its components are still to be issued, 2 = may be changed freely, 4 = a substitution. */
  flags: Uint8Array;
  /** Substitutions by row. */
  readonly standIns: Map<number, StandIn>;
  slices: Slices;
  ref: Int32Array;
  /** How many supplies of the node explode. */
  exploding: Int32Array;
  /** How many supplies of the node expire. */
  expiring: Int32Array;
};

/** Where each node is used, sorted by parent: the lines an explosion pulls along. */
export type Uses = {
  slices: Slices;
  parent: Int32Array;
  num: Float64Array;
  den: Float64Array;
  fixed: Float64Array;
  from: Int32Array;
  to: Int32Array;
  /** 1 = limited in time, 2 = by-product. */
  flags: Uint8Array;
  lineNo: Int32Array;
};

/** The children of each node, to know what a change reaches. */
export type Parts = { slices: Slices; child: Int32Array };

export type Line = {
  readonly component: number;
  readonly num: number;
  readonly den: number;
  readonly fixed: number;
  readonly from: number;
  readonly to: number;
  readonly flags: number;
};

export type Bucket = {
  readonly id: string;
  readonly from: number;
  readonly to: number;
  readonly qty: number;
  readonly shipped?: number;
};

export type Model = {
  readonly settings: Settings;
  readonly calendars: readonly Calendar[];
  readonly calendarNumbers: ReadonlyMap<string, number>;
  readonly items: Items;
  readonly nodes: Nodes;
  readonly demands: Demands;
  readonly supplies: Supplies;
  readonly uses: Uses;
  readonly parts: Parts;
  /** Lines of each item as given, phantoms not yet replaced. */
  readonly given: (readonly Line[])[];
  /** Forecast buckets by item. */
  readonly forecasts: Map<number, readonly Bucket[]>;
  /** Who is served before whom, in the order in which it was ruled. */
  servings: readonly Serving[];
};

export const NEVER = 0x3fffffff;
export const LIMITED = 1;
export const BY_PRODUCT = 2;
export const EXPLODES = 1;
export const FREE = 2;
export const STAND_IN = 4;
export const CONSUMES = 1;
export const FORECAST = 2;
export const STANDS_IN = 3;

export const sourceOf = { buy: 0, make: 1, subcontract: 2, none: 3, switch: 4 } as const;

/** Item code and tracking number of a node, for keys and messages. */
export function nodeText(model: Model, node: number): string {
  const code = model.items.codes[model.nodes.item[node]!]!;
  const track = model.nodes.track[node]!;
  return track === 0 ? code : `${code}/${model.nodes.tracks[track]}`;
}

/** Stock is there before any need; what is ordered and overdue is expected today. */
export function usableFrom(model: Model, supply: number): number {
  return model.supplies.kind[supply] === 0 ? -NEVER : Math.max(0, model.supplies.day[supply]!);
}

/** The nodes whose needs come from this one's orders. */
export function childrenOf(model: Model, node: number): Int32Array {
  const { slices, child } = model.parts;
  return child.subarray(slices.start[node], slices.start[node]! + slices.count[node]!);
}
