// What each event of stock and trade books, account by account and to the cent: estimates, invoices with differences
// that are on hand or gone, verdicts, specific lots, goods for nothing, transfers, counts, and everything taken back.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openTrade } from '../support/trade.ts';

const trade = openTrade({
  rewrite: ({ name, text }) => ({
    name,
    text: text.replace(/^(RM-THERM,.*)移动加权平均/m, '$1个别计价'),
  }),
});
const {
  act,
  buy,
  arrive,
  receiptLines,
  sell,
  invoicePurchase,
  invoiceSale,
  booksOf,
  poolOf,
  rows,
  idOf,
  balances,
} = trade;

test('an estimate is the order without tax; an invoice of the same amount takes its place and adds the tax', async () => {
  const { lines } = await buy({ supplier: 'V04', item: 'RM-CORD', qty: '300', price: '4.068', lot: 'E2' });
  assert.deepEqual(await booksOf(lines[0]?.['receiptId']), {
    purchase_receipt: [
      ['1403.01', '1080.00', '0.00'],
      ['2202.02', '0.00', '1080.00'],
    ],
  });
  const { invoiceId } = await invoicePurchase('V04', [{ id: lines[0]?.['id'], qty: '300' }]);
  assert.deepEqual(await booksOf(invoiceId), {
    estimate_reversal: [
      ['1403.01', '-1080.00', '0.00'],
      ['2202.02', '0.00', '-1080.00'],
    ],
    purchase_invoice: [
      ['1403.01', '1080.00', '0.00'],
      ['2221.01.01', '140.40', '0.00'],
      ['2202.01', '0.00', '1220.40'],
    ],
  });
});

test('what is rejected is never ours: accepted and conceded are estimated, and only they can be invoiced', async () => {
  const { lines } = await buy({
    supplier: 'V03',
    item: 'RM-HEAT10',
    qty: '100',
    price: '7.91',
    lot: 'R1',
    verdict: { accepted: '80', conceded: '15', rejected: '5', reason: '划伤' },
  });
  assert.deepEqual(
    lines.map((line) => line['qty']),
    ['80', '15'],
  );
  assert.deepEqual(await booksOf(lines[0]?.['receiptId']), {
    purchase_receipt: [
      ['1403.01', '665.00', '0.00'],
      ['2202.02', '0.00', '665.00'],
    ],
  });
  assert.deepEqual(await poolOf('RM-HEAT10'), ['255', '1769.00']);
  await assert.rejects(
    invoicePurchase('V03', [
      { id: lines[0]?.['id'], qty: '80' },
      { id: lines[1]?.['id'], qty: '20' },
    ]),
    /INVOICE_TOO_MUCH/,
  );
});

test('a difference is split: what is on hand of the matched goods carries its share, the rest is cost of sales', async () => {
  const { lines } = await buy({
    supplier: 'V13',
    item: 'TR-DESC',
    qty: '300',
    price: '6.78',
    lot: 'D1',
    made: trade.today(),
    warehouse: 'CP',
  });
  // 320 at 6.20 and 300 at 6.00; 500 leave, 120 stay, of which the invoice may carry 120 of 300.
  await sell({ customer: 'C01', item: 'TR-DESC', qty: '500', price: '9.90', warehouse: 'CP' });
  assert.deepEqual(await poolOf('TR-DESC'), ['120', '732.39']);
  const invoice = await invoicePurchase('V13', [{ id: lines[0]?.['id'], qty: '300', priceWithTax: '7.006' }]);
  assert.equal(invoice['difference'], '60.00');
  assert.deepEqual((await booksOf(invoice['invoiceId']))['purchase_invoice'], [
    ['1405.03', '1824.00', '0.00'],
    ['5401', '36.00', '0.00'],
    ['2221.01.01', '241.80', '0.00'],
    ['2202.01', '0.00', '2101.80'],
  ]);
  assert.deepEqual(await poolOf('TR-DESC'), ['120', '756.39']);
});

