// 替代 and 让料 in the planner's words: a substitute is used instead for one order alone, and one order is served before
// another. Each does exactly what was promised, is seen where it was done, hurts whom it said, and has a way back.
import assert from 'node:assert/strict';
import test from 'node:test';
import { z } from 'zod';
import { addDays, dateIn } from '../../server/kernel/clock.ts';
import type { Stage } from '../../server/main/demo/actors.ts';
import { createDemoCompany } from '../../server/main/demo/load.ts';
import { buildHouse } from '../../server/main/house.ts';
import { createLive } from '../../server/main/live.ts';
import { shortageMaterial, shortageOrder, waysOut } from '../../server/planning/shortage/index.ts';
import { useTestDatabase } from '../support/database.ts';

let stage: Stage;
const today = dateIn('Asia/Shanghai', new Date());
const database = useTestDatabase(async (made) => {
  stage = await createDemoCompany(buildHouse(made.database, createLive()));
  stage.at(today, '10:00');
});

type Row = Record<string, string>;
const rows = async (text: string, values: readonly unknown[] = []): Promise<Row[]> =>
  z.array(z.record(z.string(), z.string())).parse((await database().owner.query(text, [...values])).rows);
const idOf = async (table: string, code: string): Promise<string> =>
  (await rows(`select id from ${table} where code = $1`, [code]))[0]?.['id'] ?? '';

type Order = { readonly orderId: string; readonly no: string; readonly id: string };
const order = async (item: string, qty: string, days: number): Promise<Order> => {
  const saved = await stage.act('sales', 'sales.save-order', {
    customerId: await idOf('md.partner', 'C01'),
    warehouseId: await idOf('md.warehouse', 'CP'),
    deliveryDate: addDays(today, days),
    lines: [{ itemId: await idOf('md.item', item), qty, priceWithTax: '9' }],
  });
  const { orderId, no } = z.object({ orderId: z.string(), no: z.string() }).parse(saved);
  await stage.act('salesmgr', 'sales.approve-order', { orderId, beyondCredit: true });
  return { orderId, no, id: `${no}/1` };
};
const lineOf = async ({ orderId }: Order) => {
  const { lines } = shortageOrder.output.parse(
    await stage.ask('planner', shortageOrder.name, { documentId: orderId }),
  );
  return lines[0] ?? assert.fail('the order is not open');
};
type Way = z.output<typeof waysOut.output>[number];
const standing = async (one: Order): Promise<Way['after']> => {
  const { status, readyDate, lateDays } = await lineOf(one);
  return { status, readyDate, lateDays };
};
const wayOf = async ({ id }: Order, fits: (way: Way) => boolean): Promise<Way | undefined> =>
  waysOut.output.parse(await stage.ask('planner', waysOut.name, { id })).find(fits);

const zDecided = z.object({
  orders: z.array(z.object({ orderId: z.string(), no: z.string(), qty: z.string(), date: z.string() })),
  after: z.object({ status: z.string(), readyDate: z.string().nullable(), lateDays: z.int().nullable() }),
});
const zActions = z.object({
  document: z.record(z.string(), z.unknown()),
  actions: z.array(z.object({ verb: z.string() })),
});
const zSteps = z.array(z.object({ verb: z.string() }));

let kettles: Order;
let later: Order;
let decided: z.output<typeof zDecided>['orders'];
const instead = (way: Way): boolean => way.kind === 'substitute' && way.substitute?.code === 'PK-BOX15';
const substitute = (more: Record<string, unknown> = {}) =>
  stage.act('planner', 'planning.substitute', {
    id: kettles.id,
    item: 'PK-BOX17',
    substitute: 'PK-BOX15',
    parent: 'FG-K17S',
    ...more,
  });

