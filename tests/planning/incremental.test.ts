// Planning only what a change reaches must give the plan that planning everything gives: orders, reasons, pegs and
// messages, over ten thousand random changes.
import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { replan } from '../../server/planning/engine/incremental.ts';
import { openPlan, problemOf } from '../../server/planning/engine/live.ts';
import type { Problem } from '../../server/planning/engine/problem.ts';
import { planText } from './plan-text.ts';
import type { Random } from './random-problem.ts';
import { randomChange, randomFrom, randomProblem, randomStandIns } from './random-problem.ts';

const CHANGES_EACH = 50;

function followsExactly(
  problemFrom: (random: Random) => Problem,
  changes: number,
  each = CHANGES_EACH,
): void {
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const random = randomFrom(seed);
      const live = openPlan(problemFrom(random));
      for (let step = 0; step < each; step++) {
        const change = randomChange(random);
        replan(live, [change]);
        const anew = openPlan(problemOf(live));
        const [followed, full] = [planText(live.plan, live.messages), planText(anew.plan, anew.messages)];
        if (followed !== full) assert.equal(followed, full, `step ${step}: ${JSON.stringify(change)}`);
      }
    }),
    { numRuns: changes / each },
  );
}

test('incremental equals full over 10,000 random changes', () => {
  followsExactly(randomProblem, 10_000);
});

test('so it does where much is used instead of something else, for lines that come, go and move', () => {
  followsExactly(randomStandIns, 4_000, 10);
});

test('several changes at once, and undoing them, end where a full plan ends', () => {
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const random = randomFrom(seed);
      const live = openPlan(randomProblem(random));
      const before = planText(live.plan, live.messages);
      const { undo } = replan(
        live,
        [1, 2, 3, 4, 5].map(() => randomChange(random)),
      );
      const anew = openPlan(problemOf(live));
      assert.equal(planText(live.plan, live.messages), planText(anew.plan, anew.messages));
      replan(live, undo);
      assert.equal(planText(live.plan, live.messages), before);
    }),
    { numRuns: 100 },
  );
});
