// Goods move between warehouses, in the users' words: an order is approved, the sending warehouse takes the goods out,
// they are seen in transit, the other warehouse brings them in, and what never arrives is somebody's decision.
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { systemClock } from '../../server/kernel/clock.ts';
import type { Stage } from '../../server/main/demo/actors.ts';
import { createDemoCompany } from '../../server/main/demo/load.ts';
import { buildHouse } from '../../server/main/house.ts';
import { createLive } from '../../server/main/live.ts';
import { type TestDatabase, createTestDatabase } from '../support/database.ts';

let database: TestDatabase;
let stage: Stage;
before(async () => {
  database = await createTestDatabase();
  stage = await createDemoCompany(buildHouse(database.database, createLive(), systemClock));
  stage.at(new Date().toISOString().slice(0, 10), '09:00');
});
afterEach(async () => {
  await stage.settle();
  await database.assertLaws();
});
after(() => database.close());

type Row = Record<string, string>;
const rows = async (query: string, values: unknown[] = []): Promise<Row[]> =>
  (await database.owner.query<Row>(query, values)).rows;
const idOf = async (table: string, code: string): Promise<string> =>
  (await rows(`select id from ${table} where code = $1 and company_id = $2`, [code, stage.companyId]))[0]?.[
    'id'
  ] ?? '';
const tasksOf = (documentId: unknown, kind: string): Promise<Row[]> =>
  rows(
    `select t.id, i.code as item, l.lot_no as lot, f.code as from_bin, o.code as to_bin,
      trim_scale(t.qty_planned - t.qty_done)::text as qty, w.code as warehouse
    from wms.task t join md.warehouse w on w.id = t.warehouse_id
    left join md.item i on i.id = t.item_id left join wms.lot l on l.id = t.lot_id
    left join wms.bin f on f.id = t.from_bin_id left join wms.bin o on o.id = t.to_bin_id
    where t.document_id = $1 and t.kind = $2 and t.state in ('ready', 'claimed', 'started') order by t.no`,
    [documentId, kind],
  );
const onHand = async (item: string, bin: string): Promise<string> =>
  (
    await rows(
      `select trim_scale(sum(b.on_hand))::text as qty from wms.balance b join md.item i on i.id = b.item_id
      join wms.bin n on n.id = b.bin_id where i.code = $1 and n.code = $2`,
      [item, bin],
    )
  )[0]?.['qty'] ?? '0';
const vouchers = (event: string): Promise<Row[]> =>
  rows(
    `select a.code as account, l.debit::text, l.credit::text from fin.voucher v
    join fin.voucher_line l on l.voucher_id = v.id join fin.account a on a.id = l.account_id
    where v.event = $1 order by v.no, l.line_no`,
    [event],
  );
const sumOf = async (column: string, orderId: unknown): Promise<string> =>
  (
    await rows(
      `select trim_scale(sum(${column}))::text as qty from erp.transfer_order_line where order_id = $1`,
      [orderId],
    )
  )[0]?.['qty'] ?? '';

/** A transfer order from the raw material store to the semi-finished store, approved. */
async function approved(lines: readonly (readonly [item: string, qty: string])[]): Promise<Row> {
  const order = await stage.act('planner', 'transfer.save-order', {
    fromWarehouseId: await idOf('md.warehouse', 'YL'),
    toWarehouseId: await idOf('md.warehouse', 'BCP'),
    lines: await Promise.all(
      lines.map(async ([item, qty]) => ({ itemId: await idOf('md.item', item), qty })),
    ),
  });
  const answer = await stage.act('whmgr', 'transfer.approve-order', { orderId: order['orderId'] });
  return { orderId: String(order['orderId']), transferId: String(answer['transferId']) };
}

const takeOut = (task: Row | undefined, qty: string | undefined, login = 'clerk1') =>
  stage.act(login, 'transferring.confirm-dispatch', {
    taskId: task?.['id'],
    binCode: task?.['from_bin'],
    item: task?.['item'],
    lotNo: task?.['lot'],
    qty,
  });

