// A shortage from the telephone to the supplier: C01 orders kettles, the right materials turn red, one command drafts the
// purchases, the order grows, a delivery slips, and each time the orders hit are named.
import assert from 'node:assert/strict';
import test from 'node:test';
import { z } from 'zod';
import { createDemoCompany } from '../../server/main/demo/load.ts';
import type { Stage } from '../../server/main/demo/actors.ts';
import { buildHouse } from '../../server/main/house.ts';
import { createLive } from '../../server/main/live.ts';
import type { House } from '../../server/kernel/run-command.ts';
import { addDays, dateIn } from '../../server/kernel/clock.ts';
import { KEEP_UP, zAlertCause, zAlertHit } from '../../server/planning/resident/index.ts';
import {
  shortageMaterial,
  shortageOrder,
  slip,
  waysOut,
  workbench,
} from '../../server/planning/shortage/index.ts';
import { useTestDatabase } from '../support/database.ts';

let stage: Stage;
let house: House;
const today = dateIn('Asia/Shanghai', new Date());
const database = useTestDatabase(async (made) => {
  house = buildHouse(made.database, createLive());
  stage = await createDemoCompany(house);
  stage.at(today, '10:00');
});

const idOf = async (table: string, code: string): Promise<string> => {
  const { rows } = await database().owner.query(`select id from ${table} where code = $1`, [code]);
  return z.array(z.object({ id: z.string() })).parse(rows)[0]?.id ?? '';
};
const ask = async <T extends z.ZodType>(
  query: { readonly name: string; readonly output: T },
  input: unknown,
): Promise<z.output<T>> => query.output.parse(await stage.ask('planner', query.name, input));

/** What holds a line back, as a planner reads it. */
const blockedBy = (line: z.output<typeof shortageOrder.output>['lines'][number] | undefined): string[] =>
  (line?.blockers ?? []).map(({ item, qty, kind }) => `${item.code} ${qty} ${kind}`);

let orderId: string;
let lineId: string;

test('1,200 kettles are red at once, on what has to be bought', async () => {
  const order = await stage.act('sales', 'sales.save-order', {
    customerId: await idOf('md.partner', 'C01'),
    warehouseId: await idOf('md.warehouse', 'CP'),
    deliveryDate: addDays(today, 40),
    lines: [{ itemId: await idOf('md.item', 'FG-K17S'), qty: '1200' }],
  });
  await stage.act('salesmgr', 'sales.approve-order', { orderId: order['orderId'] });
  orderId = String(order['orderId']);
  lineId = `${String(order['no'])}/1`;
  const opened = await ask(shortageOrder, { documentId: orderId });
  const [line] = opened.lines;
  assert.equal(line?.status, 'short');
  assert.deepEqual(blockedBy(line), ['RM-GREASE 0.2338 short', 'PK-BOX17 98.5 short']);
  assert.deepEqual([line?.setsNow, line?.linesReady, line?.lineCount], ['1102', 6, 8]);
  const own = line?.opened.find(({ item }) => item.code === 'FG-K17S');
  assert.deepEqual([own?.qty, own?.nowQty, own?.status], ['350', '350', 'ready']);
  const bench = await ask(workbench, {});
  const short = bench.materials.rows.map(({ item, shortQty }) => `${item.code} ${shortQty}`);
  assert.deepEqual(short, ['RM-GREASE 0.2338', 'PK-BOX17 98.5']);
  assert.deepEqual(
    bench.orders.rows.map(({ document, status }) => [document?.documentId, status]),
    [[orderId, 'short']],
  );
});

test('grease that expires before it is used lies there and does not count', async () => {
  const grease = await ask(shortageMaterial, { itemId: await idOf('md.item', 'RM-GREASE') });
  assert.equal(grease.onHand, '3.6');
  assert.equal(grease.balance.at(-1)?.qty, '-0.2338');
  const [old, fresh] = grease.supplies;
  assert.deepEqual([old?.freeQty, fresh?.freeQty], ['1.6', '0']);
  assert.ok(old?.expiry !== null && old !== undefined && old.expiry < (grease.asked[0]?.date ?? ''));
});

test('each way out says what it does for the order', async () => {
  const ways = await ask(waysOut, { id: lineId });
  assert.deepEqual(
    ways.map(({ kind, item, qty, blocking }) => [kind, item?.code ?? null, qty, blocking]),
    [
      ['purchase', 'RM-GREASE', '5', 1],
      ['purchase', 'PK-BOX17', '1000', 1],
      ['split', null, '1102', 2],
    ],
  );
  assert.ok(ways.every(({ hurtCount }) => hurtCount === 0));
});

const zDrafts = z.object({
  drafts: z.array(
    z.object({ orderId: z.string(), no: z.string(), supplier: z.string(), lineCount: z.int() }),
  ),
  left: z.array(z.object({ item: z.string(), reason: z.string() })),
});
const lineNow = async () => (await ask(shortageOrder, { documentId: orderId })).lines[0];

