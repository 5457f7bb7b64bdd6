// What the allocation run says of small shops that can be worked out by head.
import assert from 'node:assert/strict';
import test from 'node:test';
import type { Allocation } from '../../server/planning/engine/allocation.ts';
import { COLOUR } from '../../server/planning/engine/allocation.ts';
import { allocate } from '../../server/planning/engine/allocate.ts';
import type { AllocationWish } from '../../server/planning/engine/allocation-run.ts';
import type { Blocker } from '../../server/planning/engine/allocation-read.ts';
import { eachBlocker, linesOf, maxKits, setsNow } from '../../server/planning/engine/allocation-read.ts';
import { layGround } from '../../server/planning/engine/allocation-ground.ts';
import { buildModel } from '../../server/planning/engine/build.ts';
import type { DemandInput, Problem, SupplyInput } from '../../server/planning/engine/problem.ts';
import { ONE } from '../../server/planning/engine/qty.ts';

/** A kettle of one heater and two cups; a cup is pressed from half a sheet of steel. */
const KETTLES: Pick<Problem, 'items' | 'lines'> = {
  items: [
    { code: 'KETTLE', source: 'make', leadDays: 2 },
    { code: 'HEATER', source: 'buy', leadDays: 7 },
    { code: 'CUP', source: 'make', leadDays: 1 },
    { code: 'STEEL', source: 'buy', leadDays: 5 },
    { code: 'ENAMEL', source: 'none' },
  ],
  lines: [
    { parent: 'KETTLE', component: 'HEATER', num: 1, den: 1 },
    { parent: 'KETTLE', component: 'CUP', num: 2, den: 1 },
    { parent: 'CUP', component: 'STEEL', num: 1, den: 2 },
  ],
};

/** Items are numbered in the order of their codes. */
const KETTLE_CODES = KETTLES.items.map(({ code }) => code).sort();

const order = (id: string, qty: number, day: number, more: Partial<DemandInput> = {}): DemandInput => ({
  id,
  item: 'KETTLE',
  day,
  qty: qty * ONE,
  priority: 5,
  ...more,
});
const stock = (item: string, qty: number, more: Partial<SupplyInput> = {}): SupplyInput => ({
  id: `stock ${item}`,
  item,
  kind: 'stock',
  day: 0,
  qty: qty * ONE,
  ...more,
});
const bought = (item: string, qty: number, day: number, id = `PO ${item} ${day}`): SupplyInput => ({
  id,
  item,
  kind: 'PO',
  day,
  qty: qty * ONE,
});

const COLOURS = ['green', 'yellow', 'red'];
function run(demands: DemandInput[], supplies: SupplyInput[], wish: AllocationWish = {}): Allocation {
  return allocate(buildModel({ ...KETTLES, demands, supplies }), wish);
}
const needOf = (one: Allocation, id: string): number =>
  one.needOfDemand[one.ground.model.demands.ids.indexOf(id)]!;
const told = (one: Allocation, id: string): string => {
  const need = needOf(one, id);
  return `${COLOURS[one.needs.colour[need]!]} on ${one.needs.ready[need]}`;
};
function blockers(one: Allocation, id: string): string[] {
  const found: string[] = [];
  const { model } = one.ground;
  const say = ({ kind, node, qty, day, ready, supply }: Blocker): void => {
    const by = supply === null ? '' : ` ${model.supplies.ids[supply]}`;
    found.push(`${kind} ${model.items.codes[node]} ${qty / ONE} for ${day} there ${ready}${by}`);
  };
  eachBlocker(one, needOf(one, id), say);
  return found;
}

test('everything in stock, on any level, is green', () => {
  const all = run(
    [order('A', 10, 9)],
    [stock('KETTLE', 4), stock('HEATER', 6), stock('CUP', 2), stock('STEEL', 5)],
  );
  assert.equal(told(all, 'A'), 'green on 3');
  assert.equal(setsNow(all, needOf(all, 'A')), 10 * ONE);
});

