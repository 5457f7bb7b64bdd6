// Planning only what a change reaches must give the plan that planning everything gives: orders, reasons, pegs and
// messages, over ten thousand random changes.
import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { replan } from '../../server/planning/engine/incremental.ts';
import { openPlan, problemOf } from '../../server/planning/engine/live.ts';
import { planText } from './plan-text.ts';
import { randomChange, randomFrom, randomProblem } from './random-problem.ts';

const CHANGES_EACH = 50;

test('incremental equals full over 10,000 random changes', () => {
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const random = randomFrom(seed);
      const live = openPlan(randomProblem(random));
      for (let step = 0; step < CHANGES_EACH; step++) {
        const change = randomChange(random);
        replan(live, [change]);
        const anew = openPlan(problemOf(live));
        const [followed, full] = [planText(live.plan, live.messages), planText(anew.plan, anew.messages)];
        if (followed !== full) assert.equal(followed, full, `step ${step}: ${JSON.stringify(change)}`);
      }
    }),
    { numRuns: 10_000 / CHANGES_EACH },
  );
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
