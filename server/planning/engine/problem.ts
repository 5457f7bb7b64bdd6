// A planning problem as plain values: what the company has, owes and wants, named by codes. The loaders write it,
// the tests shrink it, `buildModel` turns it into typed arrays. Days are whole numbers relative to today (day 0).
import type { CalendarInput } from './calendar.ts';
import type { Micro } from './qty.ts';

/** How an item comes to be. `none`: nothing can be proposed, so a need that nothing covers is a declared shortage. */
export const SOURCES = ['buy', 'make', 'subcontract', 'none', 'switch'] as const;
export type Source = (typeof SOURCES)[number];

export type ItemInput = {
  readonly code: string;
  readonly source: Source;
  /** Make to order: the tracking number of a need travels through this item; only supply of that number serves it. */
  readonly toOrder?: boolean;
  /** A phantom is never stocked nor netted: its lines are put in its place when the model is built. */
  readonly phantom?: boolean;
  /** null: nobody has said; the plan counts 0 and says so. */
  readonly leadDays?: number | null;
  /** One more day of lead time for each quantity of this size begun. */
  readonly leadPer?: Micro;
  readonly inspectionDays?: number;
  readonly safetyDays?: number;
  /** Days a received lot stays usable; its last usable day is receipt + shelfDays. */
  readonly shelfDays?: number;
  readonly calendar?: string;
  readonly minLot?: Micro;
  readonly multiple?: Micro;
  readonly maxLot?: Micro;
  /** Every order is exactly this much, or several of them. */
  readonly fixedLot?: Micro;
  /** One order covers what runs short within this many days. 1 or absent: one order per day of need. */
  readonly periodDays?: number;
  /** The smallest step a planned quantity may have: 1 for pieces, 0.01 for kilograms to two places. */
  readonly step?: Micro;
  readonly safety?: Micro;
  /** Share lost while making, added on top: an order of 102 gives 100 good at 0.02. */
  readonly scrap?: Micro;
  /** Use up, then switch: what stock and open supply do not cover is asked of the successor (source `switch`). */
  readonly successor?: { readonly item: string; readonly num: number; readonly den: number };
};

export type LineInput = {
  readonly parent: string;
  readonly component: string;
  /** Need = fixed + order quantity × num / den; loss is part of the ratio. */
  readonly num: number;
  readonly den: number;
  readonly fixed?: Micro;
  /** Valid for orders that start on these days, both included. */
  readonly from?: number;
  readonly to?: number;
  /** The line gives instead of taking: supply on the day the parent's order ends. */
  readonly byProduct?: boolean;
};

export type DemandInput = {
  readonly id: string;
  readonly item: string;
  readonly day: number;
  readonly qty: Micro;
  /** 1 is most urgent. */
  readonly priority?: number;
  /** The tracking number, for items made to order. */
  readonly track?: string;
  /** Only real customer orders eat the forecast. */
  readonly consumes?: boolean;
  /** Asked by a substitution: it is served with the need that is meant, never by itself. */
  readonly standsIn?: boolean;
};

export type ForecastInput = {
  readonly id: string;
  readonly item: string;
  /** First and last day of the bucket. */
  readonly from: number;
  readonly to: number;
  readonly qty: Micro;
  /** What orders that have been shipped have eaten of it already. */
  readonly shipped?: Micro;
};

export const SUPPLY_KINDS = ['stock', 'inspection', 'PO', 'MO', 'WW', 'transit', 'firm'] as const;
export type SupplyKind = (typeof SUPPLY_KINDS)[number];
/** Numbers of the kinds that somebody else delivers and can be asked to deliver earlier. */
export const BOUGHT_KINDS: ReadonlySet<number> = new Set([
  SUPPLY_KINDS.indexOf('PO'),
  SUPPLY_KINDS.indexOf('WW'),
]);

export type SupplyInput = {
  readonly id: string;
  readonly item: string;
  readonly kind: SupplyKind;
  /** The day it can be used: receipt plus inspection for an order, today for stock, release for what is in inspection. */
  readonly day: number;
  readonly qty: Micro;
  /** The last day it may be used. */
  readonly expiry?: number;
  readonly track?: string;
  /** A firmed proposal still needs its components: on `start`, for its quantity. */
  readonly start?: number;
  readonly explodes?: boolean;
  /** May be changed without asking the other side: a draft or a firmed proposal. */
  readonly free?: boolean;
  /** A substitution: nothing comes, something else is used, by one need alone. */
  readonly standIn?: StandIn;
};

/** One unit takes num / den of the substitute; for one product and on the days on which the structure allows it. */
export type StandIn = {
  readonly need: string;
  readonly substitute: string;
  readonly parent?: string;
  readonly num: number;
  readonly den: number;
  readonly from?: number;
  readonly to?: number;
};

/** A ruling: one need, by its id, is served directly before another. */
export type Serving = { readonly need: string; readonly than: string };

export type Settings = {
  /** Needs and receipts within one bucket meet on the bucket's first day of need; 1 = by day, 0 = one bucket. */
  readonly bucketDays: number;
  /** Forecast consumption looks so many days back and then forward from the order's day. */
  readonly consumeBackDays: number;
  readonly consumeForwardDays: number;
  /** Messages about dates stay silent within these days, about quantities within this amount. */
  readonly toleranceDays: number;
  readonly toleranceQty: Micro;
  /** A proposal is told to the planner when it must start within these days. */
  readonly releaseDays: number;
  /** Open supply at most so many days late is waited for instead of proposing a second order. */
  readonly waitDays: number;
};

export const DEFAULT_SETTINGS: Settings = {
  bucketDays: 1,
  consumeBackDays: 0,
  consumeForwardDays: 0,
  toleranceDays: 0,
  toleranceQty: 0,
  releaseDays: 7,
  waitDays: 0,
};

export type Problem = {
  readonly settings?: Partial<Settings>;
  readonly calendars?: readonly CalendarInput[];
  readonly items: readonly ItemInput[];
  readonly lines: readonly LineInput[];
  readonly demands: readonly DemandInput[];
  readonly forecasts?: readonly ForecastInput[];
  readonly supplies: readonly SupplyInput[];
  /** In the order in which they were ruled. */
  readonly servings?: readonly Serving[];
};