test('a transfer needs two warehouses and stock to send', async () => {
  const warehouse = await idOf('md.warehouse', 'YL');
  const itemId = await idOf('md.item', 'RM-HEAT');
  await assert.rejects(
    stage.act('planner', 'transfer.save-order', {
      fromWarehouseId: warehouse,
      toWarehouseId: warehouse,
      lines: [{ itemId, qty: '1' }],
    }),
    /SAME_WAREHOUSE/,
  );
  await assert.rejects(approved([['FG-K17S', '5']]), /NOT_ENOUGH_STOCK/);
});

test('an order is approved, taken out in parts, seen in transit, brought in, and closed', async () => {
  const value = await rows('select sum(value)::text as value from fin.cost_pool');
  const { orderId, transferId } = await approved([
    ['RM-HEAT', '100'],
    ['RM-SEAL', '40'],
  ]);
  const [heat, seal] = await tasksOf(transferId, 'transfer_out');
  assert.deepEqual([heat?.['from_bin'], heat?.['qty'], seal?.['qty']], ['A-01-02-1', '100', '40']);
  await assert.rejects(
    stage.act('clerk1', 'picking.confirm-pick', {
      taskId: heat?.['id'],
      binCode: heat?.['from_bin'],
      item: heat?.['item'],
      lotNo: heat?.['lot'],
      qty: '1',
    }),
    /NOT_FOUND/,
  );
  await assert.rejects(takeOut({ ...heat, from_bin: 'A-01-02-2' }, '1'), /WRONG_BIN/);
  const first = await takeOut(heat, '60');
  assert.deepEqual([first['left'], first['done'], first['transferState']], ['40', false, 'dispatching']);
  await assert.rejects(takeOut(heat, '40', 'clerk2'), /TASK_TAKEN/);
  assert.equal(await onHand('RM-HEAT', 'ZT-01'), '60');
  await takeOut(heat, '40');
  const last = await takeOut(seal, '40');
  assert.equal(last['transferState'], 'in_transit');
  assert.deepEqual(
    [await sumOf('qty_dispatched', orderId), await sumOf('qty_arrived', orderId)],
    ['140', '0'],
  );
  await assert.rejects(stage.act('whmgr', 'transfer.close-order', { orderId }), /TRANSFER_STILL_RUNNING/);

  const arrivals = await tasksOf(transferId, 'transfer_in');
  assert.deepEqual(
    arrivals.map((task) => [task['item'], task['qty'], task['warehouse']]),
    [
      ['RM-HEAT', '60', 'BCP'],
      ['RM-HEAT', '40', 'BCP'],
      ['RM-SEAL', '40', 'BCP'],
    ],
  );
  const [arrival] = arrivals;
  const bring = { taskId: arrival?.['id'], binCode: arrival?.['to_bin'], qty: '60' };
  await assert.rejects(
    stage.act('clerk2', 'transferring.confirm-arrival', { ...bring, binCode: 'A-01-02-1' }),
    /NOT_AT_DESTINATION/,
  );
  await assert.rejects(
    stage.act('clerk2', 'transferring.confirm-arrival', { ...bring, binCode: 'C-02-04-3' }),
    /OTHER_BIN/,
  );
  await stage.act('clerk2', 'transferring.confirm-arrival', { ...bring, binCode: 'C-02-04-3', insist: true });
  for (const task of arrivals.slice(1))
    await stage.act('clerk2', 'transferring.confirm-arrival', {
      taskId: task['id'],
      binCode: task['to_bin'],
      qty: task['qty'],
    });
  assert.deepEqual([await sumOf('qty_arrived', orderId), await onHand('RM-HEAT', 'ZT-01')], ['140', '0']);
  assert.equal(await onHand('RM-HEAT', 'C-02-04-3'), '60');
  const closed = await stage.act('whmgr', 'transfer.close-order', { orderId });
  assert.equal(closed['state'], 'closed');
  await stage.settle();
  assert.deepEqual(await rows('select sum(value)::text as value from fin.cost_pool'), value);
  assert.deepEqual(await vouchers('transfer'), []);
});

