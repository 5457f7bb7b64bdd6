// Planning stories small enough to check by head: forecast and orders, a sale cancelled after everything was bought,
// a lot that expires, numbers that travel down, a loop, an item that nothing can be done about.
import assert from 'node:assert/strict';
import test from 'node:test';
import type { Change } from '../../server/planning/engine/change.ts';
import { replan } from '../../server/planning/engine/incremental.ts';
import type { LivePlan } from '../../server/planning/engine/live.ts';
import { openPlan } from '../../server/planning/engine/live.ts';
import { messageTexts } from '../../server/planning/engine/message-text.ts';
import type { MessageText } from '../../server/planning/engine/message-text.ts';
import { reasonsOf } from '../../server/planning/engine/lot-size.ts';
import { orderKey } from '../../server/planning/engine/plan.ts';
import type { ItemInput, Problem, SupplyInput } from '../../server/planning/engine/problem.ts';
import { ONE } from '../../server/planning/engine/qty.ts';

const EMPTY: Problem = { items: [], lines: [], demands: [], supplies: [] };
const make = (code: string, more: Partial<ItemInput> = {}): ItemInput => ({
  code,
  source: 'make',
  leadDays: 2,
  ...more,
});
const buy = (code: string, more: Partial<ItemInput> = {}): ItemInput => ({
  code,
  source: 'buy',
  leadDays: 5,
  ...more,
});
const line = (parent: string, component: string, num = 1, den = 1) => ({ parent, component, num, den });
const stock = (item: string, qty: number, more: Partial<SupplyInput> = {}): SupplyInput => {
  return { id: `stock ${item} ${more.expiry ?? ''}`, item, kind: 'stock', day: 0, qty: qty * ONE, ...more };
};
const sale = (id: string, item: string, day: number, qty: number, track?: string) => {
  return { id, item, day, qty: qty * ONE, ...(track === undefined ? {} : { track }) };
};

/** Proposals as "key quantity start..end". */
function orders({ plan }: LivePlan): string[] {
  const { slices, qty, start, end } = plan.orders;
  const rows: string[] = [];
  for (let node = 0; node < plan.model.nodes.count; node++) {
    const from = slices.start[node]!;
    for (let order = from; order < from + slices.count[node]!; order++) {
      rows.push(`${orderKey(plan, node, order)} ${qty[order]! / ONE} ${start[order]}..${end[order]}`);
    }
  }
  return rows.sort();
}

function messages({ plan, messages }: LivePlan): MessageText[] {
  const all: MessageText[] = [];
  for (let node = 0; node < plan.model.nodes.count; node++) all.push(...messageTexts(plan, messages, node));
  return all;
}

const said = (live: LivePlan): string[] =>
  messages(live)
    .map(
      (one) =>
        `${one.kind} ${one.document || one.item} ${one.qty / ONE}→${one.toQty / ONE} ${one.day}→${one.toDay}`,
    )
    .sort();

test('forecast 10 and orders 10 plan 10, whatever bucket the order falls into within reach', () => {
  const items = [buy('A')];
  const forecasts = [{ id: 'F1', item: 'A', from: 7, to: 13, qty: 10 * ONE }];
  const settings = { consumeBackDays: 7, consumeForwardDays: 7 };
  for (const day of [0, 3, 7, 10, 13, 16, 20]) {
    const live = openPlan({ ...EMPTY, settings, items, forecasts, demands: [sale('SO1', 'A', day, 10)] });
    assert.deepEqual(orders(live), [`A@${day} 10 ${day - 5}..${day}`]);
  }
  const part = openPlan({ ...EMPTY, settings, items, forecasts, demands: [sale('SO1', 'A', 10, 4)] });
  assert.deepEqual(orders(part), ['A@10 4 5..10', 'A@7 6 2..7']);
  replan(part, [{ kind: 'dropDemand', id: 'SO1' }]);
  assert.deepEqual(orders(part), ['A@7 10 2..7'], 'a cancelled order frees its forecast');
});

