// What an allocation run may be asked to suppose, and what it keeps while it is under way.
import type { Allocation, AllocationRows, NeedResults, Reads } from './allocation.ts';
import { addRead, NO_SUPPLY, ROW } from './allocation.ts';
import type { Ground } from './allocation-ground.ts';
import type { Supposed } from './allocation-places.ts';
import { placeOf } from './allocation-places.ts';
import type { KeptOrder } from './allocation-order.ts';
import { i32 } from './columns.ts';
import type { Model } from './model.ts';
import { standInsOf } from './stand-ins.ts';
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
  /** Another priority of a demand row. */
  readonly priorities?: ReadonlyMap<number, number>;
  /** What is split off a demand, for a day of its own; the demand itself then asks for so much less. */
  readonly rest?: Rest;
};

export type Rest = { readonly demand: number; readonly qty: number; readonly day: number };

/** One run under way. */
export type Run = {
  readonly ground: Ground;
  readonly model: Model;
  readonly needs: NeedResults;
  readonly rows: AllocationRows;
  readonly reads: Reads;
  readonly needOfDemand: Int32Array;
  readonly needOfFirm: Int32Array;
  readonly driedBy: Int32Array;
  readonly alternates: ReadonlyMap<number, readonly Alternate[]> | null;
  readonly alternatesFor: number | null;
  readonly standIns: StandIns | null;
  /** Needs for which something was decided. */
  readonly meant: Set<number>;
  /** What is used instead of something is not itself replaced. */
  replacing: boolean;
  readonly first: number;
  readonly rest: Rest | null;
  /** The need that was split off; -1 while there is none. */
  apart: number;
  /** The need whose turn it is. */
  turn: number;
  /** The need being served, whether all it got lies there, whether something is not even ordered. */
  need: number;
  now: boolean;
  short: boolean;
  /** What the last step has found. */
  latest: number;
  /** Asked before a node is looked at, by whoever works out only then what is left of it. */
  look: ((node: number) => void) | null;
  /** What an undone step must give back: dry marks and served firmed orders since. */
  readonly dried: number[];
  readonly served: number[];
};

/** A run that has served nobody yet; its results are added to those columns. */
export function beginRun(
  ground: Ground,
  { alternates, alternatesFor, standIns: supposed, rest }: AllocationWish,
  needs: Run['needs'],
  rows: AllocationRows,
  reads: Run['reads'],
): Run {
  const { model } = ground;
  const standIns = standInsOf(model, supposed ?? []);
  return {
    ground,
    model,
    needs,
    rows,
    reads,
    needOfDemand: i32(model.demands.count).fill(-1),
    needOfFirm: i32(model.supplies.count).fill(-1),
    driedBy: i32(model.nodes.count).fill(-1),
    alternates: alternates ?? null,
    alternatesFor: alternatesFor ?? null,
    standIns,
    meant: new Set(),
    replacing: false,
    first: needs.count,
    rest: rest ?? null,
    apart: -1,
    turn: -1,
    need: -1,
    now: true,
    short: false,
    latest: 0,
    look: null,
    dried: [],
    served: [],
  };
}

export function endRun(run: Run, orders: Pick<Allocation, 'order' | 'sorted'>, worn: number): Allocation {
  const { ground, needs, rows, reads, needOfDemand, needOfFirm, driedBy, meant, apart, first } = run;
  const shared = { needs, rows, reads, first };
  return { ground, ...shared, ...orders, needOfDemand, needOfFirm, apart, driedBy, meant, worn };
}

/** What was tried is given back; that it was looked at is not forgotten. */
export function undo(run: Run, mark: number, dried: number, served: number): void {
  const { rows, ground, needs } = run;
  for (let row = rows.count - 1; row >= mark; row--) {
    const node = rows.node[row]!;
    const supply = rows.supply[row]!;
    addRead(run.reads, node);
    if (rows.kind[row] === ROW.instead && supply !== NO_SUPPLY) {
      run.standIns!.bySupply.get(supply)!.left += rows.qty[row]!;
    }
    if (rows.kind[row] !== ROW.take) continue;
    const place = placeOf(ground, supply);
    ground.left[place]! += rows.qty[row]!;
    ground.free[node]! += rows.qty[row]!;
    if (place < ground.head[node]!) ground.head[node] = place;
  }
  rows.count = mark;
  for (const node of run.dried.splice(dried)) {
    ground.dry[node] = 0;
    run.driedBy[node] = -1;
  }
  for (const supply of run.served.splice(served)) {
    run.needOfFirm[supply] = -1;
    needs.count--;
  }
}
