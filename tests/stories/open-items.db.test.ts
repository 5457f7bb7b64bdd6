// What is owed and how old it is: one payment over several invoices, parts, too much and the wrong partner, money and
// invoices taken back in their order, and the age of each open item by the day it falls due.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addDays, dateIn } from '../../server/kernel/clock.ts';
import { openTrade } from '../support/trade.ts';

const trade = openTrade();
const { act, ask, buy, sell, invoicePurchase, invoiceSale, booksOf, openItem, pay, balances, rows } = trade;

/** Two invoices of one supplier, 1,130.00 and 565.00. */
async function twoInvoices(): Promise<[unknown, unknown]> {
  const { lines } = await buy({
    supplier: 'V04',
    item: 'RM-CORD',
    qty: '300',
    price: '5.65',
    lot: `O${Math.random()}`,
  });
  const [first, second] = [
    await invoicePurchase('V04', [{ id: lines[0]?.['id'], qty: '200' }], {
      invoiceNo: `A${String(lines[0]?.['id'])}`,
    }),
    await invoicePurchase('V04', [{ id: lines[0]?.['id'], qty: '100' }], {
      invoiceNo: `B${String(lines[0]?.['id'])}`,
    }),
  ];
  return [first['invoiceId'], second['invoiceId']];
}

test('one payment settles an invoice and a part of the next; the rest stays open', async () => {
  const [first, second] = await twoInvoices();
  const [one, two] = [await openItem(first), await openItem(second)];
  assert.deepEqual([one?.['left'], two?.['left']], ['1130.00', '565.00']);
  const paid = await pay(
    'pay',
    'V04',
    [
      [one?.['id'], '1130.00'],
      [two?.['id'], '300.00'],
    ],
    '1430.00',
  );
  assert.deepEqual(await booksOf(paid['paymentId']), {
    payment: [
      ['2202.01', '1430.00', '0.00'],
      ['1002', '0.00', '1430.00'],
    ],
  });
  assert.deepEqual(
    [(await openItem(first))?.['age'], (await openItem(second))?.['left']],
    ['settled', '265.00'],
  );
});

test('what does not fit is refused: more than is open, a sum that is none, somebody else’s invoice, the other side', async () => {
  const [first] = await twoInvoices();
  const item = (await openItem(first))?.['id'];
  await assert.rejects(pay('pay', 'V04', [[item, '1130.01']], '1130.01'), /SETTLE_TOO_MUCH/);
  await assert.rejects(
    pay(
      'pay',
      'V04',
      [
        [item, '600.00'],
        [item, '600.00'],
      ],
      '1200.00',
    ),
    /SETTLE_TOO_MUCH/,
  );
  await assert.rejects(pay('pay', 'V04', [[item, '100.00']], '99.00'), /SETTLE_NOT_SUM/);
  await assert.rejects(pay('pay', 'V03', [[item, '100.00']], '100.00'), /OTHER_PARTNER/);
  await assert.rejects(pay('collect', 'V04', [[item, '100.00']], '100.00'), /OTHER_PARTNER/);
});

test('a paid invoice is not taken back before its payment; a payment taken back opens all it settled', async () => {
  const [first, second] = await twoInvoices();
  const before = await balances('1002', '2202.01');
  const items = [(await openItem(first))?.['id'], (await openItem(second))?.['id']] as const;
  const paid = await pay(
    'pay',
    'V04',
    [
      [items[0], '1130.00'],
      [items[1], '65.00'],
    ],
    '1195.00',
  );
  await assert.rejects(
    act('controller', 'settlement.reverse-purchase-invoice', { documentId: second }),
    /INVOICE_SETTLED/,
  );
  await act('controller', 'settlement.reverse-payment', { documentId: paid['paymentId'] });
  assert.deepEqual((await booksOf(paid['paymentId']))['payment_reversal'], [
    ['2202.01', '-1195.00', '0.00'],
    ['1002', '0.00', '-1195.00'],
  ]);
  assert.deepEqual(
    [(await openItem(first))?.['left'], (await openItem(second))?.['left']],
    ['1130.00', '565.00'],
  );
  assert.deepEqual(await balances('1002', '2202.01'), before);
  await act('controller', 'settlement.reverse-purchase-invoice', { documentId: second });
  assert.equal((await openItem(second))?.['age'], 'settled');
  await assert.rejects(
    act('controller', 'settlement.reverse-payment', { documentId: paid['paymentId'] }),
    /STATE/,
  );
});

