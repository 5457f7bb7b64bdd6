// Goods move between warehouses, in the users' words: an order is approved, the sending warehouse takes the goods out,
// they are seen in transit, the other warehouse brings them in, and what never arrives is somebody's decision. Then
// bins are counted blind, and an approved difference becomes its gain or loss.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LOT, type Row, openStores } from '../support/storekeeping.ts';

const {
  act,
  ask,
  rows,
  idOf,
  tasksOf,
  onHand,
  voucherLines,
  startCount,
  countTaskIn,
  countRow,
  look,
  countLines,
  differences,
  settle,
} = openStores();

const sumOf = async (column: string, orderId: unknown): Promise<string> =>
  (
    await rows(
      `select trim_scale(sum(${column}))::text as qty from erp.transfer_order_line where order_id = $1`,
      [orderId],
    )
  )[0]?.['qty'] ?? '';

/** A transfer order from the raw material store to the semi-finished store, approved. */
async function approved(lines: readonly (readonly [item: string, qty: string])[]): Promise<Row> {
  const order = await act('planner', 'transfer.save-order', {
    fromWarehouseId: await idOf('md.warehouse', 'YL'),
    toWarehouseId: await idOf('md.warehouse', 'BCP'),
    lines: await Promise.all(
      lines.map(async ([item, qty]) => ({ itemId: await idOf('md.item', item), qty })),
    ),
  });
  const answer = await act('whmgr', 'transfer.approve-order', { orderId: order['orderId'] });
  return { orderId: String(order['orderId']), transferId: String(answer['transferId']) };
}