const KETTLE: Problem = {
  items: [make('KETTLE'), make('BODY'), buy('STEEL', { minLot: 100 * ONE }), buy('BOX')],
  lines: [line('KETTLE', 'BODY'), line('KETTLE', 'BOX'), line('BODY', 'STEEL', 2)],
  demands: [sale('SO1', 'KETTLE', 20, 120), sale('SO2', 'KETTLE', 25, 30)],
  supplies: [
    {
      id: 'MO1',
      item: 'KETTLE',
      kind: 'firm',
      day: 20,
      start: 18,
      qty: 120 * ONE,
      explodes: true,
      free: true,
    },
    {
      id: 'MO2',
      item: 'KETTLE',
      kind: 'firm',
      day: 25,
      start: 23,
      qty: 30 * ONE,
      explodes: true,
      free: true,
    },
    { id: 'MO3', item: 'BODY', kind: 'firm', day: 18, start: 16, qty: 150 * ONE, explodes: true, free: true },
    { id: 'PO1', item: 'STEEL', kind: 'PO', day: 16, qty: 300 * ONE },
    { id: 'PO2', item: 'BOX', kind: 'PO', day: 18, qty: 120 * ONE },
    { id: 'PO3', item: 'BOX', kind: 'PO', day: 23, qty: 30 * ONE },
  ],
};

test('a cancelled sale is told on every supply made for it, at every level, once each', () => {
  const live = openPlan(KETTLE);
  assert.deepEqual(said(live), []);
  const { appeared } = replan(live, [{ kind: 'dropDemand', id: 'SO1' }]);
  assert.deepEqual(said(live), [
    'cancel MO1 120→0 20→20',
    'cancel PO2 120→0 18→18',
    'defer MO3 150→30 18→23',
    'defer PO1 300→100 16→21',
  ]);
  assert.equal(appeared.length, 4, 'what was made for the other sale keeps quiet');
  replan(live, [{ kind: 'dropDemand', id: 'SO2' }]);
  assert.ok(messages(live).every((one) => one.kind === 'cancel' && one.toQty === 0));
  assert.equal(messages(live).length, 6);
});

test('a sale that shrinks is a decrease down to what the lot rules allow, one that grows is an increase', () => {
  const live = openPlan({
    ...KETTLE,
    demands: [sale('SO1', 'KETTLE', 20, 120), sale('SO2', 'KETTLE', 25, 30)],
  });
  replan(live, [{ kind: 'demand', demand: sale('SO2', 'KETTLE', 25, 10) }]);
  assert.deepEqual(said(live), [
    'decrease MO2 30→10 25→25',
    'decrease MO3 150→130 18→18',
    'decrease PO1 300→260 16→16',
    'decrease PO3 30→10 23→23',
  ]);
  replan(live, [{ kind: 'demand', demand: sale('SO2', 'KETTLE', 25, 50) }]);
  assert.ok(said(live).includes('increase MO2 30→50 25→25'));
});

test('a delivery that slips is told on the document, and the proposal that would fill the gap appears', () => {
  const live = openPlan(KETTLE);
  const slipped: Change = {
    kind: 'supply',
    supply: { id: 'PO2', item: 'BOX', kind: 'PO', day: 22, qty: 120 * ONE },
  };
  const { netted, undo } = replan(live, [slipped]);
  assert.equal(netted.length, 1, 'only the item that moved is netted again');
  assert.ok(said(live).includes('expedite PO2 120→120 22→18'));
  assert.deepEqual(orders(live), ['BOX@18 120 13..18']);
  replan(live, undo);
  assert.deepEqual(said(live), []);
  const waiting = openPlan({ ...KETTLE, settings: { waitDays: 5 } });
  replan(waiting, [slipped]);
  assert.deepEqual(orders(waiting), [], 'within the waiting time no second order is proposed');
  assert.ok(said(waiting).includes('expedite PO2 120→120 22→18'));
});

