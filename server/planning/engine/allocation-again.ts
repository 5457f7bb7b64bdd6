// A run after another one. Both orders of needs are walked side by side; a need that stands in both, unchanged, and
// looked at nothing that differs between the runs in its turn, is taken over with its rows, all others are served
// again. The outcome is that of a run from the beginning; tests hold it to that. What has changed is found by laying
// both grounds and orders beside each other, so that nobody has to tell it.
import { allocate, serveNeed } from './allocate.ts';
import type { Allocation } from './allocation.ts';
import type { Gaps } from './allocation-gaps.ts';
import { isSame, isUntouched, noteTurn, openGaps, passBefore, repeatTurn } from './allocation-gaps.ts';
import type { Ground } from './allocation-ground.ts';
import { layGround } from './allocation-ground.ts';
import type { KeptOrder } from './allocation-order.ts';
import { FIRM, needsInOrder } from './allocation-order.ts';
import { besideEachOther } from './allocation-pairs.ts';
import { beginRun, endRun } from './allocation-run.ts';
import type { AllocationWish } from './allocation-run.ts';
import { tryOut } from './allocation-trial.ts';
import { numberOf } from './allocation-turns.ts';
import type { Column } from './columns.ts';
import type { Model } from './model.ts';

/** The run over a model as it is now. The run before must be the last one that used its columns; it is not to be read
 * any more. */
export function allocateAgain(before: Allocation, model: Model, kept: KeptOrder): Allocation {
  const followed = isWorn(before) ? null : follow(before, model, kept);
  return followed ?? allocate(model, { kept }, before.rows);
}

/** How needs stand under something that is supposed; the model has not changed since the run, and the run stays. */
export function supposing<T>(run: Allocation, wish: AllocationWish, read: (other: Allocation) => T): T {
  return aside(run, () => read(tryOut(run, wish)));
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
  if (!isSameStructure(before.ground, ground)) return null;
  const order = needsInOrder(model, kept);
  return walk(before, ground, { order, sorted: kept.needs });
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

function walk(before: Allocation, ground: Ground, orders: Pick<Allocation, 'order' | 'sorted'>): Allocation {
  const run = beginRun(ground, {}, before.needs, before.rows, before.reads);
  const gaps = openGaps(before, run);
  besideEachOther(before.order, orders.order, ground.model, {
    both: (need) => keepOrServe(gaps, need),
    gone: (need) => pass(gaps, need),
    come: (need) => serveAgain(gaps, need),
  });
  return endRun(run, orders, before.worn + gaps.passed);
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
  if (before.meant.has(turn) || run.standIns?.needs.has(demands.ids[need]!)) return false;
  return (
    needs.node[turn] === demands.node[need] &&
    needs.qty[turn] === demands.qty[need] &&
    needs.day[turn] === Math.max(0, demands.day[need]!)
  );
}