test('what is ordered and comes in time is yellow, the same a day later is red', () => {
  const parts = [stock('CUP', 20)];
  assert.equal(told(run([order('A', 10, 9)], [...parts, bought('HEATER', 10, 7)]), 'A'), 'yellow on 9');
  const late = run([order('A', 10, 9)], [...parts, bought('HEATER', 10, 8)]);
  assert.equal(told(late, 'A'), 'red on 10');
  assert.deepEqual(blockers(late, 'A'), ['late HEATER 10 for 7 there 8 PO HEATER 8']);
});

test('what nobody has ordered is red however far away, with the day it could be', () => {
  const none = run([order('A', 10, 90)], [stock('CUP', 20)]);
  assert.equal(told(none, 'A'), 'red on 9');
  assert.deepEqual(blockers(none, 'A'), ['short HEATER 10 for 88 there 7']);
  const dry = run([order('A', 10, 90)], []);
  assert.equal(told(dry, 'A'), 'red on 9');
  assert.deepEqual(blockers(dry, 'A'), ['short HEATER 10 for 88 there 7', 'short STEEL 10 for 87 there 5']);
});

test('nothing has a day where nobody can supply it', () => {
  const run = allocate(
    buildModel({ ...KETTLES, demands: [order('A', 1, 9, { item: 'ENAMEL' })], supplies: [] }),
  );
  assert.equal(run.needs.ready[0], 0x3fffffff);
  assert.equal(run.needs.colour[0], COLOUR.red);
});

test('stock on hand that takes too long to become the product is named as lead time', () => {
  const soon = run([order('A', 10, 1)], [stock('HEATER', 10), stock('CUP', 20)]);
  assert.equal(told(soon, 'A'), 'red on 2');
  assert.deepEqual(blockers(soon, 'A'), ['lead KETTLE 10 for 1 there 2']);
});

test('one pile for two orders: the urgent one first, then the earlier one, then by number', () => {
  const parts = [stock('KETTLE', 10)];
  const of = (demands: DemandInput[]): string[] => {
    const both = run(demands, parts);
    return [told(both, 'A'), told(both, 'B')];
  };
  assert.deepEqual(of([order('A', 10, 5), order('B', 10, 5)]), ['green on 0', 'red on 9']);
  assert.deepEqual(of([order('A', 10, 5), order('B', 10, 4)]), ['red on 9', 'green on 0']);
  assert.deepEqual(of([order('A', 10, 5, { priority: 1 }), order('B', 10, 4)]), ['green on 0', 'red on 9']);
});

test('complete sets are counted across levels, and shared stock is not counted twice', () => {
  const parts = [stock('HEATER', 8), stock('CUP', 4), stock('STEEL', 4)];
  const short = run([order('A', 10, 20)], parts);
  assert.equal(setsNow(short, needOf(short, 'A')), 6 * ONE);
  const lines = linesOf(short, needOf(short, 'A')).map(({ node, qty, now, inTime }) => {
    return `${KETTLE_CODES[node]} ${now / ONE} now, ${inTime / ONE} in time of ${qty / ONE}`;
  });
  assert.deepEqual(lines, ['HEATER 8 now, 8 in time of 10', 'CUP 12 now, 12 in time of 20']);
  const model = buildModel({ ...KETTLES, demands: [], supplies: parts });
  assert.equal(
    maxKits(layGround(model), model.nodes.plain[model.items.byCode.get('KETTLE')!]!, 100 * ONE),
    6 * ONE,
  );
});

test('a lot that expires before its use does not serve, and the order is short although it lies there', () => {
  const one = order('A', 10, 20, { item: 'HEATER' });
  const supplies = [stock('HEATER', 10, { expiry: 19 }), stock('HEATER', 3, { id: 'fresh', expiry: 40 })];
  const spoilt = run([one], supplies);
  assert.deepEqual(blockers(spoilt, 'A'), ['short HEATER 7 for 20 there 7']);
  const early = order('A', 10, 19, { item: 'HEATER' });
  assert.equal(told(run([early], supplies), 'A'), 'green on 0');
});

test('goods in inspection are expected, not there', () => {
  const one = order('A', 10, 3, { item: 'HEATER' });
  const inspected: SupplyInput = { ...bought('HEATER', 10, 2), kind: 'inspection' };
  assert.equal(told(run([one], [inspected]), 'A'), 'yellow on 2');
});