test('when nothing is on hand any more the whole difference is cost of sales, cheaper ones in red', async () => {
  const { lines } = await buy({
    supplier: 'V13',
    item: 'TR-DESC',
    qty: '80',
    price: '6.78',
    lot: 'D2',
    made: trade.today(),
    warehouse: 'CP',
  });
  await sell({ customer: 'C01', item: 'TR-DESC', qty: '200', price: '9.90', warehouse: 'CP' });
  assert.deepEqual(await poolOf('TR-DESC'), ['0', '0.00']);
  const { invoiceId } = await invoicePurchase('V13', [
    { id: lines[0]?.['id'], qty: '80', priceWithTax: '6.554' },
  ]);
  assert.deepEqual(await booksOf(invoiceId), {
    estimate_reversal: [
      ['1405.03', '-480.00', '0.00'],
      ['2202.02', '0.00', '-480.00'],
    ],
    purchase_invoice: [
      ['1405.03', '480.00', '0.00'],
      ['5401', '-16.00', '0.00'],
      ['2221.01.01', '60.32', '0.00'],
      ['2202.01', '0.00', '524.32'],
    ],
  });
  assert.deepEqual(await poolOf('TR-DESC'), ['0', '0.00']);
});

test('specific cost: each lot leaves with what it cost, and its invoice changes that lot alone', async () => {
  const dear = await buy({ supplier: 'V03', item: 'RM-THERM', qty: '100', price: '4.52', lot: 'S1' });
  await buy({ supplier: 'V03', item: 'RM-THERM', qty: '100', price: '3.39', lot: 'S2' });
  await invoicePurchase('V03', [{ id: dear.lines[0]?.['id'], qty: '100', priceWithTax: '4.633' }]);
  const lots = await rows(
    `select l.lot_no as lot, trim_scale(p.qty)::text as qty, p.value::text from fin.cost_pool p join wms.lot l on l.id = p.lot_id
    where p.item_id = $1 order by l.lot_no`,
    [await idOf('md.item', 'RM-THERM')],
  );
  assert.deepEqual(lots, [
    { lot: '260201-V03-01', qty: '1500', value: '4800.00' },
    { lot: 'S1', qty: '100', value: '410.00' },
    { lot: 'S2', qty: '100', value: '300.00' },
  ]);
  const { lines } = await sell({ customer: 'C01', item: 'RM-THERM', qty: '1650', price: '6.00' });
  assert.deepEqual((await booksOf(lines[0]?.['deliveryId']))['sales_cost'], [
    // First in first out over lots: 1,500 at 3.20, all of the dear 100, 50 of the cheap at 3.00.
    ['5401', '5360.00', '0.00'],
    ['1403.01', '0.00', '5360.00'],
  ]);
});

test('two receipts of one order at one price, three invoices out of step: every slice sums to the cent', async () => {
  const { orderId } = await buy({
    supplier: 'V01',
    item: 'RM-SUS15',
    qty: '7',
    price: '3.333333',
    lot: 'T1',
    arrives: '3',
  });
  await arrive(orderId, '4', 'T2');
  const lines = await receiptLines(orderId);
  assert.deepEqual(
    lines.map((line) => line['qty']),
    ['3', '4'],
  );
  await assert.rejects(invoicePurchase('V01', [{ id: lines[0]?.['id'], qty: '4' }]), /INVOICE_TOO_MUCH/);
  const parts = [
    await invoicePurchase('V01', [{ id: lines[0]?.['id'], qty: '1' }], { invoiceNo: 'P1' }),
    await invoicePurchase('V01', [{ id: lines[1]?.['id'], qty: '3' }], { invoiceNo: 'P2' }),
    await invoicePurchase(
      'V01',
      [
        { id: lines[0]?.['id'], qty: '2' },
        { id: lines[1]?.['id'], qty: '1' },
      ],
      { invoiceNo: 'P3' },
    ),
  ];
  assert.deepEqual(
    parts.map((part) => [part['amount'], part['tax'], part['total']]),
    [
      ['2.95', '0.38', '3.33'],
      ['8.85', '1.15', '10.00'],
      ['8.85', '1.15', '10.00'],
    ],
  );
  const [left] = await rows(
    `select sum(amount - amount_reversed)::text as estimate, sum(amount)::text as whole from erp.purchase_receipt_line
    where order_line_id in (select id from erp.purchase_order_line where order_id = $1)`,
    [orderId],
  );
  assert.deepEqual(left, { estimate: '0.00', whole: '20.65' });
});

test('goods for nothing: no voucher without an amount, the average falls, and an invoice of nothing clears them', async () => {
  const before = await poolOf('RM-SUS15');
  const { lines } = await buy({ supplier: 'V01', item: 'RM-SUS15', qty: '10', price: '0', lot: 'Z1' });
  assert.deepEqual(await booksOf(lines[0]?.['receiptId']), {});
  assert.deepEqual(await poolOf('RM-SUS15'), [String(Number(before[0]) + 10), before[1]]);
  const invoice = await invoicePurchase('V01', [{ id: lines[0]?.['id'], qty: '10' }], { invoiceNo: 'Z1' });
  assert.deepEqual(await booksOf(invoice['invoiceId']), {});
});

