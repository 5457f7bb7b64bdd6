// Ways out of a shortage, each with its exact effect and those it hurts.
import assert from 'node:assert/strict';
import test from 'node:test';
import { allocate } from '../../server/planning/engine/allocate.ts';
import { newKeptOrder } from '../../server/planning/engine/allocation-order.ts';
import type { Alternate } from '../../server/planning/engine/allocation-run.ts';
import { buildModel } from '../../server/planning/engine/build.ts';
import type { DemandInput, Problem, SupplyInput } from '../../server/planning/engine/problem.ts';
import type { Offer } from '../../server/planning/engine/purchase-offer.ts';
import { buyOf, sharedBuys } from '../../server/planning/engine/purchase-offer.ts';
import { ONE } from '../../server/planning/engine/qty.ts';
import type { Shelf, WayOut } from '../../server/planning/engine/ways-out.ts';
import { waysOut } from '../../server/planning/engine/ways-out.ts';

const offer = (more: Partial<Offer> = {}): Offer => ({
  supplier: 'S1',
  priority: 1,
  quota: 0,
  leadDays: 5,
  waitDays: 1,
  calendar: null,
  minimum: 0,
  multiple: 1,
  tiers: [],
  ...more,
});

test('an order is at least the minimum, a whole multiple, at the price of its tier, on the day the calendar allows', () => {
  const tiers = [
    { from: 0, price: '3.6' },
    { from: 100 * ONE, price: '3.2' },
  ];
  const small = buyOf(offer({ minimum: 40 * ONE, multiple: 25 * ONE, tiers }), 30 * ONE);
  assert.deepEqual([small.qty, small.receipt, small.day, small.price], [50 * ONE, 5, 6, '3.6']);
  const large = buyOf(offer({ tiers }), 100 * ONE);
  assert.deepEqual([large.qty, large.price], [100 * ONE, '3.2']);
});

test('the first supplier gets all, or each its share where shares are agreed', () => {
  const names = (offers: Offer[], qty: number): string[] =>
    sharedBuys(offers, qty * ONE).map((buy) => `${buy.offer.supplier} ${buy.qty / ONE}`);
  const [first, second] = [offer({ supplier: 'A', priority: 2 }), offer({ supplier: 'B', priority: 1 })];
  assert.deepEqual(names([first, second], 90), ['B 90']);
  const shares = [
    { ...first, quota: 0.7 * ONE },
    { ...second, quota: 0.3 * ONE },
  ];
  assert.deepEqual(names(shares, 90), ['B 27', 'A 63']);
  const coarse = shares.map((one) => ({ ...one, minimum: 50 * ONE, multiple: 50 * ONE }));
  assert.deepEqual(names(coarse, 90), ['B 50', 'A 50']);
  assert.deepEqual(names(coarse, 40), ['B 50']);
  assert.deepEqual(names([], 40), []);
});

const SHOP: Pick<Problem, 'items' | 'lines'> = {
  items: [
    { code: 'KETTLE', source: 'make', leadDays: 2 },
    { code: 'HEATER', source: 'buy', leadDays: 7 },
    { code: 'HEATER2', source: 'buy', leadDays: 7 },
  ],
  lines: [{ parent: 'KETTLE', component: 'HEATER', num: 1, den: 1 }],
};
const order = (id: string, qty: number, day: number, priority = 5): DemandInput => ({
  id,
  item: 'KETTLE',
  day,
  qty: qty * ONE,
  priority,
});
const supply = (kind: SupplyInput['kind'], qty: number, day: number, item = 'HEATER'): SupplyInput => ({
  id: `${kind} ${item} ${day}`,
  item,
  kind,
  day,
  qty: qty * ONE,
});

/** Items by their place among the codes of the shop. */
const heaterTwo: Alternate = { item: 0, substitute: 1, parent: null, num: 1, den: 1, from: 0, to: 99 };

