// Good stock in the warehouse for defective goods does not count, until a transfer fetches it: from its approval it is as
// good as on its way, each unit once, until it stands in a bin that counts; called off, it counts no longer.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { z } from 'zod';
import { addDays, dateIn } from '../../server/kernel/clock.ts';
import { shortageMaterial, shortageOrder, waysOut } from '../../server/planning/shortage/index.ts';
import { openStores } from '../support/storekeeping.ts';

const ITEM = 'PK-BOX17';
const { act, ask, rows, idOf, tasksOf, onHand } = openStores({
  rewrite: ({ name, text }) => ({
    name,
    text: name === '期初库存.csv' ? `${text.trimEnd()}\n${ITEM},BL,Q-01-01,,,,,500,0\n` : text,
  }),
});
const today = dateIn('Asia/Shanghai', new Date());

const lineOf = async (orderId: string) =>
  shortageOrder.output.parse(await ask('planner', shortageOrder.name, { documentId: orderId })).lines[0] ??
  assert.fail('the order has no line');
type Way = z.output<typeof waysOut.output>[number];
const fetchOf = async (no: string): Promise<Way | undefined> =>
  waysOut.output
    .parse(await ask('planner', waysOut.name, { id: `${no}/1` }))
    .find(({ kind }) => kind === 'transfer');
/** What the plan counts on, as `kind quantity`. */
const counted = async (): Promise<string[]> =>
  shortageMaterial.output
    .parse(await ask('planner', shortageMaterial.name, { itemId: await idOf('md.item', ITEM) }))
    .supplies.map(({ kind, qty }) => `${kind} ${qty}`);

let kettles: { orderId: string; no: string };
let way: Way;

test('what lies in the warehouse for defective goods is offered, as much as is lacking', async () => {
  const saved = await act('sales', 'sales.save-order', {
    customerId: await idOf('md.partner', 'C01'),
    warehouseId: await idOf('md.warehouse', 'CP'),
    deliveryDate: addDays(today, 40),
    lines: [{ itemId: await idOf('md.item', 'FG-K17S'), qty: '1200' }],
  });
  kettles = { orderId: String(saved['orderId']), no: String(saved['no']) };
  await act('salesmgr', 'sales.approve-order', { orderId: kettles.orderId, beyondCredit: true });
  const others = (await lineOf(kettles.orderId)).blockers.filter(({ item }) => item.code !== ITEM);
  await act('planner', 'planning.draft-purchases', { shortItemIds: others.map(({ item }) => item.id) });
  assert.equal((await lineOf(kettles.orderId)).status, 'short');
  way = (await fetchOf(kettles.no)) ?? assert.fail('nothing is offered');
  assert.deepEqual([way.item?.code, way.qty, way.place], [ITEM, '99', '不良品仓']);
  assert.deepEqual(
    [way.fetch?.fromWarehouse, way.fetch?.toWarehouse, way.fetch?.bin],
    ['不良品仓', '包材仓', ''],
  );
  assert.deepEqual([way.after.status, way.hurtCount], ['covered', 0]);
  assert.deepEqual(await counted(), ['stock 760']);
});

const approveTransfer = async (): Promise<{ orderId: unknown; transferId: unknown }> => {
  const { orderId } = await act('planner', 'transfer.save-order', {
    fromWarehouseId: way.fetch?.fromWarehouseId,
    toWarehouseId: way.fetch?.toWarehouseId,
    lines: [{ itemId: way.item?.id, qty: way.qty }],
  });
  assert.equal((await lineOf(kettles.orderId)).status, 'short', 'a draft promises nothing');
  const { transferId } = await act('whmgr', 'transfer.approve-order', { orderId });
  return { orderId, transferId };
};

test('an approved transfer covers the order as was promised; called off, the order is short again', async () => {
  const { orderId, transferId } = await approveTransfer();
  const { status, readyDate, lateDays } = await lineOf(kettles.orderId);
  assert.deepEqual({ status, readyDate, lateDays }, way.after);
  assert.deepEqual(await counted(), ['stock 760', 'transit 99']);
  assert.equal(await fetchOf(kettles.no), undefined);
  await act('whmgr', 'transferring.cancel-rest', { transferId, reason: '不调了' });
  await act('whmgr', 'transfer.close-order', { orderId });
  assert.equal((await lineOf(kettles.orderId)).status, 'short');
  assert.deepEqual(await counted(), ['stock 760']);
  assert.equal((await fetchOf(kettles.no))?.qty, '99');
});

test('on its way and arrived, each unit counts once', async () => {
  const { transferId } = await approveTransfer();
  const [out] = await tasksOf(transferId, 'transfer_out');
  assert.deepEqual([out?.['from_bin'], out?.['qty']], ['Q-01-01', '99']);
  await act('clerk1', 'transferring.confirm-dispatch', {
    taskId: out?.['id'],
    binCode: 'Q-01-01',
    item: ITEM,
    qty: '40',
  });
  assert.deepEqual(await counted(), ['stock 760', 'transit 99']);
  await act('clerk1', 'transferring.confirm-dispatch', {
    taskId: out?.['id'],
    binCode: 'Q-01-01',
    item: ITEM,
    qty: '59',
  });
  assert.deepEqual(await counted(), ['stock 760', 'transit 99']);
  for (const task of await tasksOf(transferId, 'transfer_in')) {
    await act('clerk1', 'transferring.confirm-arrival', {
      taskId: task['id'],
      binCode: task['to_bin'],
      qty: task['qty'],
    });
  }
  assert.deepEqual(await counted(), ['stock 859']);
  assert.equal(await onHand(ITEM, 'Q-01-01'), '401');
  assert.equal((await lineOf(kettles.orderId)).status, 'covered');
});

test('nobody ships from the warehouse for defective goods', async () => {
  const rest = await rows(`select trim_scale(sum(promisable))::text as qty from contract.stock_position p
    join md.warehouse w on w.id = p.warehouse_id join md.item i on i.id = p.item_id
    where w.code = 'BL' and i.code = '${ITEM}'`);
  assert.equal(rest[0]?.['qty'], '0');
});
