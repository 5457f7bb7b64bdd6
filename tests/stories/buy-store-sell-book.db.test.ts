// The first whole run, in the users' words: buy 100, receive them in lots, rule 80/15/5, put away, sell, pick with one
// short, pack, ship, invoice both sides and pay. After it every law holds and the vouchers are those of the trade.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { systemClock } from '../../server/kernel/clock.ts';
import { createDemoCompany } from '../../server/main/demo/load.ts';
import type { Stage } from '../../server/main/demo/actors.ts';
import { buildHouse } from '../../server/main/house.ts';
import { createLive } from '../../server/main/live.ts';
import { type TestDatabase, createTestDatabase } from '../support/database.ts';

let database: TestDatabase;
let stage: Stage;
before(async () => {
  database = await createTestDatabase();
  stage = await createDemoCompany(buildHouse(database.database, createLive(), systemClock));
});
after(async () => {
  await database.assertLaws();
  await database.close();
});

const rows = async <T>(query: string, values: unknown[] = []): Promise<T[]> =>
  (await database.owner.query(query, values)).rows as T[];
const idOf = async (table: string, code: string): Promise<string> =>
  (
    await rows<{ id: string }>(`select id from ${table} where code = $1 and company_id = $2`, [
      code,
      stage.companyId,
    ])
  )[0]?.id ?? '';
const today = (): string => new Date().toISOString().slice(0, 10);

test('the opening stock stands in the bins and in the books', async () => {
  const [value] = await rows<{ pools: string; accounts: string }>(`
    select (select sum(value) from fin.cost_pool)::text as pools,
      (select sum(debit - credit) from fin.account_balance b join fin.account a on a.id = b.account_id
        where a.code like '14%')::text as accounts`);
  assert.equal(value?.pools, '99220.55');
  assert.equal(value?.accounts, '99220.55');
});

test('buy 100, receive, rule 80/15/5, put away, invoice with a difference, pay', async () => {
  stage.at(today(), '09:00');
  const [supplierId, warehouseId, itemId] = [
    await idOf('md.partner', 'V03'),
    await idOf('md.warehouse', 'YL'),
    await idOf('md.item', 'RM-HEAT'),
  ];
  const order = await stage.act('buyer', 'purchase.save-order', {
    supplierId,
    warehouseId,
    deliveryDate: today(),
    lines: [{ itemId, qty: '100', priceWithTax: '9.04' }],
  });
  assert.equal(order['total'], '904.00');
  await stage.act('purmgr', 'purchase.approve-order', { orderId: order['orderId'] });
  const notice = await stage.act('buyer', 'purchase.notify-arrival', {
    orderId: order['orderId'],
    deliveryNoteNo: 'SH-1',
  });
  const [line] = await rows<{ id: string }>('select id from wms.receiving_notice_line where notice_id = $1', [
    notice['noticeId'],
  ]);
  await assert.rejects(
    stage.act('clerk1', 'receiving.confirm-receipt', { noticeLineId: line?.id, qty: '106', lotNo: 'HR-1' }),
    /OVER_TOLERANCE/,
  );
  const received = await stage.act('clerk1', 'receiving.confirm-receipt', {
    noticeLineId: line?.id,
    qty: '100',
    lotNo: 'HR-1',
    supplierLotNo: 'X9',
  });
  assert.equal(received['status'], 'pending');
  const [pending] = await rows<{ id: string }>(`select id from qms.inspection where state = 'pending'`);
  await assert.rejects(
    stage.act('iqc', 'quality.rule-lot', { inspectionId: pending?.id, rejected: '5' }),
    /REASON_REQUIRED/,
  );
  await stage.act('iqc', 'quality.rule-lot', {
    inspectionId: pending?.id,
    accepted: '80',
    conceded: '15',
    rejected: '5',
    reason: '外观划伤',
  });
  await stage.settle();

  const tasks = await rows<{ id: string; qty: string; to_bin: string; status: string }>(`
    select t.id, t.qty_planned::text as qty, b.code as to_bin, t.status from wms.task t left join wms.bin b on b.id = t.to_bin_id
    where t.kind = 'put_away' and t.state = 'ready' order by t.no`);
  assert.deepEqual(
    tasks.map((task) => [Number(task.qty), task.status, task.to_bin]),
    [
      [80, 'available', 'A-01-02-1'],
      [15, 'available', 'A-01-02-1'],
      [5, 'rejected', 'Q-01-01'],
    ],
  );
  for (const task of tasks) {
    await stage.act('clerk1', 'putaway.confirm-putaway', {
      taskId: task.id,
      binCode: task.to_bin,
      qty: String(Number(task.qty)),
    });
  }
  const [heat] = await rows<{ qty: string; value: string }>(
    'select qty::text, value::text from fin.cost_pool where item_id = $1',
    [itemId],
  );
  assert.deepEqual(heat, { qty: '1045.000000', value: '8170.00' });

  const receiptLines = await rows<{ id: string; qty: string }>(
    'select id, qty::text from erp.purchase_receipt_line order by line_no',
  );
  assert.deepEqual(
    receiptLines.map((receipt) => Number(receipt.qty)),
    [80, 15],
  );
  const invoice = await stage.act('controller', 'settlement.book-purchase-invoice', {
    supplierId,
    invoiceNo: 'FP-001',
    invoiceDate: today(),
    lines: receiptLines.map((receipt) => ({
      receiptLineId: receipt.id,
      qty: String(Number(receipt.qty)),
      priceWithTax: '9.153',
    })),
  });
  assert.deepEqual(
    [invoice['amount'], invoice['tax'], invoice['total'], invoice['difference']],
    ['769.50', '100.04', '869.54', '9.50'],
  );
  const [open] = await rows<{ id: string }>(
    `select id from fin.open_item where side = 'payable' and source_kind <> 'opening'`,
  );
  await stage.act('controller', 'settlement.book-payment', {
    direction: 'pay',
    partnerId: supplierId,
    amount: '869.54',
    items: [{ openItemId: open?.id, amount: '869.54' }],
  });
  const balances = await rows<{ code: string; balance: string }>(`
    select a.code, sum(b.debit - b.credit)::text as balance from fin.account_balance b join fin.account a on a.id = b.account_id
    where a.code in ('2202.01', '2202.02', '2221.01.01', '1002') group by a.code order by a.code`);
  assert.deepEqual(balances, [
    { code: '1002', balance: '379130.46' },
    { code: '2202.01', balance: '-102810.40' },
    { code: '2202.02', balance: '0.00' },
    { code: '2221.01.01', balance: '100.04' },
  ]);
});

