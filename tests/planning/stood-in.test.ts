// A substitution that was decided for one line of a sales order is in the plan what it is in the run: nobody but that
// line uses it, on whatever level the line needs the item, and the plan proposes the same for everybody else as if the
// line needed so much less.
import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { buildModel } from '../../server/planning/engine/build.ts';
import { replan } from '../../server/planning/engine/incremental.ts';
import { openPlan } from '../../server/planning/engine/live.ts';
import { messageTexts } from '../../server/planning/engine/message-text.ts';
import { grossOf } from '../../server/planning/engine/lot-size.ts';
import { lineNeed } from '../../server/planning/engine/explode.ts';
import { BY_PRODUCT } from '../../server/planning/engine/model.ts';
import { pegAll } from '../../server/planning/engine/peg.ts';
import type { Plan } from '../../server/planning/engine/plan.ts';
import { NEED_SIDE, orderKeys, SUPPLY_SIDE } from '../../server/planning/engine/plan.ts';
import type { DemandInput, Problem, SupplyInput } from '../../server/planning/engine/problem.ts';
import { ONE } from '../../server/planning/engine/qty.ts';
import { netAll } from '../../server/planning/engine/run.ts';
import { planText } from './plan-text.ts';
import type { Random } from './random-problem.ts';
import { randomFrom, randomProblem, randomStandIn, randomStandIns } from './random-problem.ts';

function planned(problem: Problem): Plan {
  const plan = netAll(buildModel(problem));
  pegAll(plan);
  return plan;
}

/** What is proposed of an item, by the day it serves. */
function proposed({ model, orders }: Plan, code: string): [number, number][] {
  const node = model.nodes.plain[model.items.byCode.get(code)!]!;
  const from = orders.slices.start[node]!;
  return Array.from({ length: orders.slices.count[node]! }, (_, turn) => [
    orders.need[from + turn]!,
    orders.qty[from + turn]! / ONE,
  ]);
}

const standsIn = (qty: number, day: number, item = 'P'): SupplyInput => ({
  id: 'Z',
  item,
  kind: 'firm',
  day,
  qty: qty * ONE,
  free: true,
  standIn: { need: 'A', substitute: 'Q', num: 1, den: 1 },
});

const demand = (id: string, item: string, day: number, qty: number): DemandInput => ({
  id,
  item,
  day,
  qty: qty * ONE,
  consumes: false,
});

const P = { code: 'P', source: 'buy', leadDays: 2 } as const;
const Q = { code: 'Q', source: 'buy', leadDays: 2 } as const;

test('neither safety stock nor forecast nor another order uses what stands in for one line', () => {
  const problem: Problem = {
    items: [{ ...P, safety: 5 * ONE }, Q],
    lines: [],
    demands: [demand('A', 'P', 10, 8), demand('B', 'P', 12, 20)],
    forecasts: [{ id: 'F', item: 'P', from: 14, to: 20, qty: 7 * ONE }],
    supplies: [standsIn(30, 4)],
  };
  const plan = planned(problem);
  assert.deepEqual(proposed(plan, 'P'), [
    [0, 5],
    [12, 20],
    [14, 7],
  ]);
});

const BOILER: Pick<Problem, 'items' | 'lines'> = {
  items: [
    { code: 'T', source: 'make', leadDays: 1, minLot: 50 * ONE },
    { code: 'M', source: 'make', leadDays: 1 },
    P,
    Q,
  ],
  lines: [
    { parent: 'T', component: 'M', num: 1, den: 1 },
    { parent: 'M', component: 'P', num: 2, den: 1 },
  ],
};

test('below a lot that serves others too it counts for what the line itself needs of it', () => {
  const problem = {
    ...BOILER,
    demands: [demand('A', 'T', 10, 8), demand('B', 'T', 10, 20)],
    supplies: [standsIn(90, 8)],
  };
  assert.deepEqual(proposed(planned(problem), 'P'), [[8, 100 - 16]]);
});

