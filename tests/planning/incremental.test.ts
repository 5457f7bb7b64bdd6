// Planning only what a change reaches must give the plan that planning everything gives: orders, reasons, pegs and
// messages, over ten thousand random changes.
import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import type { Change } from '../../server/planning/engine/change.ts';
import { replan } from '../../server/planning/engine/incremental.ts';
import { openPlan, problemOf } from '../../server/planning/engine/live.ts';
import type { Problem } from '../../server/planning/engine/problem.ts';
import { ONE } from '../../server/planning/engine/qty.ts';
import { whatIf } from '../../server/planning/engine/what-if.ts';
import { planText } from './plan-text.ts';
import type { Random } from './random-problem.ts';
import { randomChange, randomDemand, randomFrom, randomProblem, randomStandIns } from './random-problem.ts';

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

test('what comes to be made of an item no longer stands in for it, and stands in again when it is not', () => {
  const standIn = { need: 'D', substitute: 'NEW', num: 1, den: 1 };
  const live = openPlan({
    items: [
      { code: 'NEW', source: 'make' },
      { code: 'MID', source: 'make' },
      { code: 'OLD', source: 'buy' },
      { code: 'RAW', source: 'buy' },
    ],
    lines: [
      { parent: 'NEW', component: 'RAW', num: 1, den: 1 },
      { parent: 'MID', component: 'OLD', num: 1, den: 1 },
    ],
    demands: [{ id: 'D', item: 'OLD', day: 9, qty: 5 * ONE }],
    supplies: [{ id: 'S', item: 'OLD', kind: 'firm', day: 9, qty: 5 * ONE, standIn }],
  });
  for (const component of ['MID', 'RAW', 'MID']) {
    const lines = [{ parent: 'NEW', component, num: 1, den: 1 }];
    replan(live, [{ kind: 'lines', parent: 'NEW', lines }]);
    const anew = openPlan(problemOf(live));
    assert.equal(planText(live.plan, live.messages), planText(anew.plan, anew.messages));
  }
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

test('a question that cannot be planned leaves the plan as it was, and what follows is followed exactly', () => {
  let refused = 0;
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const random = randomFrom(seed);
      const live = openPlan(randomProblem(random));
      const { model } = live.plan;
      const before = planText(live.plan, live.messages);
      const changes = [1, 2, 3].map(() => randomDemand(random, `Q${random.below(9)}`));
      const endless = random.pick(changes);
      const asked = changes.map((demand): Change => {
        return {
          kind: 'demand',
          demand: demand === endless ? { ...demand, qty: 8_000_000_000 * ONE } : demand,
        };
      });
      try {
        whatIf(live, asked, () => undefined);
      } catch (thrown) {
        assert.ok(thrown instanceof RangeError);
        refused++;
      }
      assert.equal(planText(live.plan, live.messages), before);
      assert.equal(live.plan.model, model, 'rows keep their numbers');
      for (let step = 0; step < 5; step++) replan(live, [randomChange(random)]);
      const anew = openPlan(problemOf(live));
      assert.equal(planText(live.plan, live.messages), planText(anew.plan, anew.messages));
    }),
    { numRuns: 150 },
  );
  assert.ok(refused > 10, `only ${refused} were refused`);
});
