// A way out that is taken does what it promised: for any problem, the run after a substitution was decided or an order
// was put before another is the run in which it was only tried.
import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import type { Allocation } from '../../server/planning/engine/allocation.ts';
import { COLOUR, NEED_KIND } from '../../server/planning/engine/allocation.ts';
import { allocate } from '../../server/planning/engine/allocate.ts';
import { stateOf } from '../../server/planning/engine/allocation-diff.ts';
import { newKeptOrder } from '../../server/planning/engine/allocation-order.ts';
import type { Alternate } from '../../server/planning/engine/allocation-run.ts';
import { buildModel } from '../../server/planning/engine/build.ts';
import type { Change } from '../../server/planning/engine/change.ts';
import { replan } from '../../server/planning/engine/incremental.ts';
import type { LivePlan } from '../../server/planning/engine/live.ts';
import { openPlan, problemOf } from '../../server/planning/engine/live.ts';
import type { Model } from '../../server/planning/engine/model.ts';
import { multiplyUp } from '../../server/planning/engine/qty.ts';
import type { Question, WayOut } from '../../server/planning/engine/ways-out.ts';
import { waysOut, wishOf } from '../../server/planning/engine/ways-out.ts';
import { crowded, plain, resultsOf } from './allocation-results.ts';
import { naiveAllocation } from './naive-allocation.ts';
import type { Random } from './random-problem.ts';
import { randomFrom } from './random-problem.ts';

const RATIOS = [
  { num: 1, den: 1 },
  { num: 2, den: 1 },
  { num: 1, den: 3 },
];

/** A few items that may stand in for an item, some for one product or some days only. */
function randomAlternates(random: Random, model: Model, item: number): Alternate[] {
  return [0, 1, 2].flatMap((): Alternate[] => {
    const substitute = random.below(model.items.count);
    if (substitute === item) return [];
    const parent = random.chance(25) ? random.below(model.items.count) : null;
    const from = random.chance(25) ? random.below(10) : -100;
    const to = random.chance(25) ? 5 + random.below(20) : 100;
    return [{ item, substitute, parent, ...random.pick(RATIOS), from, to }];
  });
}

type Way<Kind> = Extract<WayOut, { readonly kind: Kind }>;

/** The rows that taking a substitute leaves: supply of the item for this need alone, and demand of what it takes. */
function decided(model: Model, demand: number, way: Way<'substitute'>): Change[] {
  const { codes } = model.items;
  const { substitute, parent, num, den, from, to } = way.alternate;
  return way.standIns.flatMap(({ node, day, qty }, at): Change[] => {
    const [id, need] = [`Z${at}`, model.demands.ids[demand]!];
    const track = model.nodes.tracks[model.nodes.track[node]!]!;
    const numbered = track === '' ? {} : { track };
    const scope = { num, den, from, to, ...(parent === null ? {} : { parent: codes[parent]! }) };
    const standIn = { need, substitute: codes[substitute]!, ...scope };
    const row = { id, day, free: true, standIn, ...numbered };
    const item = codes[model.nodes.item[way.node]!]!;
    const taken = { day, qty: multiplyUp(qty, num, den), consumes: false, standsIn: true, ...numbered };
    return [
      { kind: 'supply', supply: { ...row, item, kind: 'firm', qty } },
      { kind: 'demand', demand: { ...taken, id: `${id} takes`, item: codes[substitute]! } },
    ];
  });
}

function ruled(live: LivePlan, run: Allocation, demand: number, { from }: Way<'move'>): Change[] {
  const { demands, supplies } = run.ground.model;
  const [kind, ref] = [run.needs.kind[from]!, run.needs.ref[from]!];
  const than = kind === NEED_KIND.demand ? demands.ids[ref]! : supplies.ids[ref]!;
  const ruling = { need: demands.ids[demand]!, than };
  return [{ kind: 'servings', servings: [...live.inputs.servings, ruling] }];
}