test('whatever happens to the line, the item is planned again although it is asked for the same', () => {
  const demands = [demand('A', 'T', 10, 8), demand('B', 'T', 10, 20)];
  const live = openPlan({ ...BOILER, demands, supplies: [standsIn(90, 8)] });
  const now = (): [number, number][] => proposed(live.plan, 'P');
  replan(live, [{ kind: 'dropDemand', id: 'A' }]);
  assert.deepEqual(now(), [[8, 100]]);
  replan(live, [{ kind: 'demand', demand: demand('A', 'T', 10, 9) }]);
  assert.deepEqual(now(), [[8, 100 - 18]]);
  replan(live, [{ kind: 'demand', demand: demand('A', 'M', 9, 9) }]);
  assert.deepEqual(now(), [[8, 100]], 'the part itself is sold');
});

test('where the line is served by what is there already, it counts for nothing', () => {
  const stock = { id: 'S', item: 'T', kind: 'stock', day: 0, qty: 8 * ONE } as const;
  const problem = {
    ...BOILER,
    demands: [demand('A', 'T', 10, 8), demand('B', 'T', 11, 50)],
    supplies: [stock, standsIn(16, 8)],
  };
  const live = openPlan(problem);
  assert.deepEqual(proposed(live.plan, 'P'), [[9, 100]]);
  const node = live.plan.model.nodes.plain[live.plan.model.items.byCode.get('P')!]!;
  const told = messageTexts(live.plan, live.messages, node).filter(({ document }) => document === 'Z');
  assert.deepEqual(
    told.map(({ kind }) => kind),
    ['cancel'],
  );
});

test('it frees for others what the line would have taken, and waits as long as open supply is waited for', () => {
  const stock = { id: 'S', item: 'P', kind: 'stock', day: 0, qty: 8 * ONE } as const;
  const demands = [demand('A', 'P', 5, 8), demand('B', 'P', 9, 8)];
  const items = [P, Q];
  const at = (day: number, waitDays = 0): [number, number][] =>
    proposed(
      planned({ settings: { waitDays }, items, lines: [], demands, supplies: [stock, standsIn(8, day)] }),
      'P',
    );
  assert.deepEqual(at(5), []);
  assert.deepEqual(at(2), []);
  assert.deepEqual(at(7), [[9, 8]], 'it comes after the day');
  assert.deepEqual(at(7, 2), [], 'it is waited for');
  assert.deepEqual(at(8, 2), [[9, 8]], 'it comes too late to be waited for');
});

const forProblems = (check: (problem: Problem, random: Random) => void): void =>
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const random = randomFrom(seed);
      check(randomStandIns(random), random);
    }),
    { numRuns: 400 },
  );

test('what stands in for a line that is not there changes nothing', () => {
  forProblems((problem) => {
    const nobody = problem.supplies.map((one) =>
      one.standIn === undefined ? one : { ...one, standIn: { ...one.standIn, need: 'nobody' } },
    );
    const none = problem.supplies.filter(({ standIn }) => standIn === undefined);
    const text = (supplies: readonly SupplyInput[]): string => {
      const live = openPlan({ ...problem, supplies });
      const rows = planText(live.plan, live.messages).split('\n');
      return rows.filter((row) => !row.startsWith('message')).join('\n');
    };
    assert.equal(text(nobody), text(none));
  });
});

test('what stands in for a line of the item itself leaves the plan as if the line asked for so much less', () => {
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const random = randomFrom(seed);
      const all = randomProblem(random);
      const problem = { ...all, supplies: all.supplies.filter(({ standIn }) => standIn === undefined) };
      const meant = { ...random.pick(problem.demands), consumes: false, standsIn: false };
      const others = problem.demands.filter(({ id }) => id !== meant.id);
      const day = Math.max(0, meant.day - random.below(3));
      const one = randomStandIn(random, 'Z', [meant]);
      const { substitute, num, den } = one.standIn!;
      const standIn = { need: meant.id, substitute, num, den };
      const supplies = [...problem.supplies, { ...one, item: meant.item, day, standIn }];
      const plan = planned({ ...problem, demands: [...others, meant], supplies });
      const idle = planned({ ...problem, demands: [...others, meant] });
      const qty = Math.max(0, meant.qty - one.qty);
      const less = planned({ ...problem, demands: [...others, { ...meant, qty }] });
      const orders = (of: Plan): string[] =>
        orderKeys(of).map((key, at) => `${key} ${of.orders.qty[at]} ${of.orders.start[at]}`);
      const uses = plan.stoodIn.size > 0;
      assert.deepEqual(orders(plan), orders(uses ? less : idle));
    }),
    { numRuns: 400 },
  );
});