test('money of customers comes in on another account of the bank, over two invoices', async () => {
  const { lines } = await sell({
    customer: 'C03',
    item: 'FG-K17S',
    qty: '30',
    price: '89.00',
    warehouse: 'CP',
  });
  const invoices = [
    await invoiceSale('C03', [{ id: lines[0]?.['id'], qty: '10' }]),
    await invoiceSale('C03', [{ id: lines[0]?.['id'], qty: '20' }]),
  ];
  const items = await Promise.all(invoices.map((invoice) => openItem(invoice['invoiceId'])));
  const { paymentId } = await act('controller', 'settlement.book-payment', {
    direction: 'collect',
    partnerId: await trade.idOf('md.partner', 'C03'),
    bankAccount: '1012',
    amount: '2670.00',
    items: items.map((item) => ({ openItemId: item?.['id'], amount: item?.['amount'] })),
  });
  assert.deepEqual(await booksOf(paymentId), {
    collection: [
      ['1012', '2670.00', '0.00'],
      ['1122', '0.00', '2670.00'],
    ],
  });
});

test('what was split into two lines is invoiced for what the one was worth, to the cent, in parts or whole', async () => {
  // Each of two at 1.005 alone would be 1.01; the order says 2.01.
  const twice = { customer: 'C03', item: 'FG-K17S', qty: '2', price: '1.005', warehouse: 'CP', kept: '1' };
  const { orderId, lines } = await sell(twice);
  const [order] = await rows('select total::text from erp.sales_order where id = $1', [orderId]);
  assert.equal(order?.['total'], '2.01');
  const { invoiceId } = await invoiceSale(
    'C03',
    lines.map(({ id }) => ({ id, qty: '1' })),
  );
  assert.equal((await openItem(invoiceId))?.['left'], '2.01');
  const halves = await sell(twice);
  const invoiced = [];
  for (const { id } of halves.lines)
    for (const qty of ['0.5', '0.5']) {
      const half = await invoiceSale('C03', [{ id, qty }]);
      invoiced.push((await openItem(half['invoiceId']))?.['left']);
    }
  assert.deepEqual(invoiced, ['0.50', '0.51', '0.50', '0.50']);
});

test('an item ages from the day after it fell due, on the calendar of the company', async () => {
  const today = dateIn('Asia/Shanghai', new Date());
  const { lines } = await buy({ supplier: 'V09', item: 'RM-MCU', qty: '60', price: '3.39', lot: 'AGE' });
  const expected = [
    ['not_due', 0],
    ['days_30', 1],
    ['days_30', 30],
    ['days_60', 31],
    ['days_90', 61],
    ['days_90', 90],
    ['older', 91],
  ] as const;
  const ages: (string | undefined)[] = [];
  for (const [, days] of expected) {
    const invoice = await invoicePurchase('V09', [{ id: lines[0]?.['id'], qty: '5' }], {
      invoiceNo: `AGE-${days}`,
      invoiceDate: addDays(today, -days),
    });
    ages.push((await openItem(invoice['invoiceId']))?.['age']);
  }
  assert.deepEqual(
    ages,
    expected.map(([age]) => age),
  );
  const ageing = (await ask('controller', 'settlement.list-ageing', { search: 'V09' })) as {
    rows: unknown[];
  };
  assert.deepEqual(
    ageing.rows.map((row) => {
      const { id: _id, partner_id: _partner, partner_name: _name, ...rest } = row as Record<string, unknown>;
      return rest;
    }),
    [
      {
        partner_code: 'V09',
        side: 'payable',
        left_open: '118.65',
        not_due: '16.95',
        days_30: '33.90',
        days_60: '16.95',
        days_90: '33.90',
        older: '16.95',
      },
    ],
  );
});

test('the open items of each side are the accounts of the partners', async () => {
  const open = await rows(
    'select side, sum(left_open)::text as left from fin.open_item_list group by side order by side',
  );
  const booked = await balances('1122', '2202.01');
  assert.deepEqual(
    open.map((row) => row['left']),
    [String(booked['2202.01']).slice(1), booked['1122']],
  );
});