function ask(problem: Pick<Problem, 'demands' | 'supplies'>, demand: string, shelf: Partial<Shelf> = {}) {
  const model = buildModel({ ...SHOP, ...problem });
  const node = (code: string): number => model.nodes.plain[model.items.byCode.get(code)!]!;
  const kept = newKeptOrder();
  const run = allocate(model, { kept });
  const ways = waysOut({
    run,
    demand: model.demands.ids.indexOf(demand),
    node: null,
    kept,
    shelf: { offersOf: () => [], alternatesOf: () => [], elsewhere: [], ...shelf },
  });
  const names = (moved: WayOut['diff']['hurt']): string[] =>
    moved.map((one) => model.demands.ids[one.demand]!);
  const told = ways.map((way) => {
    const { colour, ready } = way.after;
    const after = `${['green', 'yellow', 'red'][colour]} on ${ready}`;
    return `${way.kind}: ${after}, hurts ${names(way.diff.hurt).join() || 'nobody'}`;
  });
  return { ways, told, model, node };
}

test('a late delivery can be asked for earlier, bought beside, or the order split', () => {
  const problem = { demands: [order('A', 10, 9)], supplies: [supply('stock', 4, 0), supply('PO', 6, 12)] };
  const { told, ways } = ask(problem, 'A', {
    offersOf: () => [offer({ leadDays: 3 }), offer({ supplier: 'S2', leadDays: 9 })],
  });
  assert.deepEqual(told, [
    'expedite: yellow on 9, hurts nobody',
    'purchase: yellow on 6, hurts nobody',
    'split: green on 2, hurts nobody',
    'purchase: red on 12, hurts nobody',
  ]);
  const split = ways.find(({ kind }) => kind === 'split');
  assert.ok(split?.kind === 'split');
  const { qty, day, after } = split.rest;
  assert.deepEqual([split.sets, qty, day, after.colour, after.ready], [4 * ONE, 6 * ONE, 14, 1, 14]);
});

test('going first takes it from somebody, and says from whom', () => {
  const problem = {
    demands: [order('A', 10, 9), order('B', 10, 8), order('C', 5, 7)],
    supplies: [supply('stock', 15, 0)],
  };
  const { told } = ask(problem, 'A');
  assert.deepEqual(told, ['sequence: green on 2, hurts B', 'move: green on 2, hurts B']);
});

test('a delivery slips: what lies there instead is offered and used before the late delivery is waited for', () => {
  const demands = [order('A', 10, 9)];
  const late = { demands, supplies: [supply('PO', 10, 12), supply('stock', 30, 0, 'HEATER2')] };
  const { told, ways } = ask(late, 'A', { alternatesOf: () => [heaterTwo] });
  assert.deepEqual(told, ['expedite: yellow on 9, hurts nobody', 'substitute: green on 2, hurts nobody']);
  const [, way] = ways;
  assert.ok(way?.kind === 'substitute');
  assert.deepEqual(
    way.standIns.map(({ qty, day }) => [qty, day]),
    [[10 * ONE, 7]],
  );
  const inTime = { demands, supplies: [supply('PO', 10, 7), supply('stock', 30, 0, 'HEATER2')] };
  assert.deepEqual(ask(inTime, 'A', { alternatesOf: () => [heaterTwo] }).told, []);
});

test('stock that does not count and a substitute help without hurting, each as it is', () => {
  const problem = { demands: [order('A', 10, 9)], supplies: [supply('stock', 30, 0, 'HEATER2')] };
  const { node } = ask(problem, 'A');
  const { told } = ask(problem, 'A', {
    alternatesOf: () => [{ ...heaterTwo, num: 2 }],
    elsewhere: [{ place: '不良品仓', node: node('HEATER'), qty: 10 * ONE, day: 1, step: ONE }],
  });
  assert.deepEqual(told, ['substitute: green on 2, hurts nobody', 'transfer: yellow on 3, hurts nobody']);
});

test('nothing is offered where nothing is red', () => {
  const problem = { demands: [order('A', 10, 9)], supplies: [supply('stock', 10, 0)] };
  assert.deepEqual(ask(problem, 'A').told, []);
});
