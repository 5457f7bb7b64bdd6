// The worked case of moving average that accountants check a program by: 400 heaters at 7.60, two receipts at
// estimates, two issues, and an invoice for the first receipt that is dearer than its estimate. Every row to the cent.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fixedClock } from '../../server/kernel/clock.ts';
import { openTrade } from '../support/trade.ts';

const { at, buy, sell, invoicePurchase, booksOf, poolOf, rows, idOf, balances } = openTrade({
  clock: fixedClock('2026-03-16T08:00:00+08:00'),
  rewrite: ({ name, text }) => ({
    name,
    text: text
      .replace('RM-HEAT,YL,A-01-02-1,260201-V03-01,,,,950,7410.00', 'RM-HEAT,YL,A-01-02-1,L0,,,,400,3040.00')
      // What the account begins with follows the stock.
      .replace('1403.01,,50032.00,', '1403.01,,45662.00,')
      .replace('3104,,,264960.65', '3104,,,260590.65'),
  }),
});

test('400 at 7.60, 500 at 7.80, 600 out, 1,000 at 8.10, 700 out, the first invoice at 7.95', async () => {
  assert.deepEqual(await poolOf('RM-HEAT'), ['400', '3040.00']);
  at('2026-03-05');
  const first = await buy({ supplier: 'V03', item: 'RM-HEAT', qty: '500', price: '8.814', lot: 'L1' });
  assert.deepEqual(await booksOf(first.lines[0]?.['receiptId']), {
    purchase_receipt: [
      ['1403.01', '3900.00', '0.00'],
      ['2202.02', '0.00', '3900.00'],
    ],
  });
  at('2026-03-08');
  const issued = await sell({ customer: 'C01', item: 'RM-HEAT', qty: '600', price: '12.00' });
  const cost = await Promise.all(
    [...new Set(issued.lines.map((line) => line['deliveryId']))].map((id) => booksOf(id)),
  );
  assert.deepEqual(cost, [
    {
      sales_cost: [
        ['5401', '4626.67', '0.00'],
        ['1403.01', '0.00', '4626.67'],
      ],
    },
  ]);
  assert.deepEqual(await poolOf('RM-HEAT'), ['300', '2313.33']);
  at('2026-03-12');
  await buy({ supplier: 'V03', item: 'RM-HEAT', qty: '1000', price: '9.153', lot: 'L2' });
  assert.deepEqual(await poolOf('RM-HEAT'), ['1300', '10413.33']);
  at('2026-03-20');
  const again = await sell({ customer: 'C01', item: 'RM-HEAT', qty: '700', price: '12.00' });
  assert.deepEqual((await booksOf(again.lines[0]?.['deliveryId']))['sales_cost'], [
    ['5401', '5607.18', '0.00'],
    ['1403.01', '0.00', '5607.18'],
  ]);
  at('2026-03-25');
  const invoice = await invoicePurchase('V03', [
    { id: first.lines[0]?.['id'], qty: '500', priceWithTax: '8.9835' },
  ]);
  assert.equal(invoice['difference'], '75.00');
  assert.deepEqual(await booksOf(invoice['invoiceId']), {
    estimate_reversal: [
      ['1403.01', '-3900.00', '0.00'],
      ['2202.02', '0.00', '-3900.00'],
    ],
    purchase_invoice: [
      ['1403.01', '3975.00', '0.00'],
      ['2221.01.01', '516.75', '0.00'],
      ['2202.01', '0.00', '4491.75'],
    ],
  });
  assert.deepEqual(await poolOf('RM-HEAT'), ['600', '4881.15']);
  const [closing] = await rows(
    'select unit_cost::numeric(18,6)::text as cost from fin.stock_value_list where item_id = $1',
    [await idOf('md.item', 'RM-HEAT')],
  );
  assert.equal(closing?.['cost'], '8.135250');
});

test('what came in is what went out and what is left: 15,115.00', async () => {
  const told = await rows(
    `select c.kind, sum(c.value)::text as value from fin.cost_row c where c.item_id = $1 and c.value <> 0
    group by c.kind order by c.kind`,
    [await idOf('md.item', 'RM-HEAT')],
  );
  assert.deepEqual(told, [
    { kind: 'adjustment', value: '75.00' },
    { kind: 'issue', value: '-10233.85' },
    { kind: 'receipt', value: '15040.00' },
  ]);
  assert.deepEqual(await balances('2202.02', '5401'), { '2202.02': '-8100.00', '5401': '10233.85' });
});