test('sell, release, pick with one short, pack, ship, invoice, collect', async () => {
  stage.at(today(), '14:00');
  const [customerId, warehouseId, itemId] = [
    await idOf('md.partner', 'C01'),
    await idOf('md.warehouse', 'CP'),
    await idOf('md.item', 'FG-K17S'),
  ];
  const order = await stage.act('sales', 'sales.save-order', {
    customerId,
    warehouseId,
    deliveryDate: today(),
    lines: [{ itemId, qty: '60' }],
  });
  assert.equal(order['total'], '4140.00');
  const approved = await stage.act('salesmgr', 'sales.approve-order', { orderId: order['orderId'] });
  assert.deepEqual(approved['late'], []);
  const shipment = await stage.act('sales', 'sales.notify-shipment', { orderId: order['orderId'] });
  const released = await stage.act('whmgr', 'shipping.release-shipment', {
    shipmentId: shipment['shipmentId'],
  });
  assert.deepEqual(released['missing'], []);
  const [task] = await rows<{ id: string; bin: string; lot: string }>(`
    select t.id, b.code as bin, l.lot_no as lot from wms.task t join wms.bin b on b.id = t.from_bin_id
    join wms.lot l on l.id = t.lot_id where t.kind = 'pick'`);
  const pick = { taskId: task?.id, binCode: task?.bin, item: 'FG-K17S', lotNo: task?.lot, qty: '59' };
  await assert.rejects(
    stage.act('clerk1', 'picking.confirm-pick', { ...pick, binCode: 'D-01-01-2' }),
    /WRONG_BIN/,
  );
  await assert.rejects(
    stage.act('clerk1', 'picking.confirm-pick', { ...pick, item: 'FG-K15' }),
    /WRONG_ITEM/,
  );
  await assert.rejects(stage.act('clerk1', 'picking.confirm-pick', { ...pick, lotNo: 'NO' }), /WRONG_LOT/);
  await stage.act('clerk1', 'picking.confirm-pick', pick);
  await assert.rejects(stage.act('clerk2', 'picking.confirm-pick', { ...pick, qty: '1' }), /TASK_TAKEN/);
  const short = await stage.act('clerk1', 'picking.short-pick', { taskId: task?.id, reason: 'missing' });
  assert.deepEqual([short['missing'], short['short'], short['shipmentState']], ['1', '1', 'picked']);
  const [line] = await rows<{ id: string }>('select id from wms.shipment_line');
  const [lot] = await rows<{ id: string }>('select lot_id as id from wms.task where id = $1', [task?.id]);
  const packed = await stage.act('clerk1', 'packing.confirm-package', {
    shipmentId: shipment['shipmentId'],
    lines: [{ shipmentLineId: line?.id, lotId: lot?.id, qty: '59' }],
  });
  assert.equal(packed['state'], 'packed');
  const shipped = await stage.act('clerk1', 'shipping.confirm-shipment', {
    shipmentId: shipment['shipmentId'],
    carrier: '顺丰',
  });
  assert.deepEqual([shipped['shipped'], shipped['short']], ['59', '1']);
  await stage.settle();
  const [delivered] = await rows<{ id: string; qty: string }>(
    'select id, qty::text from erp.sales_delivery_line',
  );
  const invoice = await stage.act('controller', 'settlement.book-sales-invoice', {
    customerId,
    invoiceDate: today(),
    lines: [{ deliveryLineId: delivered?.id, qty: '59' }],
  });
  assert.equal(invoice['total'], '4071.00');
  const [open] = await rows<{ id: string }>(
    `select id from fin.open_item where side = 'receivable' and source_kind <> 'opening'`,
  );
  await stage.act('controller', 'settlement.book-payment', {
    direction: 'collect',
    partnerId: customerId,
    amount: '1000.00',
    items: [{ openItemId: open?.id, amount: '1000.00' }],
  });
  const vouchers = await rows<{ event: string; account: string; debit: string; credit: string }>(`
    select v.event, a.code as account, l.debit::text, l.credit::text from fin.voucher v
    join fin.voucher_line l on l.voucher_id = v.id join fin.account a on a.id = l.account_id
    where v.event in ('sales_cost', 'sales_invoice', 'collection') order by v.no, l.line_no`);
  assert.deepEqual(
    vouchers.map((row) => [row.event, row.account, row.debit, row.credit]),
    [
      ['sales_cost', '5401', '2830.05', '0.00'],
      ['sales_cost', '1405.01', '0.00', '2830.05'],
      ['sales_invoice', '1122', '4071.00', '0.00'],
      ['sales_invoice', '5001', '0.00', '3602.65'],
      ['sales_invoice', '2221.01.07', '0.00', '468.35'],
      ['collection', '1002', '1000.00', '0.00'],
      ['collection', '1122', '0.00', '1000.00'],
    ],
  );
});