/** What is asked about one red need. */
function questionOf(random: Random, run: Allocation, demand: number): Question {
  const { model } = run.ground;
  const shelf = {
    offersOf: () => [],
    alternatesOf: (node: number) => randomAlternates(random, model, model.nodes.item[node]!),
    elsewhere: [],
  };
  return { run, demand, node: null, kept: newKeptOrder(), shelf };
}

test('a substitution or a ruling that is taken gives the run in which it was tried', () => {
  const taken = { substitute: 0, move: 0 };
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const random = randomFrom(seed);
      const live = openPlan(crowded(random));
      const { model } = live.plan;
      const run = allocate(model);
      for (const [demand, need] of [...run.needOfDemand.entries()].slice(0, 8)) {
        if (need < 0 || run.needs.colour[need] !== COLOUR.red) continue;
        const question = questionOf(random, run, demand);
        for (const way of waysOut(question)) {
          if (way.kind !== 'substitute' && way.kind !== 'move') continue;
          const promised = plain(resultsOf(allocate(model, wishOf(question, way))));
          const changes = way.kind === 'move' ? ruled(live, run, demand, way) : decided(model, demand, way);
          const before = plain(resultsOf(run));
          const { undo } = replan(live, changes);
          const after = allocate(live.plan.model);
          assert.deepEqual(plain(resultsOf(after)), promised);
          const now = live.demandRows.get(run.ground.model.demands.ids[demand]!)!;
          assert.deepEqual(stateOf(after, after.needOfDemand[now]!), way.after);
          assert.deepEqual(plain(naiveAllocation(problemOf(live))), promised);
          replan(live, undo);
          assert.deepEqual(plain(resultsOf(allocate(live.plan.model))), before);
          taken[way.kind]++;
        }
      }
    }),
    { numRuns: 400 },
  );
  assert.ok(taken.substitute > 50 && taken.move > 50, JSON.stringify(taken));
});

test('what was ruled last holds, and a ruling over what is gone does nothing', () => {
  const items = [{ code: 'P', source: 'buy', leadDays: 9 } as const];
  const demands = ['A', 'B', 'C'].map((id, day) => ({ id, item: 'P', day, qty: 10 }));
  const supplies = [{ id: 'stock', item: 'P', kind: 'stock', day: 0, qty: 10 } as const];
  const holder = (servings: { need: string; than: string }[]): string => {
    const model = buildModel({ items, lines: [], demands, supplies, servings });
    return [...resultsOf(allocate(model))].find(([, { colour }]) => colour === 'green')![0];
  };
  assert.equal(holder([]), 'A');
  assert.equal(holder([{ need: 'C', than: 'A' }]), 'C');
  const opposite = [
    { need: 'C', than: 'A' },
    { need: 'A', than: 'C' },
  ];
  assert.equal(holder(opposite), 'A');
  assert.equal(holder(opposite.toReversed()), 'C');
  assert.equal(
    holder([
      { need: 'C', than: 'gone' },
      { need: 'gone', than: 'A' },
    ]),
    'A',
  );
});

test('a substitution that is not needed any more is to be cancelled', () => {
  const items = ['P', 'Q'].map((code) => ({ code, source: 'buy', leadDays: 2 }) as const);
  const standIn = { need: 'A', substitute: 'Q', num: 1, den: 1 };
  const decision = { id: 'Z', item: 'P', kind: 'firm', day: 5, qty: 10, free: true, standIn } as const;
  const supplies = [decision, { id: 'stock', item: 'Q', kind: 'stock', day: 0, qty: 10 } as const];
  const demands = [
    { id: 'A', item: 'P', day: 5, qty: 10 },
    { id: 'Z takes', item: 'Q', day: 5, qty: 10, standsIn: true, consumes: false },
  ];
  const live = openPlan({ items, lines: [], demands, supplies });
  assert.equal(resultsOf(allocate(live.plan.model)).get('A')?.colour, 'green');
  const { appeared } = replan(live, [{ kind: 'dropDemand', id: 'A' }]);
  assert.ok(appeared.some(({ kind, document }) => kind === 'cancel' && document === 'Z'));
});
