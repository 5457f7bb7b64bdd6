// What planners are promised about changes, over random problems: forecast and orders are never planned twice; a cancelled
// order is told on every supply made for it and on no other; a lot that expires before its use is a shortage.
import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { replan } from '../../server/planning/engine/incremental.ts';
import { type LivePlan, openPlan } from '../../server/planning/engine/live.ts';
import { type MessageText, messageTexts } from '../../server/planning/engine/message-text.ts';
import { orderKeys } from '../../server/planning/engine/plan.ts';
import type { DemandInput, Problem, SupplyInput } from '../../server/planning/engine/problem.ts';
import { ONE } from '../../server/planning/engine/qty.ts';
import { serves } from '../../server/planning/engine/trace.ts';
import { type Random, randomFrom } from './random-problem.ts';

const EMPTY: Problem = { items: [], lines: [], demands: [], supplies: [] };

function plannedTotal({ plan }: LivePlan): number {
  const { slices, qty } = plan.orders;
  let total = 0;
  for (let node = 0; node < plan.model.nodes.count; node++) {
    const from = slices.start[node]!;
    for (let order = from; order < from + slices.count[node]!; order++) total += qty[order]!;
  }
  return total;
}

function messagesIn({ plan, messages }: LivePlan): MessageText[] {
  const all: MessageText[] = [];
  for (let node = 0; node < plan.model.nodes.count; node++) all.push(...messageTexts(plan, messages, node));
  return all;
}

const sum = (quantities: readonly number[]): number => quantities.reduce((total, qty) => total + qty, 0);

test('forecast and orders that may meet are planned once: the larger of the two', () => {
  const quantity = fc.integer({ min: 0, max: 30 });
  const orders = fc.array(fc.record({ day: fc.integer({ min: 0, max: 70 }), qty: quantity }), {
    maxLength: 12,
  });
  fc.assert(
    fc.property(fc.array(quantity, { minLength: 1, maxLength: 10 }), orders, (expected, sold) => {
      const live = openPlan({
        ...EMPTY,
        settings: { consumeBackDays: 100, consumeForwardDays: 100 },
        items: [{ code: 'A', source: 'buy', leadDays: 1 }],
        forecasts: expected.map((qty, at) => {
          return { id: `F${at}`, item: 'A', from: at * 7, to: at * 7 + 6, qty: qty * ONE };
        }),
        demands: sold.map(({ day, qty }, at) => ({ id: `D${at}`, item: 'A', day, qty: qty * ONE })),
      });
      const ordered = sum(sold.map(({ qty }) => qty));
      assert.equal(plannedTotal(live), Math.max(sum(expected), ordered) * ONE);
      replan(
        live,
        sold.map((_, at) => ({ kind: 'dropDemand', id: `D${at}` })),
      );
      assert.equal(plannedTotal(live), sum(expected) * ONE, 'cancelled orders free what they have eaten');
    }),
  );
});

const ITEMS = 8;
const code = (item: number): string => `P${item}`;

/** Products of parts of parts, made and bought exactly as needed. */
function plainProblem(random: Random): Problem {
  return {
    items: Array.from({ length: ITEMS }, (_, item) => {
      return {
        code: code(item),
        source: item < 5 ? 'make' : 'buy',
        leadDays: 1 + random.below(4),
        toOrder: random.chance(40),
      };
    }),
    lines: [0, 1, 2, 3, 4].flatMap((parent) =>
      Array.from({ length: 1 + random.below(3) }, () => {
        const component = code(parent + 1 + random.below(ITEMS - 1 - parent));
        return { parent: code(parent), component, num: 1 + random.below(3), den: 1 };
      }),
    ),
    demands: Array.from({ length: 3 + random.below(8) }, (_, at): DemandInput => {
      const qty = (1 + random.below(20)) * ONE;
      return {
        id: `D${at}`,
        item: code(random.below(4)),
        day: 30 + random.below(20),
        qty,
        track: `T${random.chance(80) ? at : 0}`,
      };
    }),
    supplies: [],
  };
}

