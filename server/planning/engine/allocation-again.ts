// A run after another one. Both orders of needs are walked side by side; a need that stands in both, unchanged, and
// looked at nothing that differs between the runs in its turn, is taken over with its rows, all others are served
// again. The outcome is that of a run from the beginning; tests hold it to that. What has changed is found by laying
// both grounds and orders beside each other, so that nobody has to tell it.
import { allocate, serveNeed } from './allocate.ts';
import type { Allocation } from './allocation.ts';
import type { Gaps } from './allocation-gaps.ts';
import { isSame, isUntouched, noteTurn, openGaps, passBefore, repeatTurn } from './allocation-gaps.ts';
import type { Ground } from './allocation-ground.ts';
import { layAgain, layGround } from './allocation-ground.ts';
import type { KeptOrder } from './allocation-order.ts';
import { FIRM, needsInOrder } from './allocation-order.ts';
import { beginRun, endRun } from './allocation-run.ts';
import type { AllocationWish } from './allocation-run.ts';
import { numberOf } from './allocation-turns.ts';
import { i32 } from './columns.ts';
import type { Column } from './columns.ts';
import type { Model } from './model.ts';

/** The run over a model as it is now. The run before must be the last one that used its columns; it is not to be read
 * any more. */
export function allocateAgain(before: Allocation, model: Model, kept: KeptOrder): Allocation {
  const followed = isWorn(before) ? null : follow(before, model, kept);
  return followed ?? allocate(model, { kept }, before.rows);
}

/** What a run says under something that is supposed; the model has not changed since the run, and the run stays. */
export function supposing<T>(run: Allocation, wish: AllocationWish, read: (other: Allocation) => T): T {
  const { ground } = run;
  const order = wish.kept === undefined ? run.order : needsInOrder(ground.model, wish.kept, wish);
  return aside(run, () => read(walk(run, layAgain(ground, wish.supposed ?? {}), order, wish)));
}

/** What the run over a model that has changed for a moment would say; the run stays. */
export const meanwhile = <T>(
  run: Allocation,
  model: Model,
  kept: KeptOrder,
  read: (other: Allocation) => T,
): T => aside(run, () => read(follow(run, model, kept) ?? allocate(model, { kept })));

/** Whatever is added to the columns in between is taken away again. */
function aside<T>({ needs, rows, reads }: Allocation, work: () => T): T {
  const marks = [needs.count, rows.count, reads.count] as const;
  try {
    return work();
  } finally {
    [needs.count, rows.count, reads.count] = marks;
  }
}

/** null: how something is made has changed, which goes through everything. */
function follow(before: Allocation, model: Model, kept: KeptOrder): Allocation | null {
  if (before.ground.model !== model) return null;
  const ground = layGround(model);
  return isSameStructure(before.ground, ground)
    ? walk(before, ground, needsInOrder(model, kept), { kept })
    : null;
}

/** Rows that no run needs any more pile up in the columns; when they are half of them, a run from the beginning is the
 * broom. */
const isWorn = ({ rows, worn }: Allocation): boolean => worn > 10_000 && worn * 2 > rows.count;

const STRUCTURE = [
  'lineStart',
  'lineChild',
  'lineNum',
  'lineDen',
  'lineFacts',
  'itemFacts',
  'makes',
  'even',
  'lead',
] as const;

/** Whether all that was there is made and bought as before; nodes and lines may have come behind it. */
const isSameStructure = (was: Ground, is: Ground): boolean =>
  STRUCTURE.every((key) => startsWith(is[key], was[key]));

function startsWith(column: Column, start: Column): boolean {
  if (column.length < start.length) return false;
  for (let at = 0; at < start.length; at++) if (column[at] !== start[at]) return false;
  return true;
}

/** Where each need stands in an order; -1 = nowhere. */
type Places = { readonly demand: Int32Array; readonly firm: Int32Array };

function placesIn(order: Int32Array, { demands, supplies }: Model): Places {
  const [demand, firm] = [i32(demands.count).fill(-1), i32(supplies.count).fill(-1)];
  for (let at = 0; at < order.length; at++) {
    const need = order[at]!;
    if (need >= FIRM) firm[need - FIRM] = at;
    else demand[need] = at;
  }
  return { demand, firm };
}

const placeIn = ({ demand, firm }: Places, need: number): number =>
  (need >= FIRM ? firm[need - FIRM] : demand[need]) ?? -1;

function walk(before: Allocation, ground: Ground, order: Int32Array, wish: AllocationWish): Allocation {
  const run = beginRun(ground, wish, before.needs, before.rows, before.reads);
  const gaps = openGaps(before, run);
  const old = before.order;
  const [was, is] = [placesIn(old, ground.model), placesIn(order, ground.model)];
  let [from, to] = [0, 0];
  while (from < old.length || to < order.length) {
    const [gone, come] = [old[from] ?? -1, order[to] ?? -1];
    if (gone === come) {
      keepOrServe(gaps, come);
      from++;
      to++;
      continue;
    }
    // How far each of them still is from its turn on the other side; it has none there when that is negative.
    const ahead = gone < 0 ? -1 : placeIn(is, gone) - to;
    const awaited = come < 0 ? -1 : placeIn(was, come) - from;
    // Of two that have changed places the one that went further is the one that moved.
    if (gone >= 0 && (ahead < 0 || (awaited >= 0 && ahead >= awaited))) {
      pass(gaps, gone);
      from++;
    } else {
      serveAgain(gaps, come);
      to++;
    }
  }
  return endRun(run, order, before.worn + gaps.passed);
}

/** The turn of a need in the run before is past. */
function pass(gaps: Gaps, need: number): void {
  const { before } = gaps;
  const turn = numberOf(before, need);
  if (turn >= 0 && before.needs.within[turn] === turn) passBefore(gaps, turn);
}

function serveAgain(gaps: Gaps, need: number): void {
  const firstRow = gaps.run.rows.count;
  serveNeed(gaps.run, need);
  noteTurn(gaps, firstRow);
}

function keepOrServe(gaps: Gaps, need: number): void {
  const { before, run } = gaps;
  const turn = numberOf(before, need);
  const own = turn >= 0 && before.needs.within[turn] === turn;
  const isServed = need >= FIRM && run.needOfFirm[need - FIRM] !== -1;
  if (!own && isServed) return;
  if (own && !isServed && isSameNeed(gaps, need, turn) && isUntouched(gaps, turn)) {
    repeatTurn(gaps, turn);
    return;
  }
  if (own) passBefore(gaps, turn);
  serveAgain(gaps, need);
}

function isSameNeed({ before, run }: Gaps, need: number, turn: number): boolean {
  const { needs, ground } = before;
  if (need >= FIRM) return isSame(ground, run.ground, need - FIRM);
  const { demands } = run.model;
  if (run.alternates !== null && (run.alternatesFor === null || run.alternatesFor === need)) return false;
  if (run.rest?.demand === need) return false;
  if (before.meant.has(turn) || run.standIns?.needs.has(demands.ids[need]!)) return false;
  return (
    needs.node[turn] === demands.node[need] &&
    needs.qty[turn] === demands.qty[need] &&
    needs.day[turn] === Math.max(0, demands.day[need]!)
  );
}
