// A run that follows another must be the run from the beginning, need by need and row by row, whatever has changed in
// between and whatever is supposed.
import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { allocate } from '../../server/planning/engine/allocate.ts';
import type { Allocation } from '../../server/planning/engine/allocation.ts';
import { NEED_KIND, ROW } from '../../server/planning/engine/allocation.ts';
import { allocateAgain, supposing } from '../../server/planning/engine/allocation-again.ts';
import type { AllocationWish, Alternate } from '../../server/planning/engine/allocation-run.ts';
import { newKeptOrder } from '../../server/planning/engine/allocation-order.ts';
import { eachRow, needsInTurn } from '../../server/planning/engine/allocation-turns.ts';
import { buildModel } from '../../server/planning/engine/build.ts';
import { replan } from '../../server/planning/engine/incremental.ts';
import type { LivePlan } from '../../server/planning/engine/live.ts';
import { openPlan, problemOf } from '../../server/planning/engine/live.ts';
import type { Model } from '../../server/planning/engine/model.ts';
import { nodeText } from '../../server/planning/engine/model.ts';
import { ONE } from '../../server/planning/engine/qty.ts';
import { crowded } from './allocation-results.ts';
import { randomChange, randomFrom } from './random-problem.ts';
import type { Random } from './random-problem.ts';

const CHANGES_EACH = 40;

const supplyOf = (model: Model, supply: number): string =>
  supply < 0 ? `supposed ${-1 - supply}` : model.supplies.ids[supply]!;

/** How needs stand and why, by names instead of numbers. */
function needsOf(run: Allocation): string[] {
  const { needs, rows, ground } = run;
  const { model } = ground;
  const idOf = (need: number): string =>
    needs.kind[need] === NEED_KIND.demand
      ? `demand ${model.demands.ids[needs.ref[need]!]!}`
      : `firm ${model.supplies.ids[needs.ref[need]!]!}`;
  const lines = needsInTurn(run).map((need) =>
    [
      idOf(need),
      nodeText(model, needs.node[need]!),
      ...(['day', 'qty', 'colour', 'short', 'ready'] as const).map((key) => needs[key][need]),
      `within ${idOf(needs.within[need]!)}`,
    ].join(' '),
  );
  let [turn, first] = [-1, 0];
  eachRow(run, (row) => {
    const own = needs.within[rows.need[row]!]!;
    if (own !== turn) [turn, first] = [own, row];
    const above = rows.above[row] === -1 ? '' : String(rows.above[row]! - first);
    const supply = rows.kind[row] === ROW.take ? supplyOf(model, rows.supply[row]!) : '';
    const figures = (['kind', 'qty', 'day', 'ready'] as const).map((key) => rows[key][row]);
    lines.push(
      [idOf(rows.need[row]!), above, nodeText(model, rows.node[row]!), supply, ...figures].join(' | '),
    );
  });
  return lines.sort();
}

/** The same with what is left in the end. */
function textOf(run: Allocation): string {
  const { ground } = run;
  const { model } = ground;
  const lines = needsOf(run);
  for (const [place, left] of ground.left.entries()) {
    lines.push(`${supplyOf(model, ground.placeSupply[place]!)} has ${left}`);
  }
  for (let node = 0; node < model.nodes.count; node++) {
    if (ground.free[node] === 0 && ground.dry[node] === 0) continue;
    lines.push(`${nodeText(model, node)} ${ground.free[node]} ${ground.dry[node]}`);
  }
  return lines.sort().join('\n');
}

function same(followed: string, full: string, what: unknown): void {
  if (followed !== full) assert.equal(followed, full, JSON.stringify(what));
}

test('a run that follows is the run from the beginning, over 5,000 random changes', () => {
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const random = randomFrom(seed);
      const live = openPlan(crowded(random));
      const kept = newKeptOrder();
      let run = allocate(live.plan.model, { kept });
      for (let step = 0; step < CHANGES_EACH; step++) {
        const changes = Array.from({ length: 1 + random.below(3) }, () => randomChange(random));
        replan(live, changes);
        run = allocateAgain(run, live.plan.model, kept);
        same(textOf(run), textOf(allocate(live.plan.model)), changes);
        if (step % 8 === 0) same(textOf(run), textOf(allocate(buildModel(problemOf(live)))), changes);
      }
    }),
    { numRuns: 5_000 / CHANGES_EACH },
  );
});

function randomWish(random: Random, { plan }: LivePlan, run: Allocation): AllocationWish {
  const { demands, supplies, nodes, items } = plan.model;
  const need = (): number => random.pick([...run.order]);
  const demand = random.pick([...run.order].filter((one) => one < demands.count));
  switch (random.below(7)) {
    case 0:
      return {
        supposed: {
          extra: [
            { node: random.below(nodes.count), day: random.below(30), qty: (1 + random.below(40)) * ONE },
          ],
        },
      };
    case 1:
      return { supposed: { moved: new Map([[random.below(supplies.count), random.below(30)]]) } };
    case 2:
      return { priorities: new Map([[demand, random.below(4)]]) };
    case 3:
      return { before: { need: demand, than: need() } };
    case 4:
      return { rest: { demand, qty: Math.ceil(demands.qty[demand]! / 3), day: random.below(30) } };
    case 5: {
      const [node, substitute] = [random.below(nodes.count), random.below(items.count)];
      const scope = { substitute, parent: null, num: 1, den: 1, from: 0, to: 40 };
      return {
        standIns: [{ ...scope, node, need: demands.ids[demand]!, day: random.below(30), qty: 9 * ONE }],
      };
    }
    default: {
      const [item, substitute] = [random.below(items.count), random.below(items.count)];
      const alternate: Alternate = { item, substitute, parent: null, num: 2, den: 1, from: 0, to: 40 };
      return { alternates: new Map([[item, [alternate]]]), alternatesFor: demand };
    }
  }
}

test('what is supposed is what a run from the beginning says under it, and leaves the run as it was', () => {
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const random = randomFrom(seed);
      const live = openPlan(crowded(random));
      const kept = newKeptOrder();
      let run = allocate(live.plan.model, { kept });
      for (let step = 0; step < 8; step++) {
        replan(live, [randomChange(random), randomChange(random)]);
        run = allocateAgain(run, live.plan.model, kept);
        const before = textOf(run);
        if (run.order.every((need) => need >= live.plan.model.demands.count)) continue;
        const wish = randomWish(random, live, run);
        const needs = (other: Allocation): string => needsOf(other).join('\n');
        const supposed = supposing(run, { ...wish, kept }, needs);
        same(supposed, needs(allocate(live.plan.model, wish)), Object.keys(wish));
        same(textOf(run), before, wish);
      }
    }),
    { numRuns: 400 },
  );
});