/** Everything proposed is firmed or ordered, as it was proposed. */
function allOrdered(problem: Problem): SupplyInput[] {
  const { plan } = openPlan(problem);
  const keys = orderKeys(plan);
  const { slices, qty, start, end } = plan.orders;
  const supplies: SupplyInput[] = [];
  for (let node = 0; node < plan.model.nodes.count; node++) {
    const item = plan.model.items.codes[plan.model.nodes.item[node]!]!;
    const made = Number(item.slice(1)) < 5;
    const from = slices.start[node]!;
    for (let order = from; order < from + slices.count[node]!; order++) {
      supplies.push({
        id: keys[order]!,
        item,
        kind: made ? 'firm' : 'PO',
        day: end[order]!,
        qty: qty[order]!,
        start: start[order]!,
        explodes: made,
        ...(plan.model.nodes.track[node] === 0
          ? {}
          : { track: plan.model.nodes.tracks[plan.model.nodes.track[node]!] }),
      });
    }
  }
  return supplies;
}

test('a cancelled order is told as cancel or decrease on every supply made for it, and on no other', () => {
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const random = randomFrom(seed);
      const problem = plainProblem(random);
      const live = openPlan({ ...problem, supplies: allOrdered(problem) });
      assert.deepEqual(messagesIn(live), []);
      const { id } = random.pick(problem.demands);
      const madeForIt = new Map<string, 'cancel' | 'decrease'>();
      const { supplies, nodes } = live.plan.model;
      for (let node = 0; node < nodes.count; node++) {
        const from = supplies.slices.start[node]!;
        for (const row of supplies.ref.subarray(from, from + supplies.slices.count[node]!)) {
          const served = serves(live.plan, node, 'open', row).map(({ demand }) => demand);
          if (!served.includes(id)) continue;
          madeForIt.set(supplies.ids[row]!, served.every((one) => one === id) ? 'cancel' : 'decrease');
        }
      }
      replan(live, [{ kind: 'dropDemand', id }]);
      const told = messagesIn(live).map(({ document, kind }) => [document, kind] as const);
      assert.deepEqual(new Map(told), madeForIt);
      assert.equal(told.length, madeForIt.size, 'each document once');
    }),
    { numRuns: 300 },
  );
});

test('what lies there too short is ordered anew, to the unit, and told as lost', () => {
  const lot = fc.record({
    qty: fc.integer({ min: 1, max: 9 }),
    expiry: fc.option(fc.integer({ min: 0, max: 40 })),
  });
  const need = fc.record({ qty: fc.integer({ min: 1, max: 9 }), day: fc.integer({ min: 0, max: 40 }) });
  fc.assert(
    fc.property(fc.array(lot, { maxLength: 8 }), fc.array(need, { maxLength: 8 }), (lots, needs) => {
      const live = openPlan({
        ...EMPTY,
        items: [{ code: 'GLUE', source: 'buy', leadDays: 1 }],
        demands: needs.map(({ qty, day }, at) => ({ id: `D${at}`, item: 'GLUE', day, qty: qty * ONE })),
        supplies: lots.map(({ qty, expiry }, at) => {
          const stock = { id: `L${at}`, item: 'GLUE', kind: 'stock', day: 0, qty: qty * ONE } as const;
          return expiry === null ? stock : { ...stock, expiry };
        }),
      });
      // Unit by unit, the earliest need takes the unit that expires first of those that last until then.
      const units = lots
        .flatMap(({ qty, expiry }) => Array.from({ length: qty }, () => expiry ?? 1_000))
        .sort((a, b) => a - b);
      let short = 0;
      for (const day of needs
        .flatMap(({ qty, day }) => Array.from({ length: qty }, () => day))
        .sort(byNumber)) {
        const at = units.findIndex((expiry) => expiry >= day);
        if (at < 0) short++;
        else units.splice(at, 1);
      }
      assert.equal(plannedTotal(live), short * ONE);
      const lost = messagesIn(live).filter(({ kind }) => kind === 'expires');
      assert.equal(sum(lost.map(({ toQty }) => toQty)), units.filter((one) => one < 1_000).length * ONE);
    }),
    { numRuns: 300 },
  );
});

const byNumber = (a: number, b: number): number => a - b;