/** How much of each order of a node is pegged up to a demand, worked out from the finished pegs alone. */
function sharesOf(
  plan: Plan,
  node: number,
  id: string,
  seen: Map<number, Map<string, number>>,
): Map<string, number> {
  const known = seen.get(node);
  if (known) return known;
  const { model, pegs } = plan;
  const shares = new Map<string, number>();
  seen.set(node, shares);
  const own = ownNeeds(plan, node, id, seen);
  const from = pegs.slices.start[node]!;
  for (let peg = from; peg < from + pegs.slices.count[node]!; peg++) {
    const [side, supply] = [pegs.kind[peg]! & 7, pegs.supply[peg]!];
    const other = side === SUPPLY_SIDE.open ? model.supplies.standIns.get(supply) : undefined;
    if (other !== undefined && other.need !== id) continue;
    const need = `${pegs.kind[peg]! >> 3} ${pegs.need[peg]}`;
    const part = Math.min(own.get(need) ?? 0, pegs.qty[peg]!);
    if (part === 0) continue;
    own.set(need, own.get(need)! - part);
    shares.set(`${side} ${supply}`, (shares.get(`${side} ${supply}`) ?? 0) + part);
  }
  return shares;
}

/** How much of each need of a node stems from a demand. */
function ownNeeds(
  plan: Plan,
  node: number,
  id: string,
  seen: Map<number, Map<string, number>>,
): Map<string, number> {
  const { demands, uses, nodes, items } = plan.model;
  const own = new Map<string, number>();
  for (let at = 0; at < demands.slices.count[node]!; at++) {
    const row = demands.ref[demands.slices.start[node]! + at]!;
    if (demands.ids[row] === id) own.set(`${NEED_SIDE.demand} ${row}`, demands.qty[row]!);
  }
  for (let at = 0; at < uses.slices.count[node]!; at++) {
    const use = uses.slices.start[node]! + at;
    const parent = uses.parent[use]!;
    if (uses.flags[use]! & BY_PRODUCT) continue;
    for (const [supply, share] of sharesOf(plan, parent, id, seen)) {
      const [side, order] = supply.split(' ').map(Number) as [number, number];
      if (side !== SUPPLY_SIDE.planned) continue;
      const gross = Math.min(plan.orders.qty[order]!, grossOf(items, nodes.item[parent]!, share));
      const need = `${NEED_SIDE.planned} ${order}`;
      own.set(need, (own.get(need) ?? 0) + lineNeed(uses, use, gross, plan.orders.start[order]!));
    }
  }
  return own;
}

test('what stands in serves only needs that are pegged up to the line it is meant for, and no more of them', () => {
  let served = 0;
  forProblems((problem) => {
    const plan = planned(problem);
    const { model, pegs } = plan;
    for (let node = 0; node < model.nodes.count; node++) {
      const given = new Map<string, Map<string, number>>();
      const from = pegs.slices.start[node]!;
      for (let peg = from; peg < from + pegs.slices.count[node]!; peg++) {
        if ((pegs.kind[peg]! & 7) !== SUPPLY_SIDE.open) continue;
        const meant = model.supplies.standIns.get(pegs.supply[peg]!)?.need;
        if (meant === undefined) continue;
        const need = `${pegs.kind[peg]! >> 3} ${pegs.need[peg]}`;
        const all = given.get(meant) ?? new Map<string, number>();
        given.set(meant, all.set(need, (all.get(need) ?? 0) + pegs.qty[peg]!));
      }
      for (const [id, needs] of given) {
        const own = ownNeeds(plan, node, id, new Map());
        for (const [need, qty] of needs) assert.ok(qty <= (own.get(need) ?? 0), `${id}: ${need}`);
        served++;
      }
    }
  });
  assert.ok(served > 20, String(served));
});
