// What-if and promise date: changes are applied to the resident plan, read, and undone. Nothing is written, and what
// is answered is what the plan would say, because it is the plan that says it.
import type { Change } from './change.ts';
import type { Replanned } from './incremental.ts';
import { replan } from './incremental.ts';
import type { LivePlan } from './live.ts';
import type { Plan } from './plan.ts';
import { NEED_SIDE } from './plan.ts';
import type { DemandInput } from './problem.ts';
import type { Waits } from './trace.ts';
import { waitsFor } from './trace.ts';

/** Asks the plan a question under changes that are taken back afterwards, whatever the question does. */
export function whatIf<T>(
  live: LivePlan,
  changes: readonly Change[],
  ask: (plan: Plan, replanned: Replanned) => T,
): T {
  const replanned = replan(live, changes);
  try {
    return ask(live.plan, replanned);
  } finally {
    replan(live, replanned.undo);
  }
}

export type Promised = {
  /** The earliest day on which everything can be there; null when something has no source at all. */
  readonly day: number | null;
  /** What holds it back, worst first: supplies that would have had to start before today, or cannot be had. */
  readonly causes: readonly { readonly item: string; readonly supply: string; readonly lateDays: number }[];
  readonly tree: readonly Waits[];
};

const ROUNDS = 24;

/** Capable to promise: the wanted day when the plan can keep it, otherwise the first later day that it can. */
export function promiseDay(live: LivePlan, wanted: DemandInput): Promised {
  const ask = (day: number): readonly Waits[] =>
    whatIf(live, [{ kind: 'demand', demand: { ...wanted, day } }], (plan) => {
      const row = live.demandRows.get(wanted.id);
      if (row === undefined) throw new RangeError('the demand asked about is not in the plan');
      return waitsFor(plan, plan.model.demands.node[row]!, NEED_SIDE.demand, row);
    });
  let day = Math.max(0, wanted.day);
  const tree = ask(day);
  const causes = causesOf(tree, day);
  if (causes.some((cause) => cause.lateDays === Infinity)) return { day: null, causes, tree };
  let now = tree;
  for (let round = 0; round < ROUNDS; round++) {
    const late = Math.max(0, ...causesOf(now, day).map((cause) => cause.lateDays));
    if (late === 0) return { day, causes, tree };
    day += late;
    now = ask(day);
  }
  return { day: null, causes, tree };
}

/** Everything in the tree that is late: a proposal by its start, open supply by the day it comes. */
function causesOf(tree: readonly Waits[], needDay: number): Promised['causes'] {
  const causes: { item: string; supply: string; lateDays: number }[] = [];
  const visit = (waits: readonly Waits[], needDay: number): void => {
    for (const one of waits) {
      const lateDays =
        one.side === 'short'
          ? Infinity
          : one.side === 'planned'
            ? Math.max(0, -one.start)
            : Math.max(0, one.day - Math.max(0, needDay));
      if (lateDays > 0) causes.push({ item: one.item, supply: one.supply, lateDays });
      visit(one.below, one.side === 'planned' ? one.start : one.day);
    }
  };
  visit(tree, needDay);
  return causes.sort((a, b) => b.lateDays - a.lateDays || (a.item < b.item ? -1 : 1));
}
