// Planned orders over the demo company: what a planner firms stays through reruns in the quantity and on the days that
// were said, what is bought becomes drafts once, and the proposals behind either are gone from the plan.
import assert from 'node:assert/strict';
import test from 'node:test';
import { z } from 'zod';
import { addDays, dateIn } from '../../kernel/clock.ts';
import type { Stage } from '../../main/demo/actors.ts';
import { createDemoCompany } from '../../main/demo/load.ts';
import { buildHouse } from '../../main/house.ts';
import { createLive } from '../../main/live.ts';
import { useTestDatabase } from '../../../tests/support/database.ts';

let stage: Stage;
const today = dateIn('Asia/Shanghai', new Date());
const database = useTestDatabase(async (made) => {
  stage = await createDemoCompany(buildHouse(made.database, createLive()));
  stage.at(today, '10:00');
});

const rowsOf = async (sql: string, ...values: unknown[]): Promise<Record<string, unknown>[]> =>
  (await database().owner.query(sql, values)).rows;
const idOf = async (table: string, code: string): Promise<string> =>
  String((await rowsOf(`select id from ${table} where code = $1`, code))[0]?.['id']);

const zProposals = z.object({
  rows: z.array(
    z.object({
      key: z.string(),
      kind: z.string(),
      qty: z.string(),
      startDate: z.string(),
      endDate: z.string(),
      item: z.object({ id: z.string(), code: z.string() }),
    }),
  ),
});
const proposals = async (kinds: string[]) =>
  zProposals.parse(await stage.ask('planner', 'planning.proposals', { kinds, limit: 500 })).rows;
const zOrders = z.object({ orders: z.array(z.object({ orderId: z.string(), no: z.string() })) });
const zDrafts = z.object({ drafts: z.array(z.object({ orderId: z.string(), lineCount: z.int() })) });

async function sell(item: string, qty: string, day: number): Promise<void> {
  const order = await stage.act('sales', 'sales.save-order', {
    customerId: await idOf('md.partner', 'C01'),
    warehouseId: await idOf('md.warehouse', 'CP'),
    deliveryDate: addDays(today, day),
    lines: [{ itemId: await idOf('md.item', item), qty }],
  });
  await stage.act('salesmgr', 'sales.approve-order', { orderId: order['orderId'] });
}

test('a proposal that is firmed is one of its own, as large and on the days that were said', async () => {
  await sell('FG-K17S', '3000', 60);
  const kettles = async () => (await proposals(['make'])).filter(({ item }) => item.code === 'FG-K17S');
  const before = await kettles();
  const first = before[0];
  assert.ok(first);
  const firm = async () =>
    stage.act('planner', 'planning.firm-orders', { orders: [{ key: first.key, qty: '9000' }] });
  const [order] = zOrders.parse(await firm()).orders;
  assert.match(order?.no ?? '', /^JHDD-\d{8}-0001$/);
  assert.deepEqual(await kettles(), []);
  await assert.rejects(firm(), /PROPOSAL_GONE/);
  const orderId = order?.orderId;
  const change = { orderId, qty: '9100', startDate: first.startDate, endDate: first.endDate };
  await assert.rejects(stage.act('planner', 'planning.change-order', { ...change, version: 7 }), /VERSION/);
  await stage.act('planner', 'planning.change-order', { ...change, version: 1 });
  await stage.act('planner', 'planning.release-order', { orderId });
  const [row] = await rowsOf('select state, trim_scale(qty)::text as qty, kind from plan.firm_order');
  assert.deepEqual(row, { state: 'released', qty: '9100', kind: 'make' });
  await stage.act('planner', 'planning.void-order', { orderId });
  assert.deepEqual(await kettles(), before);
});