test('what was estimated and comes free of charge leaves the pool in red', async () => {
  const { lines } = await buy({ supplier: 'V01', item: 'RM-SUS17', qty: '10', price: '11.30', lot: 'Z2' });
  const { invoiceId } = await invoicePurchase(
    'V01',
    [{ id: lines[0]?.['id'], qty: '10', amount: '0.00', taxAmount: '0.00' }],
    { invoiceNo: 'Z2' },
  );
  assert.deepEqual(await booksOf(invoiceId), {
    estimate_reversal: [
      ['1403.01', '-100.00', '0.00'],
      ['2202.02', '0.00', '-100.00'],
    ],
  });
  assert.deepEqual(await poolOf('RM-SUS17'), ['830', '7544.00']);
});

test('an ordinary invoice deducts no tax: the tax is part of the cost', async () => {
  const { lines } = await buy({ supplier: 'V11', item: 'RM-SCR', qty: '1000', price: '0.0202', lot: '' });
  const { invoiceId } = await invoicePurchase('V11', [{ id: lines[0]?.['id'], qty: '1000' }], {
    deductible: false,
  });
  assert.deepEqual((await booksOf(invoiceId))['purchase_invoice'], [
    ['1403.01', '20.20', '0.00'],
    ['2202.01', '0.00', '20.20'],
  ]);
});

test('a sale books cost when it ships; revenue, output tax and the receivable with its invoices', async () => {
  const { lines } = await sell({
    customer: 'C01',
    item: 'FG-K17S',
    qty: '60',
    price: '69.00',
    warehouse: 'CP',
  });
  assert.deepEqual(await booksOf(lines[0]?.['deliveryId']), {
    sales_cost: [
      ['5401', '2878.01', '0.00'],
      ['1405.01', '0.00', '2878.01'],
    ],
  });
  const first = await invoiceSale('C01', [{ id: lines[0]?.['id'], qty: '20' }]);
  const rest = await invoiceSale('C01', [{ id: lines[0]?.['id'], qty: '40' }]);
  assert.deepEqual(
    [await booksOf(first['invoiceId']), await booksOf(rest['invoiceId'])],
    [
      {
        sales_invoice: [
          ['1122', '1380.00', '0.00'],
          ['5001', '0.00', '1221.24'],
          ['2221.01.07', '0.00', '158.76'],
        ],
      },
      {
        sales_invoice: [
          ['1122', '2760.00', '0.00'],
          ['5001', '0.00', '2442.48'],
          ['2221.01.07', '0.00', '317.52'],
        ],
      },
    ],
  );
});

test('an invoice taken back: red on every account, the estimate stands again, and it can be booked anew', async () => {
  const { lines } = await buy({ supplier: 'V04', item: 'RM-CORD', qty: '200', price: '4.52', lot: 'B1' });
  const before = [
    await poolOf('RM-CORD'),
    await balances('1403.01', '2202.01', '2202.02', '2221.01.01', '5401'),
  ];
  const wrong = await invoicePurchase('V04', [{ id: lines[0]?.['id'], qty: '200', priceWithTax: '5.65' }], {
    invoiceNo: 'B1',
  });
  await act('controller', 'settlement.reverse-purchase-invoice', { documentId: wrong['invoiceId'] });
  assert.deepEqual(await booksOf(wrong['invoiceId']), {
    estimate_reversal: [
      ['1403.01', '-800.00', '0.00'],
      ['2202.02', '0.00', '-800.00'],
    ],
    purchase_invoice: [
      ['1403.01', '1000.00', '0.00'],
      ['2221.01.01', '130.00', '0.00'],
      ['2202.01', '0.00', '1130.00'],
    ],
    purchase_invoice_reversal: [
      ['1403.01', '-1000.00', '0.00'],
      ['2221.01.01', '-130.00', '0.00'],
      ['2202.01', '0.00', '-1130.00'],
    ],
    estimate_again: [
      ['1403.01', '800.00', '0.00'],
      ['2202.02', '0.00', '800.00'],
    ],
  });
  assert.deepEqual(
    [await poolOf('RM-CORD'), await balances('1403.01', '2202.01', '2202.02', '2221.01.01', '5401')],
    before,
  );
  await assert.rejects(
    act('controller', 'settlement.reverse-purchase-invoice', { documentId: wrong['invoiceId'] }),
    /STATE/,
  );
  await invoicePurchase('V04', [{ id: lines[0]?.['id'], qty: '200' }], { invoiceNo: 'B1' });
});

