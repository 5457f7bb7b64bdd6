// The allocation run: worked cases, and what must hold for every problem. Each run is also held to a second, naive one.
import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { NEED_KIND, ROW } from '../../server/planning/engine/allocation.ts';
import { allocate } from '../../server/planning/engine/allocate.ts';
import { placeOf } from '../../server/planning/engine/allocation-places.ts';
import { newKeptOrder } from '../../server/planning/engine/allocation-order.ts';
import { buildModel } from '../../server/planning/engine/build.ts';
import { replan } from '../../server/planning/engine/incremental.ts';
import { askedOf, materialLacks } from '../../server/planning/engine/material-lacks.ts';
import { NEVER } from '../../server/planning/engine/model.ts';
import { openPlan, problemOf } from '../../server/planning/engine/live.ts';
import type { DemandInput, Problem } from '../../server/planning/engine/problem.ts';
import { crowded, plain, resultsOf } from './allocation-results.ts';
import { naiveAllocation } from './naive-allocation.ts';
import { randomChange, randomFrom, randomProblem } from './random-problem.ts';

test('the run says what the naive run says, for any problem', () => {
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const problem = crowded(randomFrom(seed));
      const run = plain(resultsOf(allocate(buildModel(problem))));
      assert.deepEqual(run, plain(naiveAllocation(problem)));
    }),
    { numRuns: 600 },
  );
});

test('a run with a kept order is the run with a new one, after any changes', () => {
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const random = randomFrom(seed);
      const live = openPlan(randomProblem(random));
      const kept = newKeptOrder();
      for (let step = 0; step < 8; step++) {
        const run = plain(resultsOf(allocate(live.plan.model, { kept })));
        assert.deepEqual(run, plain(resultsOf(allocate(buildModel(problemOf(live))))));
        replan(live, [randomChange(random), randomChange(random)]);
      }
    }),
    { numRuns: 60 },
  );
});

test('each unit is given once, no lot serves after its last day, and every need is accounted for in full', () => {
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const run = allocate(buildModel(crowded(randomFrom(seed))));
      const { rows, ground, needs } = run;
      const { supplies } = ground.model;
      const instead = new Map<number, number>();
      const given = new Float64Array(ground.left.length);
      const asked = new Float64Array(needs.count);
      for (let row = 0; row < rows.count; row++) {
        assert.ok(rows.qty[row]! > 0);
        if (rows.above[row] === -1) asked[rows.need[row]!]! += rows.qty[row]!;
        const supply = rows.supply[row]!;
        if (rows.kind[row] === ROW.instead) instead.set(supply, (instead.get(supply) ?? 0) + rows.qty[row]!);
        if (rows.kind[row] !== ROW.take) continue;
        const place = placeOf(ground, supply);
        given[place]! += rows.qty[row]!;
        assert.ok(ground.placeExpiry[place]! >= rows.day[row]!, 'an expired lot serves');
      }
      for (let place = 0; place < given.length; place++) {
        const supply = ground.placeSupply[place]!;
        // Of a substitution nothing comes: what it takes is given out at its own place.
        const comes = supplies.standIns.has(supply) ? 0 : supplies.qty[supply]!;
        assert.equal(given[place]! + ground.left[place]!, comes);
        assert.ok(ground.left[place]! >= 0);
      }
      for (const [supply, qty] of instead)
        assert.ok(qty <= supplies.qty[supply]!, 'more is used than decided');
      for (let need = 0; need < needs.count; need++) {
        if (needs.kind[need] === NEED_KIND.demand) assert.equal(asked[need], needs.qty[need]);
      }
    }),
    { numRuns: 300 },
  );
});

/** Lead times that do not depend on the quantity, no firmed order between a need and its parts, nobody put before. */
function steady(problem: Problem): Problem {
  return {
    ...problem,
    items: problem.items.map((item) => ({ ...item, leadPer: 0 })),
    supplies: problem.supplies.map((supply) => ({ ...supply, explodes: false })),
    servings: [],
  };
}

test('raising the priority of a need never makes it late or short', () => {
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const random = randomFrom(seed);
      const problem = steady(crowded(random));
      const one = random.pick(problem.demands.filter(({ standsIn }) => !standsIn));
      const raised = { ...one, priority: 0 };
      const demands = problem.demands.map((demand): DemandInput => (demand === one ? raised : demand));
      const before = resultsOf(allocate(buildModel(problem))).get(one.id)!;
      const after = resultsOf(allocate(buildModel({ ...problem, demands }))).get(one.id)!;
      if (before.colour !== 'red') assert.notEqual(after.colour, 'red');
    }),
    { numRuns: 1000 },
  );
});

test('the same facts in another order give the same run', () => {
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const problem = crowded(randomFrom(seed));
      const turned = {
        ...problem,
        items: problem.items.toReversed(),
        demands: problem.demands.toReversed(),
        supplies: problem.supplies.toReversed(),
      };
      assert.deepEqual(
        plain(resultsOf(allocate(buildModel(turned)))),
        plain(resultsOf(allocate(buildModel(problem)))),
      );
    }),
    { numRuns: 100 },
  );
});

test('what is asked of a material is given or short, and the short add up to what its needs say', () => {
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const run = allocate(buildModel(crowded(randomFrom(seed))));
      const nodes = new Set(Array.from({ length: run.ground.model.nodes.count }, (_, node) => node));
      const shorts = new Map<number, number>();
      for (const { node, qty, short, given } of askedOf(run, nodes)) {
        assert.equal(given.reduce((sum, one) => sum + one.qty, 0) + short, qty);
        shorts.set(node, (shorts.get(node) ?? 0) + short);
      }
      const lacks = new Map(materialLacks(run, NEVER).map((lack) => [lack.node, lack.short]));
      for (const [node, short] of shorts) assert.equal(lacks.get(node) ?? 0, short);
    }),
    { numRuns: 200 },
  );
});