test('boxes lack for an order; another box may be used, and the way says how many and whom that hurts', async () => {
  const itemId = await idOf('md.item', 'PK-BOX17');
  const { cells } = z
    .object({ cells: z.record(z.string(), z.string()) })
    .parse(await stage.ask('boss', 'card.get', { kind: 'item', id: itemId }));
  const card = { kind: 'item', id: itemId, cells: { ...cells, safety_stock: '0' } };
  await stage.act('boss', 'card.save', card);
  await stage.act('boss', 'structure.save-substitutes', {
    itemId,
    substitutes: [
      {
        substituteId: await idOf('md.item', 'PK-BOX15'),
        parentId: await idOf('md.item', 'FG-K17S'),
        kind: 'alternate',
      },
    ],
  });
  kettles = await order('FG-K17S', '1120', 40);
  later = await order('PK-BOX15', '415', 60);
  assert.deepEqual(
    (await lineOf(kettles)).blockers.map(({ kind, item }) => `${kind} ${item.code}`),
    ['short PK-BOX17'],
  );
  assert.notEqual((await standing(later)).status, 'short');
  const way = await wayOf(kettles, instead);
  assert.ok(way);
  assert.equal(way.qty, (await lineOf(kettles)).blockers[0]?.qty);
  assert.deepEqual([way.takesQty, way.parent, way.after.status], [way.qty, 'FG-K17S', 'ready']);
  assert.deepEqual(
    way.hurt.map(({ id, after }) => [id, after]),
    [[later.id, 'short']],
  );
});

test('only what was shown is decided, only by planners, and the order then stands as was promised', async () => {
  const way = await wayOf(kettles, instead);
  assert.ok(way);
  await assert.rejects(
    stage.act('sales', 'planning.substitute', { id: kettles.id, item: 'PK-BOX17', substitute: 'PK-BOX15' }),
    /forbidden/,
  );
  await assert.rejects(substitute({ parent: null }), /NO_SUBSTITUTE/);
  await assert.rejects(substitute({ qty: '1' }), /SUBSTITUTE_MOVED/);
  const done = zDecided.parse(await substitute({ qty: way.qty }));
  decided = done.orders;
  assert.deepEqual(
    decided.map(({ qty }) => qty),
    [way.qty],
  );
  assert.deepEqual(done.after, way.after);
  assert.deepEqual(await standing(kettles), way.after);
  assert.equal((await standing(later)).status, 'short');
  await assert.rejects(substitute(), /SUBSTITUTE_GONE/);
});

test('the decision is a planned order of its own: it says what is used instead, for whom, and is not released', async () => {
  const [one] = decided;
  assert.ok(one);
  const page = zActions.parse(await stage.ask('planner', 'planning.get-order', { orderId: one.orderId }));
  const { kind, takes_item_code, for_no } = page.document;
  assert.deepEqual([kind, takes_item_code, for_no], ['substitute', 'PK-BOX15', kettles.id]);
  assert.deepEqual(
    page.actions.map(({ verb }) => verb),
    ['change', 'void'],
  );
  await assert.rejects(
    stage.act('planner', 'planning.release-order', { orderId: one.orderId }),
    /SUBSTITUTE_NOT_RELEASED/,
  );
  assert.deepEqual(
    (await held(kettles)).substitutions.map(({ no, need, takesCode }) => [no, need, takesCode]),
    [[one.no, kettles.id, 'PK-BOX15']],
  );
  const material = shortageMaterial.output.parse(
    await stage.ask('planner', shortageMaterial.name, { itemId: await idOf('md.item', 'PK-BOX17') }),
  );
  assert.ok(
    material.supplies.every(({ kind }) => kind === 'stock'),
    'nothing of the item itself is to come',
  );
  assert.ok(material.balance.every(({ qty }) => !qty.startsWith('-')));
  const plan = async (code: string) =>
    stage.ask('planner', 'planning.item-plan', { itemId: await idOf('md.item', code) });
  assert.match(JSON.stringify(await plan('PK-BOX15')), new RegExp(`${one.no} PK-BOX15`));
  assert.match(JSON.stringify(await plan('PK-BOX17')), new RegExp(one.no));
});

test('an order that shrinks needs no other box; nobody waits for it, and when it grows again the decision stands', async () => {
  const change = async (qty: string): Promise<void> => {
    await stage.act('salesmgr', 'sales.unapprove-order', { orderId: kettles.orderId });
    await stage.act('sales', 'sales.save-order', {
      orderId: kettles.orderId,
      version: Number(
        (await rows('select version::text from erp.sales_order where id = $1', [kettles.orderId]))[0]?.[
          'version'
        ],
      ),
      customerId: await idOf('md.partner', 'C01'),
      warehouseId: await idOf('md.warehouse', 'CP'),
      deliveryDate: addDays(today, 40),
      lines: [{ itemId: await idOf('md.item', 'FG-K17S'), qty }],
    });
    await stage.act('salesmgr', 'sales.approve-order', { orderId: kettles.orderId, beyondCredit: true });
  };
  await change('1000');
  assert.notEqual((await standing(later)).status, 'short');
  await change('1120');
  assert.equal((await standing(kettles)).status, 'ready');
});