test('taken back after the goods have left: the pool gives what it has, cost of sales the rest', async () => {
  const item = 'RM-HDL-B';
  const { lines } = await buy({ supplier: 'V05', item, qty: '80', price: '2.26', lot: '' });
  const invoice = await invoicePurchase('V05', [{ id: lines[0]?.['id'], qty: '80', priceWithTax: '2.825' }]);
  assert.deepEqual(await poolOf(item), ['780', '1005.00']);
  await sell({ customer: 'C01', item, qty: '740', price: '5.00' });
  assert.deepEqual(await poolOf(item), ['40', '51.54']);
  await act('controller', 'settlement.reverse-purchase-invoice', { documentId: invoice['invoiceId'] });
  assert.deepEqual((await booksOf(invoice['invoiceId']))['purchase_invoice_reversal'], [
    ['1403.01', '-180.00', '0.00'],
    ['5401', '-20.00', '0.00'],
    ['2221.01.01', '-26.00', '0.00'],
    ['2202.01', '0.00', '-226.00'],
  ]);
  assert.deepEqual(await poolOf(item), ['40', '31.54']);
});

test('a sales invoice taken back is red on the same accounts, and its deliveries can be invoiced again', async () => {
  const { lines } = await sell({
    customer: 'C02',
    item: 'FG-K15',
    qty: '10',
    price: '69.00',
    warehouse: 'CP',
  });
  const wrong = await invoiceSale('C02', [{ id: lines[0]?.['id'], qty: '10' }]);
  await act('controller', 'settlement.reverse-sales-invoice', { documentId: wrong['invoiceId'] });
  assert.deepEqual((await booksOf(wrong['invoiceId']))['sales_invoice_reversal'], [
    ['1122', '-690.00', '0.00'],
    ['5001', '0.00', '-610.62'],
    ['2221.01.07', '0.00', '-79.38'],
  ]);
  await invoiceSale('C02', [{ id: lines[0]?.['id'], qty: '10' }]);
});

test('a voucher that a document made is not taken back by hand, and nobody types on the accounts of stock', async () => {
  const [voucher] = await rows(`select id from fin.voucher where event = 'sales_cost' limit 1`);
  await assert.rejects(
    act('acct', 'ledger.reverse-voucher', { voucherId: voucher?.['id'] }),
    /VOUCHER_FROM_BUSINESS/,
  );
  await assert.rejects(
    act('acct', 'ledger.write-voucher', {
      businessDate: trade.today(),
      summary: '手工',
      lines: [
        { accountCode: '1403.01', debit: '1.00' },
        { accountCode: '5301', credit: '1.00' },
      ],
    }),
    /CONTROLLED_ACCOUNT/,
  );
  const typed = await act('acct', 'ledger.write-voucher', {
    businessDate: trade.today(),
    summary: '银行手续费',
    lines: [
      { accountCode: '5603', debit: '12.00' },
      { accountCode: '1002', credit: '12.00' },
    ],
  });
  const red = await act('acct', 'ledger.reverse-voucher', { voucherId: typed['voucherId'] });
  assert.deepEqual(
    await rows(
      `select a.code, l.debit::text, l.credit::text from fin.voucher_line l join fin.account a on a.id = l.account_id
      where l.voucher_id = $1 order by l.line_no`,
      [red['voucherId']],
    ),
    [
      { code: '5603', debit: '-12.00', credit: '0.00' },
      { code: '1002', debit: '0.00', credit: '-12.00' },
    ],
  );
});

test('accounts are found by code, name and pinyin; those that documents post to are not offered', async () => {
  const found = async (text: string) =>
    (
      (await trade.ask('acct', 'ledger.lookup-accounts', { text })) as { code: string; byPartner: boolean }[]
    ).map(({ code, byPartner }) => [code, byPartner]);
  assert.deepEqual(await found('1002'), [['1002', false]]);
  for (const text of ['管理费用', 'glfy', 'administrative exp'])
    assert.deepEqual(await found(text), [['5602', false]]);
  assert.deepEqual(await found('预收'), [['2203', true]]);
  for (const text of ['1122', '1405.01', '2202.01']) assert.deepEqual(await found(text), []);
});