test('chosen proposals become new drafts of their suppliers, a firmed one is done, and none is proposed again', async () => {
  const before = await proposals(['buy']);
  const chosen = before.slice(0, 3);
  const [firmed] = before.slice(3, 4);
  assert.ok(chosen.length === 3 && firmed);
  const [order] = zOrders.parse(
    await stage.act('planner', 'planning.firm-orders', { orders: [{ key: firmed.key }] }),
  ).orders;
  await assert.rejects(
    stage.act('planner', 'planning.release-order', { orderId: order?.orderId }),
    /RELEASED_BY_PURCHASE/,
  );
  const ask = { proposalKeys: chosen.map(({ key }) => key), firmOrderIds: [order?.orderId], remark: '计划' };
  const { drafts } = zDrafts.parse(await stage.act('planner', 'planning.draft-purchases', ask));
  assert.equal(
    drafts.reduce((sum, { lineCount }) => sum + lineCount, 0),
    4,
  );
  const lines = await rowsOf(
    `select i.code, trim_scale(l.qty)::text as qty, l.delivery_date::text as day, o.state
     from erp.purchase_order_line l join erp.purchase_order o on o.id = l.order_id join md.item i on i.id = l.item_id
     where l.order_id = any($1) order by i.code`,
    drafts.map(({ orderId }) => orderId),
  );
  for (const { item, qty, endDate } of [...chosen, firmed]) {
    const line = lines.find(({ code }) => code === item.code);
    assert.deepEqual([line?.['qty'], line?.['state']], [qty, 'draft']);
    assert.ok(String(line?.['day']) >= endDate);
  }
  assert.deepEqual(await rowsOf('select state from plan.firm_order where id = $1', order?.orderId), [
    { state: 'done' },
  ]);
  const after = await proposals(['buy']);
  for (const { item } of [...chosen, firmed]) {
    const sum = (rows: typeof before): bigint =>
      rows.reduce((sum, row) => (row.item.code === item.code ? sum + BigInt(row.qty) : sum), 0n);
    const ordered = lines.find(({ code }) => code === item.code)?.['qty'];
    assert.equal(sum(after), sum(before) - BigInt(String(ordered)), `${item.code} is not proposed twice`);
  }
  await assert.rejects(stage.act('planner', 'planning.draft-purchases', ask), /PROPOSAL_GONE|STATE_CHANGED/);
});

/** Planning data of an item made or bought for one order alone. */
const toOrder = {
  policy: 'order',
  lotRule: 'lot_for_lot',
  fixedLot: '0',
  periodDays: 1,
  orderMinimum: '0',
  orderMultiple: '0',
  orderMaximum: '0',
  leadTimeDays: 4,
  leadPer: '0',
  inspectionDays: 1,
  safetyDays: 0,
  safetyStock: '0',
  scrap: '0',
  phantom: false,
  calendarId: null,
  plannerId: null,
};

test('what is bought for one order carries its tracking number, and keeps it when the draft is edited', async () => {
  for (const code of ['FG-K17S', 'SF-BODY17', 'RM-HEAT']) {
    await stage.act('boss', 'structure.save-planning', { itemId: await idOf('md.item', code), ...toOrder });
  }
  await sell('FG-K17S', '700', 45);
  const itemId = await idOf('md.item', 'RM-HEAT');
  const drafted = await stage.act('planner', 'planning.draft-purchases', { shortItemIds: [itemId] });
  const orderId = zDrafts.parse(drafted).drafts[0]?.orderId;
  const tracked = () =>
    rowsOf(
      'select id, item_id, tracking_no from erp.purchase_order_line where order_id = $1 order by line_no',
      orderId,
    );
  const lines = await tracked();
  assert.ok(lines.length > 0);
  assert.ok(lines.every((line) => /^XSDD-\d{8}-\d{4}\/1$/.test(String(line['tracking_no']))));
  const [head] = await rowsOf(
    'select supplier_id, warehouse_id, version from erp.purchase_order where id = $1',
    orderId,
  );
  await stage.act('buyer', 'purchase.save-order', {
    orderId,
    version: head?.['version'],
    supplierId: head?.['supplier_id'],
    warehouseId: head?.['warehouse_id'],
    deliveryDate: addDays(today, 9),
    lines: lines.map(({ id }) => ({ lineId: id, itemId, qty: '800' })),
  });
  assert.deepEqual(
    (await tracked()).map((line) => line['tracking_no']),
    lines.map((line) => line['tracking_no']),
  );
});

test('of two suppliers with one name the first is asked, not the other', async () => {
  const chosen = (await proposals(['buy'])).at(-1);
  assert.ok(chosen);
  const suppliers = await rowsOf('select id from md.partner where is_supplier order by code limit 2');
  const [first, other] = suppliers.map(({ id }) => String(id));
  await database().owner.query('update md.partner set name = $1 where id = any($2)', [
    '同名公司',
    [first, other],
  ]);
  const source = (supplierId: string | undefined, priority: number) => {
    const terms = { leadDays: 5, orderMinimum: null, orderMultiple: null, calendarId: null };
    return { supplierId, priority, quota: '0', ...terms };
  };
  await stage.act('boss', 'structure.save-sources', {
    itemId: chosen.item.id,
    sources: [source(first, 1), source(other, 2)],
  });
  const key = (await proposals(['buy'])).find(({ item }) => item.id === chosen.item.id)?.key;
  const made = await stage.act('planner', 'planning.draft-purchases', { proposalKeys: [key] });
  const { drafts } = zDrafts.parse(made);
  const asked = await rowsOf(
    'select supplier_id from erp.purchase_order where id = any($1)',
    drafts.map(({ orderId }) => orderId),
  );
  assert.deepEqual(asked, [{ supplier_id: first }]);
});
