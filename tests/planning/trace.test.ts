// The pegs read upwards and downwards, and the load of work centres: small plans worked out by hand.
import assert from 'node:assert/strict';
import test from 'node:test';
import { roughCut } from '../../server/planning/engine/capacity.ts';
import { openPlan } from '../../server/planning/engine/live.ts';
import { NEED_SIDE } from '../../server/planning/engine/plan.ts';
import type { Problem } from '../../server/planning/engine/problem.ts';
import { ONE } from '../../server/planning/engine/qty.ts';
import { type Waits, serves, waitsFor } from '../../server/planning/engine/trace.ts';

/** Kettles of a body and two screws; screws are bought, bodies are made of steel. */
const kettles = (more: Partial<Problem> = {}): Problem => ({
  items: [
    { code: 'KETTLE', source: 'make', leadDays: 2 },
    { code: 'BODY', source: 'make', leadDays: 3 },
    { code: 'SCREW', source: 'buy', leadDays: 5 },
    { code: 'STEEL', source: 'buy', leadDays: 7 },
  ],
  lines: [
    { parent: 'KETTLE', component: 'BODY', num: 1, den: 1 },
    { parent: 'KETTLE', component: 'SCREW', num: 2, den: 1 },
    { parent: 'BODY', component: 'STEEL', num: 1, den: 2 },
  ],
  demands: [
    { id: 'A', item: 'KETTLE', day: 20, qty: 10 * ONE },
    { id: 'B', item: 'KETTLE', day: 30, qty: 4 * ONE },
  ],
  supplies: [
    { id: 'stock', item: 'KETTLE', kind: 'stock', day: 0, qty: 3 * ONE },
    { id: 'PO1', item: 'SCREW', kind: 'PO', day: 12, qty: 20 * ONE },
  ],
  ...more,
});

const opened = (problem: Problem) => {
  const live = openPlan(problem);
  const { plan } = live;
  const nodeOf = (code: string): number => plan.model.nodes.plain[plan.model.items.byCode.get(code)!]!;
  return { live, plan, nodeOf };
};

test('downwards: each row is what a need waits for, with its own quantity', () => {
  const { live, plan, nodeOf } = opened(kettles());
  const tree = waitsFor(plan, nodeOf('KETTLE'), NEED_SIDE.demand, live.demandRows.get('A')!);
  const rows: string[] = [];
  const visit = (waits: readonly Waits[], level: number): void => {
    for (const one of waits) {
      rows.push(
        `${level} ${one.item} ${one.side} ${one.supply} ${one.qty / ONE} day ${one.day} start ${one.start}`,
      );
      visit(one.below, level + 1);
    }
  };
  visit(tree, 0);
  assert.deepEqual(rows, [
    '0 KETTLE open stock 3 day 0 start 0',
    '0 KETTLE planned KETTLE@20 7 day 20 start 18',
    '1 BODY planned BODY@18 7 day 18 start 15',
    '2 STEEL planned STEEL@15 3.5 day 15 start 8',
    '1 SCREW open PO1 14 day 12 start 12',
  ]);
  assert.deepEqual(
    waitsFor(plan, nodeOf('KETTLE'), NEED_SIDE.demand, live.demandRows.get('A')!, 1)[1]?.below,
    [],
  );
});

test('upwards: a supply serves the demands above it, in the order of their days', () => {
  const { live, plan, nodeOf } = opened(kettles());
  const served = (found: ReturnType<typeof serves>) =>
    found.map(({ demand, day, qty }) => [demand, day, qty / ONE]);
  assert.deepEqual(served(serves(plan, nodeOf('SCREW'), 'open', live.supplyRows.get('PO1')!)), [
    ['A', 20, 7],
    ['B', 30, 4],
  ]);
  const steel = plan.orders.slices.start[nodeOf('STEEL')]!;
  assert.deepEqual(served(serves(plan, nodeOf('STEEL'), 'planned', steel)), [['A', 20, 7]]);
});

test('safety stock is served as nobody’s demand; a firmed order passes its need on', () => {
  const { live, plan, nodeOf } = opened(
    kettles({
      items: kettles().items.map((item) => (item.code === 'STEEL' ? { ...item, safety: 9 * ONE } : item)),
      supplies: [
        { id: 'F1', item: 'BODY', kind: 'firm', day: 18, start: 15, qty: 14 * ONE, explodes: true },
        { id: 'lot', item: 'STEEL', kind: 'stock', day: 0, qty: 16 * ONE },
      ],
    }),
  );
  const found = serves(plan, nodeOf('STEEL'), 'open', live.supplyRows.get('lot')!);
  assert.deepEqual(
    found.map(({ demand, qty }) => [demand, qty / ONE]),
    [
      ['', 9],
      ['A', 10],
      ['B', 4],
    ],
  );
});

for (const [weekday, weeks] of [
  [0, [[2, 7, 0]]],
  [5, [[3, 7, 0]]],
] as const) {
  test(`the load falls into the week of the start when today is weekday ${weekday}`, () => {
    const { plan } = opened(kettles({ demands: [{ id: 'A', item: 'KETTLE', day: 20, qty: 10 * ONE }] }));
    const loads = roughCut(
      plan,
      [{ code: 'W1', microHoursPerWeek: 5 * ONE }],
      [{ item: 'KETTLE', workCentre: 'W1', microHoursPerUnit: ONE }],
      weekday,
    );
    assert.deepEqual(
      loads.map(({ week, planned, open }) => [week, planned / ONE, open / ONE]),
      weeks,
    );
    assert.equal(loads[0]?.capacity, 5 * ONE);
  });
}

test('what should have begun weighs on this week; open and firmed orders weigh beside proposals', () => {
  const { plan } = opened(
    kettles({
      demands: [{ id: 'A', item: 'KETTLE', day: 1, qty: 10 * ONE }],
      supplies: [
        { id: 'M1', item: 'BODY', kind: 'MO', day: 9, start: 8, qty: 4 * ONE },
        { id: 'P1', item: 'SCREW', kind: 'PO', day: 9, start: 8, qty: 4 * ONE },
      ],
    }),
  );
  const loads = roughCut(
    plan,
    [
      { code: 'W2', microHoursPerWeek: 40 * ONE },
      { code: 'W1', microHoursPerWeek: 40 * ONE },
      { code: 'IDLE', microHoursPerWeek: 40 * ONE },
    ],
    [
      { item: 'KETTLE', workCentre: 'W1', microHoursPerUnit: ONE / 2 },
      { item: 'BODY', workCentre: 'W2', microHoursPerUnit: ONE / 4 },
      { item: 'NOBODY', workCentre: 'W1', microHoursPerUnit: ONE },
    ],
    0,
  );
  assert.deepEqual(
    loads.map(({ workCentre, week, planned, open }) => [workCentre, week, planned / ONE, open / ONE]),
    [
      ['W1', 0, 5, 0],
      ['W2', 0, 2.5, 0],
      ['W2', 1, 0, 1],
    ],
  );
});