const takeOut = (task: Row | undefined, qty: string | undefined, login = 'clerk1') =>
  act(login, 'transferring.confirm-dispatch', {
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
    act('planner', 'transfer.save-order', {
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
    act('clerk1', 'picking.confirm-pick', {
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
  await assert.rejects(act('whmgr', 'transfer.close-order', { orderId }), /TRANSFER_STILL_RUNNING/);

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
    act('clerk2', 'transferring.confirm-arrival', { ...bring, binCode: 'A-01-02-1' }),
    /NOT_AT_DESTINATION/,
  );
  await assert.rejects(
    act('clerk2', 'transferring.confirm-arrival', { ...bring, binCode: 'C-02-04-3' }),
    /OTHER_BIN/,
  );
  await act('clerk2', 'transferring.confirm-arrival', { ...bring, binCode: 'C-02-04-3', insist: true });
  for (const task of arrivals.slice(1))
    await act('clerk2', 'transferring.confirm-arrival', {
      taskId: task['id'],
      binCode: task['to_bin'],
      qty: task['qty'],
    });
  assert.deepEqual([await sumOf('qty_arrived', orderId), await onHand('RM-HEAT', 'ZT-01')], ['140', '0']);
  assert.equal(await onHand('RM-HEAT', 'C-02-04-3'), '60');
  const closed = await act('whmgr', 'transfer.close-order', { orderId });
  assert.equal(closed['state'], 'closed');
  await settle();
  assert.deepEqual(await rows('select sum(value)::text as value from fin.cost_pool'), value);
  assert.deepEqual(await voucherLines('transfer'), []);
});

test('what the bin does not hold falls short, what is lost on the way is written off with its value', async () => {
  const { orderId, transferId } = await approved([['RM-GLASS18', '210']]);
  const [out] = await tasksOf(transferId, 'transfer_out');
  await takeOut(out, '200');
  const short = await act('clerk1', 'transferring.short-dispatch', {
    taskId: out?.['id'],
    reason: 'missing',
  });
  assert.deepEqual([short['missing'], short['short'], short['transferState']], ['10', '10', 'in_transit']);
  const [arrival] = await tasksOf(transferId, 'transfer_in');
  await act('clerk2', 'transferring.confirm-arrival', {
    taskId: arrival?.['id'],
    binCode: arrival?.['to_bin'],
    qty: '195',
  });
  const missing = await act('clerk2', 'transferring.short-arrival', {
    taskId: arrival?.['id'],
    reason: 'missing',
  });
  assert.deepEqual([missing['missing'], missing['transferState']], ['5', 'in_transit']);
  assert.equal(await onHand('RM-GLASS18', 'ZT-01'), '5');
  assert.deepEqual(await act('clerk2', 'transferring.seek-again', { transferId }), { tasks: 1 });
  const [again] = await tasksOf(transferId, 'transfer_in');
  await act('clerk2', 'transferring.confirm-arrival', {
    taskId: again?.['id'],
    binCode: again?.['to_bin'],
    qty: '2',
  });
  await assert.rejects(
    act('whmgr', 'transferring.write-off', { transferId, reason: '途中丢失' }),
    /NOTHING_MISSING/,
  );
  await act('clerk2', 'transferring.short-arrival', { taskId: again?.['id'], reason: 'not_found' });
  const lost = await act('whmgr', 'transferring.write-off', { transferId, reason: '途中丢失' });
  assert.deepEqual(lost, { lost: '3', transferState: 'closed' });
  assert.deepEqual(
    await Promise.all(
      ['qty_dispatched', 'qty_arrived', 'qty_short', 'qty_lost'].map((column) => sumOf(column, orderId)),
    ),
    ['200', '197', '10', '3'],
  );
  await settle();
  assert.deepEqual(await voucherLines('count_loss'), [
    ['1901', '43.50', '0.00'],
    ['1403.01', '0.00', '43.50'],
  ]);
});

test('a line without stock waits, is sought again when stock has come, or is given up', async () => {
  const { orderId, transferId } = await approved([
    ['RM-LED', '1500'],
    ['RM-CPL-U', '10'],
  ]);
  const seen = await ask('whmgr', 'transferring.get-transfer', { transferId });
  assert.match(JSON.stringify(seen), /"verb":"close_short"/);
  await assert.rejects(act('whmgr', 'transferring.release-transfer', { transferId }), /NOTHING_TO_ALLOCATE/);
  const short = await act('whmgr', 'transferring.close-short', { transferId, reason: '暂无货' });
  assert.deepEqual(short, { state: 'open', short: '400' });
  for (const task of await tasksOf(transferId, 'transfer_out')) await takeOut(task, task['qty']);
  assert.equal(await sumOf('qty_short', orderId), '400');
  const order = JSON.stringify(await ask('planner', 'transfer.get-order', { orderId }));
  assert.match(order, /"qty_in_transit":"1110"/);
  assert.match(order, /"progress":"partial"/);
});

test('many hands at one transfer: every piece leaves once and arrives once', async () => {
  const { orderId, transferId } = await approved([['RM-CPL-D', '24']]);
  const [out] = await tasksOf(transferId, 'transfer_out');
  const hands = <T>(work: (hand: number) => Promise<T>) =>
    Promise.allSettled(Array.from({ length: 12 }, (_, hand) => work(hand)));
  const done = (all: readonly { readonly status: string }[]) =>
    all.filter(({ status }) => status === 'fulfilled').length;
  assert.equal(done(await hands(() => takeOut(out, '3'))), 8);
  assert.equal(await onHand('RM-CPL-D', 'ZT-01'), '24');
  const arrivals = await tasksOf(transferId, 'transfer_in');
  const [first] = arrivals;
  const bring = (task: Row | undefined, qty: string) =>
    act('clerk2', 'transferring.confirm-arrival', {
      taskId: task?.['id'],
      binCode: first?.['to_bin'],
      qty,
      insist: true,
    });
  assert.equal(done(await hands((hand) => bring(arrivals[hand % 8], '2'))), 8);
  assert.equal(done(await hands((hand) => bring(arrivals[hand % 8], '1'))), 8);
  assert.deepEqual([await sumOf('qty_arrived', orderId), await onHand('RM-CPL-D', 'ZT-01')], ['24', '0']);
});

test('what was approved by mistake is called off; what is on its way still arrives', async () => {
  const { orderId, transferId } = await approved([
    ['RM-MB', '4'],
    ['RM-PP', '10'],
  ]);
  const [out] = await tasksOf(transferId, 'transfer_out');
  await takeOut(out, '1');
  const off = await act('whmgr', 'transferring.cancel-rest', { transferId, reason: '下错单' });
  assert.deepEqual(off, { state: 'in_transit', short: '13' });
  assert.deepEqual(await tasksOf(transferId, 'transfer_out'), []);
  await assert.rejects(takeOut(out, '1'), /TASK_OVER/);
  const [arrival] = await tasksOf(transferId, 'transfer_in');
  await act('clerk2', 'transferring.confirm-arrival', {
    taskId: arrival?.['id'],
    binCode: arrival?.['to_bin'],
    qty: '1',
  });
  assert.equal((await act('whmgr', 'transfer.close-order', { orderId }))['state'], 'closed');
});

// One count is told by the following tests, one after the other: three bins of the finished goods store.
const BINS = ['D-01-01-1', 'D-01-01-2', 'D-01-02-1'];
const DESCALER_LOT = '260201-V13-01';
let sheet = { orderId: '', jobId: '' };

test('a count goes to the floor blind: one task per bin, no goods, no quantity', async () => {
  sheet = await startCount('CP', { binCodes: BINS });
  await assert.rejects(startCount('CP', { binCodes: ['D-01-01-2'] }), /BIN_BEING_COUNTED/);
  await assert.rejects(startCount('CP', { binCodes: ['NO-SUCH'] }), /UNKNOWN_BIN/);
  assert.deepEqual(
    (await tasksOf(sheet.jobId, 'count')).map((task) => [task['from_bin'], task['qty'], task['item']]),
    BINS.map((bin) => [bin, null, null]),
  );
  const taskId = await countTaskIn(sheet.jobId, 'D-01-01-1');
  const blind = await ask('clerk1', 'counting.get-count', { taskId });
  assert.doesNotMatch(JSON.stringify(blind), /350|FG-K17S|book/);
  const empty = { taskId, rows: [] };
  await assert.rejects(act('clerk1', 'counting.confirm-count', empty), /NOTHING_ENTERED/);
  const loose = [await countRow('FG-K17S', '350')];
  await assert.rejects(act('clerk1', 'counting.confirm-count', { taskId, rows: loose }), /COUNT_LOT_NEEDED/);
  const once = await countRow('FG-K17S', '350', LOT);
  await assert.rejects(
    act('clerk1', 'counting.confirm-count', { taskId, rows: [once, once] }),
    /COUNTED_TWICE/,
  );
  const same = await act('clerk1', 'counting.confirm-count', { taskId, rows: [once] });
  assert.deepEqual(same, { outcome: 'settled', jobState: 'counting' });
});

test('a difference asks for a second look by somebody else, and stands when both find it', async () => {
  const { jobId } = sheet;
  const less = [['FG-K15', '178', LOT.toLowerCase()]] as const;
  const first = await look('clerk1', jobId, 'D-01-01-2', less);
  assert.deepEqual(first, { outcome: 'recount', jobState: 'counting' });
  await assert.rejects(look('clerk1', jobId, 'D-01-01-2', less), /SAME_COUNTER/);
  const task = await ask('clerk1', 'counting.get-count', { taskId: await countTaskIn(jobId, 'D-01-01-2') });
  assert.match(JSON.stringify(task), /"recount":true,"mine_before":true/);
  assert.equal((await look('clerk2', jobId, 'D-01-01-2', less))['outcome'], 'settled');
});

test('goods that leave the bin between two looks make no difference of their own', async () => {
  const { orderId, jobId } = sheet;
  const stray = ['FG-H18G', '2', LOT] as const;
  await look('clerk2', jobId, 'D-01-02-1', [['TR-DESC', '320', DESCALER_LOT], stray]);
  await act('clerk1', 'move.confirm-move', {
    fromBinId: await idOf('wms.bin', 'D-01-02-1'),
    toBinId: await idOf('wms.bin', 'D-01-02-2'),
    itemId: await idOf('md.item', 'TR-DESC'),
    lotId: (await rows('select id from wms.lot where lot_no = $1', [DESCALER_LOT]))[0]?.['id'],
    qty: '20',
  });
  const last = await look('clerk1', jobId, 'D-01-02-1', [['TR-DESC', '300', DESCALER_LOT], stray]);
  assert.deepEqual(last, { outcome: 'settled', jobState: 'counted' });
  assert.deepEqual(
    (await differences(orderId)).map((line) => [
      line['bin'],
      line['item'],
      line['difference'],
      line['state'],
    ]),
    [
      ['D-01-01-2', 'FG-K15', '-2', 'counted'],
      ['D-01-02-1', 'FG-H18G', '2', 'counted'],
    ],
  );
});

test('each difference is decided: adjusted with a reason, or counted again', async () => {
  const { orderId, jobId } = sheet;
  const [loss, gain] = (await differences(orderId)).map((line) => line['id']);
  const decide = (lines: unknown[]) => act('controller', 'count.settle-differences', { orderId, lines });
  const written = { lineId: loss, decision: 'adjust', reason: '破损已扔' };
  const again = { lineId: gain, decision: 'recount' };
  await assert.rejects(decide([written]), /DECISION_MISSING/);
  await assert.rejects(decide([{ ...written, reason: '' }, again]), /REASON_NEEDED/);
  assert.deepEqual(await decide([written, again]), { state: 'approved', adjusted: 1, recounted: 1 });
  const third = await look('clerk2', jobId, 'D-01-02-1', [
    ['TR-DESC', '300', DESCALER_LOT],
    ['FG-H18G', '2', LOT],
  ]);
  assert.deepEqual(third, { outcome: 'settled', jobState: 'counted' });
  const open = await differences(orderId);
  assert.equal(open.length, 1);
  const done = await decide([{ lineId: open[0]?.['id'], decision: 'adjust', reason: '上次发货漏发' }]);
  assert.deepEqual(done, { state: 'settled', adjusted: 1, recounted: 0 });
  assert.deepEqual([await onHand('FG-K15', 'D-01-01-2'), await onHand('FG-H18G', 'D-01-02-1')], ['178', '2']);
  assert.equal((await countLines(orderId)).filter((line) => line['decision'] === 'adjust').length, 2);
});

test('what was approved is booked as gain and loss, and the chain leads from the order to the vouchers', async () => {
  await settle();
  const last = async (event: string) => (await voucherLines(event)).slice(-2);
  assert.deepEqual(await last('count_gain'), [
    ['1405.01', '111.74', '0.00'],
    ['1901', '0.00', '111.74'],
  ]);
  assert.deepEqual(await last('count_gain_settled'), [
    ['1901', '111.74', '0.00'],
    ['5301', '0.00', '111.74'],
  ]);
  assert.deepEqual(await last('count_loss'), [
    ['1901', '96.12', '0.00'],
    ['1405.01', '0.00', '96.12'],
  ]);
  assert.deepEqual(await last('count_loss_settled'), [
    ['5711', '96.12', '0.00'],
    ['1901', '0.00', '96.12'],
  ]);
  const chain = JSON.stringify(
    await ask('boss', 'document.chain', { kind: 'count_order', id: sheet.orderId }),
  );
  for (const kind of ['count_order', 'count_job', 'stock_adjusted', 'voucher'])
    assert.match(chain, new RegExp(`"kind":"${kind}"`));
});
