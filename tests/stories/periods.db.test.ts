// Periods open and closed: what happens late is booked on the first open day, what is typed into a closed month is
// refused, and a month that was told stays as it was told, in its accounts and in what stock was worth.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fixedClock } from '../../server/kernel/clock.ts';
import { openTrade } from '../support/trade.ts';

const trade = openTrade({ clock: fixedClock('2026-03-16T08:00:00+08:00') });
const { act, ask, at, buy, sell, arrive, invoicePurchase, booksOf, openItem, rows } = trade;

type Answer = { rows: Record<string, string>[] };

/** Rows of a list in one period, by code. */
async function listIn(period: string, list: string): Promise<Map<string, Record<string, string>>> {
  const answer = (await ask('controller', list, {
    filters: [{ column: 'period_code', op: 'eq', value: period }],
    limit: 500,
  })) as Answer;
  return new Map(answer.rows.map((row) => [String(row['item_code'] ?? row['account_code']), row]));
}
const summary = (period: string) => listIn(period, 'costing.stock-summary');
const trial = (period: string) => listIn(period, 'ledger.trial-balance');
const bookedOn = async (sourceId: unknown): Promise<(string | undefined)[][]> =>
  (
    await rows(
      `select v.event, v.period_code as period, v.business_date::text as day from fin.voucher v
      where v.source_id = $1 order by v.period_code, v.no`,
      [sourceId],
    )
  ).map((row) => [row['event'], row['period'], row['day']]);

let early: Awaited<ReturnType<typeof buy>>;
let marchStock: Record<string, string> | undefined;
let marchAccount: Record<string, string> | undefined;

test('a month is told: what was there, came in, went out and stayed, equal to the accounts', async () => {
  at('2026-03-20');
  early = await buy({
    supplier: 'V04',
    item: 'RM-CORD',
    qty: '500',
    price: '4.52',
    lot: 'P1',
    arrives: '300',
  });
  at('2026-03-24');
  await sell({ customer: 'C01', item: 'RM-CORD', qty: '900', price: '6.00' });
  marchStock = (await summary('2026-03')).get('RM-CORD');
  assert.deepEqual(
    ['opening_qty', 'qty_in', 'value_in', 'qty_out', 'value_out', 'closing_qty', 'closing_value'].map((key) =>
      String(marchStock?.[key]).replace(/\.0+$/, ''),
    ),
    ['0', '1500', '5520', '900', '3312', '600', '2208'],
  );
  marchAccount = (await trial('2026-03')).get('1403.01');
  const stock = [...(await summary('2026-03')).values()];
  const [valued] = await rows(
    'select sum(closing_value)::text as value from fin.stock_summary where period_code = $1',
    ['2026-03'],
  );
  const [booked] = await rows(
    `select sum(t.closing)::text as value from fin.trial_balance t join fin.account a on a.code = t.account_code
    where t.period_code = '2026-03' and a.control = 'stock'`,
  );
  assert.ok(stock.length > 30);
  assert.deepEqual(valued, booked);
});

test('the trial balance holds both sides equal, and shows no month that has not begun', async () => {
  const [sums] = await rows(
    `select sum(case when side = 'debit' then opening else -opening end)::text as opening,
      sum(debit - credit)::text as turnover, sum(case when side = 'debit' then closing else -closing end)::text as closing,
      max(period_code) <= to_char(now() + interval '1 day', 'YYYY-MM') as begun
    from fin.trial_balance where period_code = '2026-03' or period_code > '2026-04'`,
  );
  assert.deepEqual(
    [sums?.['opening'], sums?.['turnover'], sums?.['closing'], String(sums?.['begun'])],
    ['0.00', '0.00', '0.00', 'true'],
  );
});

test('a month with unfinished business asks before it closes, and then takes nothing typed any more', async () => {
  at('2026-04-02');
  await assert.rejects(act('controller', 'ledger.close-period', { period: '2026-04' }), /CLOSE_BLOCKED/);
  await assert.rejects(act('controller', 'ledger.close-period', { period: '2026-03' }), /CLOSE_UNFINISHED/);
  await act('controller', 'ledger.close-period', { period: '2026-03', acceptWarnings: true });
  const typed = {
    businessDate: '2026-03-31',
    summary: '迟到',
    lines: [
      { accountCode: '5602', debit: '1.00' },
      { accountCode: '1002', credit: '1.00' },
    ],
  };
  await assert.rejects(act('acct', 'ledger.write-voucher', typed), /PERIOD_CLOSED/);
  const lines = [{ id: early.lines[0]?.['id'], qty: '300' }];
  await assert.rejects(invoicePurchase('V04', lines, { businessDate: '2026-03-31' }), /PERIOD_CLOSED/);
});