test('a firmed order is as good as its parts, and its parts are given with the first need that waits for it', () => {
  const firm: SupplyInput = {
    ...bought('KETTLE', 10, 9, 'JH-1'),
    kind: 'firm',
    start: 7,
    explodes: true,
  };
  const covered = run([order('A', 10, 9)], [firm, stock('HEATER', 10), stock('CUP', 20)]);
  assert.equal(told(covered, 'A'), 'yellow on 9');
  const starved = run([order('A', 10, 9)], [firm, bought('HEATER', 10, 12), stock('CUP', 20)]);
  assert.equal(told(starved, 'A'), 'red on 14');
  assert.deepEqual(blockers(starved, 'A'), ['late HEATER 10 for 7 there 12 PO HEATER 12']);
  const rivals = [order('A', 10, 9, { priority: 1 }), order('B', 10, 9, { priority: 2, item: 'HEATER' })];
  const first = run(rivals, [firm, stock('HEATER', 10), stock('CUP', 20)]);
  assert.deepEqual([told(first, 'A'), told(first, 'B')], ['yellow on 9', 'red on 7']);
});

test('an order of its own that comes too late is waited for unless making anew is quicker', () => {
  const open: SupplyInput = { ...bought('KETTLE', 10, 6, 'MO-1'), kind: 'MO', start: 1 };
  const late = run([order('A', 10, 4)], [open]);
  assert.equal(told(late, 'A'), 'red on 6');
  assert.deepEqual(blockers(late, 'A'), ['late KETTLE 10 for 4 there 6 MO-1']);
  const made = run([order('A', 10, 4)], [open, stock('HEATER', 10), stock('CUP', 20)]);
  assert.equal(told(made, 'A'), 'green on 2');
});

test('supply of one tracking number serves no other', () => {
  const items = KETTLES.items.map((item) => ({ ...item, toOrder: item.code !== 'STEEL' }));
  const heaters = { ...bought('HEATER', 20, 3), track: 'A' };
  const one = allocate(
    buildModel({
      ...KETTLES,
      items,
      demands: [order('A', 10, 9, { track: 'A' }), order('B', 10, 9, { track: 'B' })],
      supplies: [heaters, stock('STEEL', 20)],
    }),
  );
  assert.deepEqual([told(one, 'A'), told(one, 'B')], ['yellow on 5', 'red on 9']);
});

test('a substitute stands in where it is allowed, comes in time and is marked', () => {
  const model = buildModel({
    ...KETTLES,
    items: [...KETTLES.items, { code: 'HEATER2', source: 'buy', leadDays: 3 }],
    demands: [order('A', 10, 9)],
    supplies: [stock('CUP', 20), stock('HEATER', 4), stock('HEATER2', 100)],
  });
  const number = (code: string): number => model.items.byCode.get(code)!;
  const other = { item: number('HEATER'), substitute: number('HEATER2'), num: 3, den: 2, from: 0, to: 99 };
  const wish = (parent: number | null): AllocationWish => ({
    alternates: new Map([[other.item, [{ ...other, parent }]]]),
  });
  assert.equal(told(allocate(model), 'A'), 'red on 9');
  assert.equal(told(allocate(model, wish(number('CUP'))), 'A'), 'red on 9');
  const helped = allocate(model, wish(number('KETTLE')));
  assert.equal(told(helped, 'A'), 'green on 2');
  assert.equal(helped.ground.free[model.nodes.plain[other.substitute]!], 91 * ONE);
});

test('a delivery that slips and one that is only supposed are tried without touching the model', () => {
  const model = buildModel({
    ...KETTLES,
    demands: [order('A', 10, 9)],
    supplies: [stock('CUP', 20), bought('HEATER', 10, 6)],
  });
  const supply = model.supplies.ids.indexOf('PO HEATER 6');
  const node = model.nodes.plain[model.items.byCode.get('HEATER')!]!;
  assert.equal(told(allocate(model), 'A'), 'yellow on 8');
  const moved = new Map([[supply, 10]]);
  assert.equal(told(allocate(model, { supposed: { moved } }), 'A'), 'red on 12');
  const extra = [{ node, day: 2, qty: 10 * ONE }];
  assert.equal(told(allocate(model, { supposed: { moved, extra } }), 'A'), 'yellow on 4');
});