test('an order that is closed takes its decision out of the plan; taken back by voiding, all is as it was', async () => {
  const named = async () =>
    JSON.stringify(
      await stage.ask('planner', 'planning.item-plan', { itemId: await idOf('md.item', 'PK-BOX15') }),
    );
  await stage.act('salesmgr', 'sales.unapprove-order', { orderId: kettles.orderId });
  assert.doesNotMatch(await named(), /JHDD/);
  await stage.act('salesmgr', 'sales.approve-order', { orderId: kettles.orderId, beyondCredit: true });
  assert.match(await named(), /JHDD/);
  for (const { orderId } of decided) await stage.act('planner', 'planning.void-order', { orderId });
  assert.equal((await standing(kettles)).status, 'short');
  assert.notEqual((await standing(later)).status, 'short');
});

const zHeld = z.object({
  rulings: z.array(
    z.object({
      rulingId: z.string(),
      id: z.string(),
      than: z.string(),
      ruledBy: z.string(),
      reason: z.string(),
    }),
  ),
  substitutions: z.array(z.object({ no: z.string(), need: z.string(), takesCode: z.string() })),
});
const held = async ({ orderId }: Order) =>
  zHeld.parse(await stage.ask('planner', 'planning.decided', { orderId }));
const rulings = async (one: Order) => (await held(one)).rulings;

test('an order is served before another that it would have had to wait for, until somebody ends it', async () => {
  const urgent = await order('PK-BOX15', '100', 70);
  const before = [await standing(urgent), await standing(later)];
  assert.equal(before[0]?.status, 'short');
  const way = await wayOf(urgent, ({ kind, aboutId }) => kind === 'move' && aboutId === later.id);
  assert.ok(way);
  assert.deepEqual(
    way.hurt.map(({ id }) => id),
    [later.id],
  );
  const rule = (id: string, than: string) =>
    stage.act('planner', 'planning.serve-before', { id, than, reason: '样机展会' });
  await assert.rejects(
    stage.act('sales', 'planning.serve-before', { id: urgent.id, than: later.id }),
    /forbidden/,
  );
  await assert.rejects(rule(urgent.id, 'XSDD-1/1'), /NEED_GONE/);
  await assert.rejects(rule(later.id, urgent.id), /SERVED_BEFORE/);
  const { rulingId } = z.object({ rulingId: z.string() }).parse(await rule(urgent.id, later.id));
  assert.deepEqual(await standing(urgent), way.after);
  assert.equal((await standing(later)).status, 'short');
  for (const one of [urgent, later]) {
    assert.deepEqual(
      (await rulings(one)).map(({ id, than, reason }) => [id, than, reason]),
      [[urgent.id, later.id, '样机展会']],
    );
  }
  const steps = zSteps.parse(await stage.ask('sales', 'document.timeline', { ids: [urgent.orderId] }));
  assert.ok(steps.some(({ verb }) => verb === 'serve_before'));
  await stage.act('planner', 'planning.end-serve-before', { rulingId });
  await assert.rejects(stage.act('planner', 'planning.end-serve-before', { rulingId }), /RULING_ENDED/);
  assert.deepEqual([await standing(urgent), await standing(later)], before);
  assert.deepEqual(await rulings(urgent), []);
});

test('the warehouse asks the same run: what a ruling has given to another order is not taken silently', async () => {
  const front = await order('FG-K17S', '50', 45);
  const { shipmentId } = await stage.act('sales', 'sales.notify-shipment', { orderId: kettles.orderId });
  const release = () => stage.act('whmgr', 'shipping.release-shipment', { shipmentId });
  await stage.act('planner', 'planning.serve-before', { id: front.id, than: kettles.id });
  await assert.rejects(release(), new RegExp(`WOULD_ROB.*${front.no}`));
  const [ruling] = await rulings(front);
  await stage.act('planner', 'planning.end-serve-before', { rulingId: ruling?.rulingId });
  await release();
});
