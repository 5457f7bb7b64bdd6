// The story of a shortage as it is told: an order of 1,200 kettles is short at once; it grows to 1,800 and the alert says
// from what to what; drafts relieve what they cover; a purchase that slips names the orders it hits; one process tells.
import assert from 'node:assert/strict';
import test from 'node:test';
import { z } from 'zod';
import { addDays, dateIn } from '../../server/kernel/clock.ts';
import { newId } from '../../server/kernel/ids.ts';
import { workOneBatch } from '../../server/kernel/import/work-batches.ts';
import type { House } from '../../server/kernel/run-command.ts';
import type { Stage } from '../../server/main/demo/actors.ts';
import { createDemoCompany } from '../../server/main/demo/load.ts';
import { buildHouse } from '../../server/main/house.ts';
import { importKinds } from '../../server/main/imports.ts';
import { createLive } from '../../server/main/live.ts';
import {
  KEEP_UP,
  consultOf,
  createKeeper,
  tellAlerts,
  zAlertCause,
  zAlertHit,
} from '../../server/planning/resident/index.ts';
import { useTestDatabase } from '../support/database.ts';

const today = dateIn('Asia/Shanghai', new Date());
const told: string[] = [];
let stage: Stage;
let house: House;
const database = useTestDatabase(async (made) => {
  const live = createLive();
  live.subscribe((_company, topics) => void told.push(...topics));
  house = buildHouse(made.database, live);
  stage = await createDemoCompany(house);
  stage.at(today, '10:00');
});

const idOf = async (table: string, code: string): Promise<string> => {
  const { rows } = await database().owner.query(`select id from ${table} where code = $1`, [code]);
  return z.array(z.object({ id: z.string() })).parse(rows)[0]?.id ?? '';
};
const keepUp = async (): Promise<void> =>
  void (await house.consult?.({ companyId: stage.companyId, today }, { name: KEEP_UP, told: null }));
const zAlerts = z.object({
  rows: z.array(
    z.object({
      id: z.string(),
      level: z.string(),
      cause: zAlertCause,
      hits: z.array(zAlertHit),
      actorName: z.string(),
      seen: z.boolean(),
    }),
  ),
  unseen: z.int(),
});
const alerts = async () => zAlerts.parse(await stage.ask('planner', 'planning.alerts', {}));

let orderId = '';
let orderNo = '';
const sellKettles = async (qty: string) => {
  const saved = await stage.act('sales', 'sales.save-order', {
    ...(orderId === '' ? {} : { orderId, version: await versionOf() }),
    customerId: await idOf('md.partner', 'C01'),
    warehouseId: await idOf('md.warehouse', 'CP'),
    deliveryDate: addDays(today, 60),
    lines: [{ itemId: await idOf('md.item', 'FG-K17S'), qty }],
  });
  orderId = String(saved['orderId']);
  orderNo = String(saved['no']);
  await stage.act('salesmgr', 'sales.approve-order', { orderId });
};
const versionOf = async (): Promise<number> => {
  const { rows } = await database().owner.query('select version from erp.sales_order where id = $1', [
    orderId,
  ]);
  return z.array(z.object({ version: z.int() })).parse(rows)[0]?.version ?? 0;
};

test('an order that nothing covers yet is told with what is missing and whose order it is', async () => {
  await keepUp();
  await sellKettles('1200');
  await keepUp();
  const { rows, unseen } = await alerts();
  const [first] = rows;
  assert.ok(first && unseen > 0);
  assert.equal(first.level, 'short');
  assert.equal(first.actorName, '何经理');
  assert.ok(first.hits.some((hit) => hit.id === `${orderNo}/1` && hit.before === null));
  assert.ok(first.hits.find((hit) => hit.id === `${orderNo}/1`)?.causes.length);
  assert.deepEqual(
    first.cause.changes.map(({ id, before, after }) => [id, before, after?.qty]),
    [[`${orderNo}/1`, null, '1200']],
  );
  assert.ok(told.includes('plan_alert'));
});

test('what grows is told from what to what; what was seen is seen', async () => {
  const { rows } = await alerts();
  await stage.act('planner', 'planning.mark-alerts-seen', { upTo: rows[0]?.id });
  assert.equal((await alerts()).unseen, 0);
  await stage.act('salesmgr', 'sales.unapprove-order', { orderId });
  await sellKettles('1800');
  await keepUp();
  const after = await alerts();
  assert.equal(after.unseen, 1);
  const change = after.rows[0]?.cause.changes.find(({ id }) => id === `${orderNo}/1`);
  assert.deepEqual([change?.before?.qty, change?.after?.qty], ['1200', '1800']);
  assert.equal(after.rows[0]?.hits.find(({ id }) => id === `${orderNo}/1`)?.before, 'short');
});

