// Counting and moving while others work, in the users' words: two people at one bin, two counts of one bin, goods that
// are promised to a shipment, goods that are frozen. What is held stays where its document looks for it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LOT, openStores } from '../support/storekeeping.ts';

const {
  act,
  ask,
  rows,
  idOf,
  tasksOf,
  onHand,
  startCount,
  countTaskIn,
  countRow,
  look,
  countLines,
  differences,
} = openStores();

/** Two people look into a bin, one after the other, and see the same. */
async function lookTwice(jobId: string, qty: string): Promise<void> {
  for (const login of ['clerk1', 'clerk2']) await look(login, jobId, 'D-01-01-1', [['FG-K17S', qty, LOT]]);
}
const settleAll = async (orderId: string, decision: string) =>
  act('controller', 'count.settle-differences', {
    orderId,
    lines: (await differences(orderId)).map((line) => ({ lineId: line['id'], decision, reason: '短少' })),
  });

test('two counters at one bin: one is heard, the other is told that it is done', async () => {
  const { orderId, jobId } = await startCount('BCP', { binCodes: ['C-01-01-1'] });
  const entry = {
    taskId: await countTaskIn(jobId, 'C-01-01-1'),
    rows: [await countRow('SF-BODY17', '120', LOT)],
  };
  const both = await Promise.allSettled(
    ['clerk1', 'clerk2'].map((login) => act(login, 'counting.confirm-count', entry)),
  );
  assert.deepEqual(both.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
  assert.match(String(both.find((one) => one.status === 'rejected')?.reason), /TASK_OVER/);
  const [line] = await countLines(orderId);
  assert.deepEqual([line?.['difference'], line?.['state']], ['0', 'settled']);
});

test('two counts of one bin at once: one is started', async () => {
  const both = await Promise.allSettled(
    ['C-01-01-2', 'C-01-01-2'].map((bin) => startCount('BCP', { binCodes: [bin, 'C-01-01-3'] })),
  );
  assert.deepEqual(both.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
  assert.match(String(both.find((one) => one.status === 'rejected')?.reason), /BIN_BEING_COUNTED/);
});

test('a difference that another count has posted meanwhile is not posted twice', async () => {
  const early = await startCount('CP', { binCodes: ['D-01-01-1'] });
  await lookTwice(early.jobId, '349');
  const late = await startCount('CP', { binCodes: ['D-01-01-1'] });
  await lookTwice(late.jobId, '349');
  await settleAll(early.orderId, 'adjust');
  await assert.rejects(settleAll(late.orderId, 'adjust'), /DIFFERENCE_NO_LONGER_FITS/);
  await settleAll(late.orderId, 'recount');
  await look('clerk1', late.jobId, 'D-01-01-1', [['FG-K17S', '349', LOT]]);
  assert.equal((await countLines(late.orderId))[0]?.['state'], 'settled');
  assert.equal(await onHand('FG-K17S', 'D-01-01-1'), '349');
});

test('what a shipment holds is neither written off nor moved away, and its number is named', async () => {
  const order = await act('sales', 'sales.save-order', {
    customerId: await idOf('md.partner', 'C01'),
    warehouseId: await idOf('md.warehouse', 'CP'),
    deliveryDate: new Date().toISOString().slice(0, 10),
    lines: [{ itemId: await idOf('md.item', 'FG-K17S'), qty: '349' }],
  });
  await act('salesmgr', 'sales.approve-order', { orderId: order['orderId'] });
  const shipment = await act('sales', 'sales.notify-shipment', { orderId: order['orderId'] });
  await act('whmgr', 'shipping.release-shipment', { shipmentId: shipment['shipmentId'] });
  const told = new RegExp(`STOCK_HELD.*${String(shipment['shipmentNo'])}`);
  const count = await startCount('CP', { binCodes: ['D-01-01-1'] });
  await lookTwice(count.jobId, '348');
  await assert.rejects(settleAll(count.orderId, 'adjust'), told);
  await settleAll(count.orderId, 'keep_book');
  const [lot] = await rows(
    `select l.id from wms.lot l join md.item i on i.id = l.item_id where i.code = 'FG-K17S'`,
  );
  const away = act('clerk1', 'move.confirm-move', {
    fromBinId: await idOf('wms.bin', 'D-01-01-1'),
    toBinId: await idOf('wms.bin', 'D-01-01-4'),
    itemId: await idOf('md.item', 'FG-K17S'),
    lotId: lot?.['id'],
    qty: '1',
  });
  await assert.rejects(away, told);
  assert.equal(await onHand('FG-K17S', 'D-01-01-1'), '349');
});

test('a count ends with what was counted; one look proves no difference, and a recount given up is open again', async () => {
  const { orderId, jobId } = await startCount('BC', { binCodes: ['B-01-01-1', 'B-01-01-2', 'B-01-01-3'] });
  await look('clerk1', jobId, 'B-01-01-1', [['PK-BOX17', '760']]);
  for (const login of ['clerk1', 'clerk2']) await look(login, jobId, 'B-01-01-2', [['PK-BOX15', '400']]);
  await look('clerk1', jobId, 'B-01-01-3', [['PK-BOX18', '200']]);
  const ended = await act('whmgr', 'counting.close-uncounted', { jobId, reason: '下班' });
  assert.deepEqual(ended, { state: 'counted', left: 1 });
  const told = async () => (await differences(orderId)).map((line) => [line['bin'], line['difference']]);
  assert.deepEqual(await told(), [['B-01-01-2', '-20']]);
  await settleAll(orderId, 'recount');
  await act('whmgr', 'counting.close-uncounted', { jobId, reason: '不盘了' });
  assert.deepEqual(await told(), [['B-01-01-2', '-20']]);
  await settleAll(orderId, 'recount');
  await look('clerk1', jobId, 'B-01-01-2', [['PK-BOX15', '420']]);
  assert.deepEqual([await told(), (await countLines(orderId))[0]?.['state']], [[], 'settled']);
});

test('a difference that was kept and is found unchanged in the second look is not asked about again', async () => {
  const bin = 'B-01-01-1';
  const { orderId, jobId } = await startCount('BC', { binCodes: [bin] });
  const seen = (box: string): [string, string][] => [
    ['PK-BOX17', box],
    ['PK-BOX15', '3'],
  ];
  for (const login of ['clerk1', 'clerk2']) await look(login, jobId, bin, seen('755'));
  const open = async () =>
    (await differences(orderId)).map((line) => `${line['item']} ${line['difference']}`).sort();
  assert.deepEqual(await open(), ['PK-BOX15 3', 'PK-BOX17 -5']);
  const idOf17 = async () => (await differences(orderId)).find((line) => line['item'] === 'PK-BOX17')?.['id'];
  const [stray] = (await differences(orderId)).filter((line) => line['item'] === 'PK-BOX15');
  await act('controller', 'count.settle-differences', {
    orderId,
    lines: [
      { lineId: stray?.['id'], decision: 'keep_book', reason: '样品，不入账' },
      { lineId: await idOf17(), decision: 'recount' },
    ],
  });
  await look('clerk1', jobId, bin, seen('756'));
  assert.deepEqual(await open(), ['PK-BOX17 -4']);
  await act('controller', 'count.settle-differences', {
    orderId,
    lines: [{ lineId: await idOf17(), decision: 'recount' }],
  });
  await look('clerk2', jobId, bin, seen('760'));
  assert.deepEqual(await open(), []);
  const kept = await rows(
    `select l.decision, l.reason, o.state, j.state as job from erp.count_order_line l
    join erp.count_order o on o.id = l.order_id join wms.count_job j on j.id = $2
    where l.order_id = $1 and l.qty_counted <> l.qty_book`,
    [orderId, jobId],
  );
  assert.deepEqual(kept, [
    { decision: 'keep_book', reason: '样品，不入账', state: 'settled', job: 'closed' },
  ]);
});

test('a count of some items goes only to the bins that have them', async () => {
  const itemIds = [await idOf('md.item', 'RM-MCU')];
  const { orderId, jobId } = await startCount('YL', { itemIds });
  const tasks = await tasksOf(jobId, 'count');
  assert.deepEqual(
    tasks.map((task) => task['from_bin']),
    ['A-01-06-2'],
  );
  const taskId = tasks[0]?.['id'];
  assert.match(JSON.stringify(await ask('clerk1', 'counting.get-count', { taskId })), /"code":"RM-MCU"/);
  await assert.rejects(
    act('clerk1', 'counting.confirm-count', { taskId, rows: [await countRow('RM-SEAL', '1')] }),
    /NOT_IN_COUNT/,
  );
  await act('clerk1', 'counting.confirm-count', { taskId, rows: [], empty: true });
  const again = await countTaskIn(jobId, 'A-01-06-2');
  await act('clerk2', 'counting.confirm-count', {
    taskId: again,
    rows: [await countRow('RM-MCU', '700', '260201-V09-01')],
  });
  assert.equal((await countLines(orderId))[0]?.['state'], 'settled');
});

test('free moves: inside a warehouse, never what is held; frozen goods cannot be promised', async () => {
  const itemId = await idOf('md.item', 'RM-SEAL');
  const from = await idOf('wms.bin', 'A-01-04-1');
  const move = { fromBinId: from, itemId, qty: '100', toBinId: await idOf('wms.bin', 'A-03-06-4') };
  await assert.rejects(
    act('clerk1', 'move.confirm-move', { ...move, toBinId: await idOf('wms.bin', 'C-02-04-2') }),
    /OTHER_WAREHOUSE/,
  );
  await assert.rejects(act('clerk1', 'move.confirm-move', { ...move, toBinId: from }), /SAME_BIN/);
  await assert.rejects(act('clerk1', 'move.confirm-move', { ...move, qty: '99999' }), /NOT_ENOUGH_STOCK/);
  const moved = await act('clerk1', 'move.confirm-move', move);
  assert.equal(moved['left'], '2500');
  assert.equal(await onHand('RM-SEAL', 'A-03-06-4'), '100');
  const freeze = { binId: from, itemId, qty: '2500', reason: '待复验' };
  await assert.rejects(act('clerk1', 'move.freeze-stock', freeze), /forbidden.*stock\.adjust/);
  assert.equal((await act('qmgr', 'move.freeze-stock', freeze))['status'], 'frozen');
  await assert.rejects(act('clerk1', 'move.confirm-move', { ...move, qty: '1' }), /NOT_ENOUGH_STOCK/);
  await act('clerk1', 'move.confirm-move', { ...move, qty: '60', status: 'frozen' });
  await act('qmgr', 'move.unfreeze-stock', { ...freeze, qty: '2440' });
  assert.equal((await act('clerk1', 'move.confirm-move', { ...move, qty: '400' }))['left'], '2040');
});