test('a lot that expires before its use is a shortage, and is told as a loss', () => {
  const items = [buy('GLUE', { leadDays: 3 })];
  const demands = [sale('SO1', 'GLUE', 10, 5)];
  const good = openPlan({ ...EMPTY, items, demands, supplies: [stock('GLUE', 5, { expiry: 10 })] });
  assert.deepEqual(orders(good), []);
  const gone = openPlan({ ...EMPTY, items, demands, supplies: [stock('GLUE', 5, { expiry: 9 })] });
  assert.deepEqual(orders(gone), ['GLUE@10 5 7..10']);
  assert.ok(reasonsOf(gone.plan.orders.why[0]!).includes('expired'));
  assert.ok(said(gone).some((one) => one.startsWith('expires stock GLUE 9 5→5')));
  const first = openPlan({
    ...EMPTY,
    items,
    demands: [sale('SO1', 'GLUE', 4, 3), sale('SO2', 'GLUE', 10, 5)],
    supplies: [stock('GLUE', 3, { expiry: 5 }), stock('GLUE', 5, { expiry: 30 })],
  });
  assert.deepEqual(orders(first), [], 'the lot that expires first is used first');
});

test('made to order: the number travels down, stock of one order does not serve another, stock below is shared', () => {
  const live = openPlan({
    items: [make('CAR', { toOrder: true }), make('SEAT', { toOrder: true }), buy('FOAM')],
    lines: [line('CAR', 'SEAT', 4), line('SEAT', 'FOAM', 1, 2)],
    demands: [sale('SO1', 'CAR', 20, 1, 'A'), sale('SO2', 'CAR', 20, 1, 'B')],
    supplies: [stock('SEAT', 4, { track: 'A' }), stock('FOAM', 1)],
  });
  assert.deepEqual(orders(live), [
    'CAR/A@20 1 18..20',
    'CAR/B@20 1 18..20',
    'FOAM@16 1 11..16',
    'SEAT/B@18 4 16..18',
  ]);
});

test('a structure that contains itself is named and planned without the line that closes the loop', () => {
  const live = openPlan({
    ...EMPTY,
    items: [make('A'), make('B'), buy('C')],
    lines: [line('A', 'B'), line('B', 'A'), line('B', 'C')],
    demands: [sale('SO1', 'A', 10, 1)],
  });
  assert.deepEqual(
    live.plan.model.items.loops.map((loop) => loop.map((item) => live.plan.model.items.codes[item])),
    [['A', 'B']],
  );
  assert.ok(messages(live).some((one) => one.kind === 'loop' && one.item === 'A'));
  assert.deepEqual(orders(live), ['A@10 1 8..10', 'B@8 1 6..8', 'C@6 1 1..6']);
});

test('missing planning data is told beside the plan: no source, no lead time, no structure', () => {
  const live = openPlan({
    ...EMPTY,
    items: [make('A', { leadDays: null }), { code: 'X', source: 'none' }],
    lines: [],
    demands: [sale('SO1', 'A', 10, 1), sale('SO2', 'X', 4, 3)],
    supplies: [stock('X', 1)],
  });
  assert.deepEqual(said(live), ['bomMissing A 1→1 10→10', 'noLeadTime A 1→1 10→10', 'noSource X 2→2 4→4']);
});

test('a phantom holds no stock and is never ordered for its parent; use up, then switch asks the successor', () => {
  const live = openPlan({
    ...EMPTY,
    items: [
      make('A'),
      make('KIT', { phantom: true, leadDays: 0 }),
      { code: 'OLD', source: 'switch', successor: { item: 'NEW', num: 2, den: 1 } },
      buy('NEW'),
    ],
    lines: [line('A', 'KIT', 2), line('KIT', 'OLD', 3)],
    demands: [sale('SO1', 'A', 20, 10)],
    supplies: [stock('KIT', 100), stock('OLD', 40)],
  });
  assert.deepEqual(orders(live), ['A@20 10 18..20', 'NEW@18 40 13..18', 'OLD@18 20 18..18']);
});

test('dates go back over open days only', () => {
  const week = { code: 'week', week: [true, true, true, true, true, false, false], weekdayOfToday: 0 };
  const items = [buy('A', { calendar: 'week', leadDays: 3 })];
  const live = openPlan({ ...EMPTY, calendars: [week], items, demands: [sale('SO1', 'A', 13, 1)] });
  assert.deepEqual(
    orders(live),
    ['A@13 1 8..11'],
    'needed on Sunday, received on Friday, ordered on Tuesday',
  );
  assert.ok(reasonsOf(live.plan.orders.why[0]!).includes('closedDay'));
});