test('an order that is cut down to what there is was relieved by that', async () => {
  const itemId = await idOf('md.item', 'RM-CORD');
  const order = {
    customerId: await idOf('md.partner', 'C01'),
    warehouseId: await idOf('md.warehouse', 'YL'),
    deliveryDate: addDays(today, 3),
  };
  const lineOf = (qty: string) => ({ lines: [{ itemId, qty, priceWithTax: '0.5' }] });
  const sold = await stage.act('sales', 'sales.save-order', { ...order, ...lineOf('90000') });
  const cord = { orderId: sold['orderId'] };
  await stage.act('salesmgr', 'sales.approve-order', cord);
  await keepUp();
  const line = `${String(sold['no'])}/1`;
  assert.ok((await alerts()).rows[0]?.hits.some(({ id }) => id === line));
  await stage.act('salesmgr', 'sales.unapprove-order', cord);
  const { rows } = await database().owner.query('select version from erp.sales_order where id = $1', [
    cord.orderId,
  ]);
  const { version } = z.object({ version: z.int() }).parse(rows[0]);
  await stage.act('sales', 'sales.save-order', { ...cord, version, ...order, ...lineOf('1') });
  await stage.act('salesmgr', 'sales.approve-order', cord);
  await keepUp();
  const relieved = (await alerts()).rows.find(({ level }) => level === 'relieved');
  assert.ok(['short', 'late'].includes(relieved?.hits.find(({ id }) => id === line)?.before ?? ''));
});

test('an order that was taken back for a while is told from what it was before', async () => {
  await stage.act('salesmgr', 'sales.unapprove-order', { orderId });
  await keepUp();
  await sellKettles('1900');
  await keepUp();
  const change = (await alerts()).rows[0]?.cause.changes.find(({ id }) => id === `${orderNo}/1`);
  assert.deepEqual([change?.before?.qty, change?.after?.qty], ['1800', '1900']);
});

test('a purchase that comes in time relieves; when it slips, the order it hits is named with both days', async () => {
  const itemId = await idOf('md.item', 'RM-CORD');
  const sold = await stage.act('sales', 'sales.save-order', {
    customerId: await idOf('md.partner', 'C01'),
    warehouseId: await idOf('md.warehouse', 'YL'),
    deliveryDate: addDays(today, 50),
    lines: [{ itemId, qty: '90000', priceWithTax: '0.5' }],
  });
  await stage.act('salesmgr', 'sales.approve-order', { orderId: sold['orderId'] });
  await keepUp();
  const line = `${String(sold['no'])}/1`;
  assert.equal((await alerts()).rows[0]?.hits.find(({ id }) => id === line)?.status, 'short');
  const bought = await stage.act('buyer', 'purchase.save-order', {
    supplierId: await idOf('md.partner', 'V01'),
    warehouseId: await idOf('md.warehouse', 'YL'),
    deliveryDate: addDays(today, 48),
    lines: [{ itemId, qty: '95000', priceWithTax: '2', trackingNo: 'XSDD-OTHER/1' }],
  });
  await keepUp();
  const relieved = (await alerts()).rows[0];
  assert.deepEqual([relieved?.level, relieved?.hits.some(({ id }) => id === line)], ['relieved', true]);
  await stage.act('purmgr', 'purchase.approve-order', { orderId: bought['orderId'] });
  const { lines } = z
    .object({ lines: z.array(z.object({ id: z.string(), tracking_no: z.string() })) })
    .parse(await stage.ask('buyer', 'purchase.get-order', { orderId: bought['orderId'] }));
  assert.equal(lines[0]?.tracking_no, 'XSDD-OTHER/1');
  await stage.act('buyer', 'purchase.confirm-dates', {
    orderId: bought['orderId'],
    lines: [{ lineId: lines[0]?.id, confirmedDate: addDays(today, 52) }],
  });
  await keepUp();
  const slipped = (await alerts()).rows[0];
  const hit = slipped?.hits.find(({ id }) => id === line);
  assert.deepEqual([slipped?.level, hit?.status, hit?.lateDays], ['late', 'late', 2]);
  const [change] = slipped?.cause.changes ?? [];
  assert.deepEqual(
    [change?.id, change?.before?.date, change?.after?.date],
    [`${String(bought['no'])}/1`, addDays(today, 48), addDays(today, 52)],
  );
});

test('another process that sees the same keeps silent while the first holds the lease', async () => {
  const other = createKeeper(database().database, {
    hear: tellAlerts(database().database, newId(), () => undefined).hear,
  });
  const ask = consultOf(other);
  const place = { companyId: stage.companyId, today };
  await ask(place, { name: KEEP_UP, told: null });
  const before = (await alerts()).rows.length;
  await stage.act('salesmgr', 'sales.unapprove-order', { orderId });
  await sellKettles('2500');
  await keepUp();
  await ask(place, { name: KEEP_UP, told: null });
  assert.equal((await alerts()).rows.length, before + 1);
});

test('a file that was imported while nobody watched is named among what happened', async () => {
  await stage.act('salesmgr', 'sales.unapprove-order', { orderId });
  await sellKettles('2600');
  const { batchId } = await stage.act('boss', 'import.upload', {
    fileName: '销售预测.csv',
    content: Buffer.from(
      `物料编码,开始日期,结束日期,数量\nFG-K15,${addDays(today, 99)},${addDays(today, 105)},70`,
    ).toString('base64'),
  });
  await stage.act('boss', 'import.start', { batchId, dryRun: false });
  const place = { companyId: stage.companyId, timeZone: 'Asia/Shanghai' };
  while (await workOneBatch({ ...house, kinds: importKinds }, place));
  await database().owner.query('update plan.resident set leased_until = now()');
  const next = createKeeper(database().database, {
    hear: tellAlerts(database().database, newId(), () => undefined).hear,
  });
  await consultOf(next)({ companyId: stage.companyId, today }, { name: KEEP_UP, told: null });
  const { cause } = (await alerts()).rows[0] ?? {};
  assert.ok(cause?.since);
  assert.deepEqual(
    cause.changes.filter(({ what }) => what === 'import').map(({ id }) => id),
    ['销售预测.csv'],
  );
});