test('what the bin does not hold falls short, what is lost on the way is written off with its value', async () => {
  const { orderId, transferId } = await approved([['RM-GLASS18', '210']]);
  const [out] = await tasksOf(transferId, 'transfer_out');
  await takeOut(out, '200');
  const short = await stage.act('clerk1', 'transferring.short-dispatch', {
    taskId: out?.['id'],
    reason: 'missing',
  });
  assert.deepEqual([short['missing'], short['short'], short['transferState']], ['10', '10', 'in_transit']);
  const [arrival] = await tasksOf(transferId, 'transfer_in');
  await stage.act('clerk2', 'transferring.confirm-arrival', {
    taskId: arrival?.['id'],
    binCode: arrival?.['to_bin'],
    qty: '195',
  });
  const missing = await stage.act('clerk2', 'transferring.short-arrival', {
    taskId: arrival?.['id'],
    reason: 'missing',
  });
  assert.deepEqual([missing['missing'], missing['transferState']], ['5', 'in_transit']);
  assert.equal(await onHand('RM-GLASS18', 'ZT-01'), '5');
  assert.deepEqual(await stage.act('clerk2', 'transferring.seek-again', { transferId }), { tasks: 1 });
  const [again] = await tasksOf(transferId, 'transfer_in');
  await stage.act('clerk2', 'transferring.confirm-arrival', {
    taskId: again?.['id'],
    binCode: again?.['to_bin'],
    qty: '2',
  });
  await assert.rejects(
    stage.act('whmgr', 'transferring.write-off', { transferId, reason: '途中丢失' }),
    /NOTHING_MISSING/,
  );
  await stage.act('clerk2', 'transferring.short-arrival', { taskId: again?.['id'], reason: 'not_found' });
  const lost = await stage.act('whmgr', 'transferring.write-off', { transferId, reason: '途中丢失' });
  assert.deepEqual(lost, { lost: '3', transferState: 'closed' });
  assert.deepEqual(
    await Promise.all(
      ['qty_dispatched', 'qty_arrived', 'qty_short', 'qty_lost'].map((column) => sumOf(column, orderId)),
    ),
    ['200', '197', '10', '3'],
  );
  await stage.settle();
  assert.deepEqual(
    (await vouchers('count_loss')).map((line) => [line['account'], line['debit'], line['credit']]),
    [
      ['1901', '43.50', '0.00'],
      ['1403.01', '0.00', '43.50'],
    ],
  );
});

test('a line without stock waits, is sought again when stock has come, or is given up', async () => {
  const { orderId, transferId } = await approved([
    ['RM-LED', '1500'],
    ['RM-CPL-U', '10'],
  ]);
  const seen = await stage.ask('whmgr', 'transferring.get-transfer', { transferId });
  assert.match(JSON.stringify(seen), /"verb":"close_short"/);
  await assert.rejects(
    stage.act('whmgr', 'transferring.release-transfer', { transferId }),
    /NOTHING_TO_ALLOCATE/,
  );
  const short = await stage.act('whmgr', 'transferring.close-short', { transferId, reason: '暂无货' });
  assert.deepEqual(short, { state: 'open', short: '400' });
  for (const task of await tasksOf(transferId, 'transfer_out')) await takeOut(task, task['qty']);
  assert.equal(await sumOf('qty_short', orderId), '400');
  const order = JSON.stringify(await stage.ask('planner', 'transfer.get-order', { orderId }));
  assert.match(order, /"qty_in_transit":"1110"/);
  assert.match(order, /"progress":"partial"/);
});