test('one command drafts the purchases, once however many press it, and the order is covered', async () => {
  const blocked = (await lineNow())?.blockers ?? [];
  const shortItemIds = blocked.map(({ item }) => item.id);
  const draft = () => stage.act('planner', 'planning.draft-purchases', { shortItemIds });
  const both = await Promise.allSettled([draft(), draft()]);
  const done = both.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  assert.equal(done.length, 1);
  const { drafts, left } = zDrafts.parse(done[0]);
  assert.deepEqual(left, []);
  assert.deepEqual(
    drafts.map(({ supplier, lineCount }) => [supplier, lineCount]),
    [
      ['佛山彩印包装(演示)', 1],
      ['广州佳胶化工(演示)', 1],
    ],
  );
  await assert.rejects(draft(), /NOTHING_TO_BUY/);
  const line = await lineNow();
  assert.deepEqual([line?.status, blockedBy(line)], ['covered', []]);
  const bench = await ask(workbench, {});
  assert.deepEqual([bench.materials.count, bench.orders.count], [0, 0]);
});

const zAlerts = z.object({
  rows: z.array(z.object({ level: z.string(), cause: zAlertCause, hits: z.array(zAlertHit) })),
});
/** The newest alert, once the plan has followed everything. */
async function lastAlert() {
  await house.consult?.({ companyId: stage.companyId, today }, { name: KEEP_UP, told: null });
  return zAlerts.parse(await stage.ask('planner', 'planning.alerts', { limit: 5 })).rows[0];
}

test('the order grows to 1,800: it is red again, and the warning says what changed', async () => {
  await lastAlert();
  await stage.act('salesmgr', 'sales.unapprove-order', { orderId });
  const { rows } = await database().owner.query('select version from erp.sales_order where id = $1', [
    orderId,
  ]);
  await stage.act('sales', 'sales.save-order', {
    orderId,
    version: z.array(z.object({ version: z.int() })).parse(rows)[0]?.version,
    customerId: await idOf('md.partner', 'C01'),
    warehouseId: await idOf('md.warehouse', 'CP'),
    deliveryDate: addDays(today, 40),
    lines: [{ itemId: await idOf('md.item', 'FG-K17S'), qty: '1800' }],
  });
  await stage.act('salesmgr', 'sales.approve-order', { orderId });
  const alert = await lastAlert();
  const change = alert?.cause.changes.find(({ id }) => id === lineId);
  assert.deepEqual([change?.before?.qty, change?.after?.qty], ['1200', '1800']);
  assert.ok(alert?.hits.some(({ id }) => id === lineId));
  const line = await lineNow();
  assert.equal(line?.status, 'short');
  assert.ok((line?.blockers.length ?? 0) > 2);
});

test('a purchase that slips four days names the orders it hits, before and after it is true', async () => {
  const shortItemIds = (await lineNow())?.blockers.map(({ item }) => item.id);
  const { drafts } = zDrafts.parse(await stage.act('planner', 'planning.draft-purchases', { shortItemIds }));
  assert.equal((await lineNow())?.status, 'covered');
  const bought = drafts.at(-1);
  await stage.act('purmgr', 'purchase.approve-order', { orderId: bought?.orderId });
  const { rows } = await database().owner.query(
    'select id, delivery_date::text as day from erp.purchase_order_line where order_id = $1 and line_no = 1',
    [bought?.orderId],
  );
  const [boughtLine] = z.array(z.object({ id: z.string(), day: z.string() })).parse(rows);
  const tried = await ask(slip, { id: `${bought?.no}/1`, days: 4 });
  assert.deepEqual(
    tried.hurt.map(({ id, before, after }) => [id, before, after]),
    [[lineId, 'covered', 'late']],
  );
  assert.equal((await lineNow())?.status, 'covered');
  await stage.act('buyer', 'purchase.confirm-dates', {
    orderId: bought?.orderId,
    lines: [{ lineId: boughtLine?.id, confirmedDate: addDays(boughtLine?.day ?? today, 4) }],
  });
  const late = await lineNow();
  assert.equal(late?.status, 'late');
  assert.deepEqual(
    late?.blockers.map(({ kind, supplyId, lateDays }) => [kind, supplyId, lateDays]),
    [['late', `${bought?.no}/1`, 4]],
  );
  const alert = await lastAlert();
  assert.equal(alert?.level, 'late');
  assert.deepEqual(
    alert?.hits.map(({ id }) => id),
    [lineId],
  );
});

test('the warehouse does not take from an order that comes first, unless somebody insists and is written down', async () => {
  const order = await stage.act('sales', 'sales.save-order', {
    customerId: await idOf('md.partner', 'C02'),
    warehouseId: await idOf('md.warehouse', 'CP'),
    deliveryDate: addDays(today, 45),
    lines: [{ itemId: await idOf('md.item', 'FG-K17S'), qty: '100' }],
  });
  await stage.act('salesmgr', 'sales.approve-order', { orderId: order['orderId'] });
  const shipment = await stage.act('sales', 'sales.notify-shipment', { orderId: order['orderId'] });
  const release = (more: object) =>
    stage.act('whmgr', 'shipping.release-shipment', { shipmentId: shipment['shipmentId'], ...more });
  await assert.rejects(release({}), (thrown: Error) => {
    assert.match(thrown.message, /WOULD_ROB/);
    assert.ok(thrown.message.includes(lineId.replace('/1', '')), thrown.message);
    return true;
  });
  const released = await release({ insist: true });
  assert.equal(released['state'], 'released');
  const { rows } = await database().owner.query(
    `select after from sys.audit where entity = 'shipment' and entity_id = $1 and after ? 'insisted'`,
    [shipment['shipmentId']],
  );
  assert.equal(rows.length, 1);
});
