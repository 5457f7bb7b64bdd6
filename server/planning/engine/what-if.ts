// What-if: changes are applied to the resident plan, read, and undone. Nothing is written, and what
// is answered is what the plan would say, because it is the plan that says it. Rows keep their numbers, so that what has
// been worked out from the plan stays true.
import type { Change } from './change.ts';
import type { Replanned } from './incremental.ts';
import { replan } from './incremental.ts';
import type { LivePlan } from './live.ts';
import type { Plan } from './plan.ts';

/** Asks the plan a question under changes that are taken back afterwards, whatever the question does. */
export function whatIf<T>(
  live: LivePlan,
  changes: readonly Change[],
  ask: (plan: Plan, replanned: Replanned) => T,
): T {
  const replanned = replan(live, changes, false);
  try {
    return ask(live.plan, replanned);
  } finally {
    replan(live, replanned.undo, false);
  }
}
