// What an allocation run may be asked to suppose, and what it keeps while it is under way.
import type { AllocationRows, NeedResults } from './allocation.ts';
import type { Ground, Supposed } from './allocation-ground.ts';
import type { KeptOrder } from './allocation-order.ts';
import type { Model } from './model.ts';
import type { StandIns, SupposedStandIn } from './stand-ins.ts';

/** What may stand in for an item where: by item numbers; `parent` limits it to one product. One unit of the item takes
 * num / den of the substitute. */
export type Scope = {
  readonly substitute: number;
  readonly parent: number | null;
  readonly num: number;
  readonly den: number;
  readonly from: number;
  readonly to: number;
};

export type Alternate = Scope & { readonly item: number };

export type AllocationWish = {
  /** Keeps the order of needs between runs. */
  readonly kept?: KeptOrder;
  /** Only these needs (demand rows, or supply row + FIRM), as if nobody else asked. */
  readonly only?: readonly number[];
  /** These are served before everybody else, in this order. */
  readonly first?: readonly number[];
  /** Substitutes that may stand in, by item and in the order in which they are tried. */
  readonly alternates?: ReadonlyMap<number, readonly Alternate[]>;
  /** Only this demand may use them; absent = everybody. */
  readonly alternatesFor?: number;
  /** Substitutions as if they had been decided after all others. */
  readonly standIns?: readonly SupposedStandIn[];
  /** One need is served directly before another. */
  readonly before?: { readonly need: number; readonly than: number };
  /** Supply that is not there, or there on another day. */
  readonly supposed?: Supposed;
  /** Another priority, or a smaller quantity, of a demand row. */
  readonly priorities?: ReadonlyMap<number, number>;
  readonly quantities?: ReadonlyMap<number, number>;
  /** What is split off a demand, for a day of its own; the demand itself then asks for less, as `quantities` say. */
  readonly rest?: Rest;
  /** Columns of an earlier run that nobody reads any more. */
  readonly rows?: AllocationRows;
};

export type Rest = { readonly demand: number; readonly qty: number; readonly day: number };

/** One run under way. */
export type Run = {
  readonly ground: Ground;
  readonly model: Model;
  readonly needs: NeedResults;
  readonly rows: AllocationRows;
  readonly needOfDemand: Int32Array;
  readonly needOfFirm: Int32Array;
  readonly alternates: ReadonlyMap<number, readonly Alternate[]> | null;
  readonly alternatesFor: number | null;
  readonly standIns: StandIns | null;
  /** What is used instead of something is not itself replaced. */
  replacing: boolean;
  readonly quantities: ReadonlyMap<number, number> | null;
  /** The need being served, whether all it got lies there, whether something is not even ordered. */
  need: number;
  now: boolean;
  short: boolean;
  /** What the last step has found. */
  latest: number;
  /** What an undone step must give back: dry marks and served firmed orders since. */
  readonly dried: number[];
  readonly served: number[];
};