test('an invoice of the closed month is booked in the open one; when it is due follows from its own date', async () => {
  const lines = [{ id: early.lines[0]?.['id'], qty: '300', priceWithTax: '4.633' }];
  const invoice = await invoicePurchase('V04', lines, { invoiceDate: '2026-03-28' });
  assert.deepEqual(await bookedOn(invoice['invoiceId']), [
    ['estimate_reversal', '2026-04', '2026-04-02'],
    ['purchase_invoice', '2026-04', '2026-04-02'],
  ]);
  assert.equal((await openItem(invoice['invoiceId']))?.['due'], '2026-04-30');
  const april = (await summary('2026-04')).get('RM-CORD');
  assert.deepEqual(
    [april?.['opening_value'], april?.['value_in'], april?.['closing_value']],
    ['2208.00', '30.00', '2238.00'],
  );
});

test('goods that a handheld reports late, with a day of the closed month, are booked on the first open day', async () => {
  at('2026-03-31', '17:00');
  await arrive(early.orderId, '200', 'P2');
  const [receipt] = (await trade.receiptLines(early.orderId)).slice(-1);
  assert.deepEqual(await bookedOn(receipt?.['receiptId']), [['purchase_receipt', '2026-04', '2026-04-01']]);
  const told = await rows(
    `select business_date::text as happened, booked_on::text as booked from fin.cost_row where source_id = $1`,
    [receipt?.['receiptId']],
  );
  assert.deepEqual(told, [{ happened: '2026-03-31', booked: '2026-04-01' }]);
  assert.deepEqual((await summary('2026-03')).get('RM-CORD'), marchStock);
  assert.deepEqual((await trial('2026-03')).get('1403.01'), marchAccount);
});

test('goods for nothing that come late change the quantity of the open month, not of the closed one', async () => {
  const before = (await summary('2026-03')).get('RM-SUS17');
  await buy({ supplier: 'V01', item: 'RM-SUS17', qty: '10', price: '0', lot: 'F1' });
  assert.deepEqual((await summary('2026-03')).get('RM-SUS17'), before);
  assert.equal((await summary('2026-04')).get('RM-SUS17')?.['qty_in'], '10.000000');
});

test('what is wrong in a closed month is taken back in the open one, in red', async () => {
  at('2026-04-03');
  const { lines } = await buy({ supplier: 'V04', item: 'RM-CORD', qty: '10', price: '4.52', lot: 'P3' });
  const invoice = await invoicePurchase('V04', [{ id: lines[0]?.['id'], qty: '10' }]);
  at('2026-05-06');
  await act('controller', 'ledger.close-period', { period: '2026-04', acceptWarnings: true });
  await assert.rejects(
    act('controller', 'settlement.reverse-purchase-invoice', {
      documentId: invoice['invoiceId'],
      businessDate: '2026-04-30',
    }),
    /PERIOD_CLOSED/,
  );
  await act('controller', 'settlement.reverse-purchase-invoice', { documentId: invoice['invoiceId'] });
  assert.deepEqual((await bookedOn(invoice['invoiceId'])).slice(2), [
    ['purchase_invoice_reversal', '2026-05', '2026-05-06'],
    ['estimate_again', '2026-05', '2026-05-06'],
  ]);
  assert.deepEqual((await booksOf(invoice['invoiceId']))['purchase_invoice_reversal'], [
    ['1403.01', '-40.00', '0.00'],
    ['2221.01.01', '-5.20', '0.00'],
    ['2202.01', '0.00', '-45.20'],
  ]);
});

test('months are reopened from the last, with a reason that is kept', async () => {
  await assert.rejects(
    act('controller', 'ledger.reopen-period', { period: '2026-03', reason: '补记' }),
    /LATER_CLOSED/,
  );
  await act('controller', 'ledger.reopen-period', { period: '2026-04', reason: '补记运费' });
  const [kept] = await rows(`select after ->> 'reason' as reason from sys.audit where entity = 'period'
    order by id desc limit 1`);
  assert.equal(kept?.['reason'], '补记运费');
});
