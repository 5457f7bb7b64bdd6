// What a count that is decided books: gains and losses through pending differences, and the input VAT of what was lost
// through carelessness.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openTrade } from '../support/trade.ts';

const { act, startCount, look, differences, settle, rows, booksOf } = openTrade();

const GLASS = { item: 'RM-GLASS18', bin: 'A-01-01-3', lot: '260201-V02-01' } as const;

/** Finds another quantity of an item than the book has, and decides it; returns what the vouchers stem from. */
async function find(qty: string, careless = false): Promise<unknown> {
  const { orderId, jobId } = await startCount('YL', { binCodes: [GLASS.bin] });
  for (const clerk of ['clerk1', 'clerk2'])
    await look(clerk, jobId, GLASS.bin, [[GLASS.item, qty, GLASS.lot]]);
  const open = await differences(orderId);
  await act('controller', 'count.settle-differences', {
    orderId,
    lines: open.map((line) => ({ lineId: line['id'], decision: 'adjust', reason: '盘点', careless })),
  });
  await settle();
  const [voucher] =
    await rows(`select source_id as id from fin.voucher where event in ('count_gain', 'count_loss')
    order by period_code desc, no desc limit 1`);
  return voucher?.['id'];
}

test('a gain goes to pending differences and on to other income, at the average of its pool', async () => {
  assert.deepEqual(await booksOf(await find('212', true)), {
    count_gain: [
      ['1403.01', '29.00', '0.00'],
      ['1901', '0.00', '29.00'],
    ],
    count_gain_settled: [
      ['1901', '29.00', '0.00'],
      ['5301', '0.00', '29.00'],
    ],
  });
});

test('a loss goes to pending losses and on to expense; one through carelessness takes its input tax with it', async () => {
  assert.deepEqual(await booksOf(await find('211')), {
    count_loss: [
      ['1901', '14.50', '0.00'],
      ['1403.01', '0.00', '14.50'],
    ],
    count_loss_settled: [
      ['5711', '14.50', '0.00'],
      ['1901', '0.00', '14.50'],
    ],
  });
  assert.deepEqual(await booksOf(await find('201', true)), {
    count_loss: [
      ['1901', '163.85', '0.00'],
      ['1403.01', '0.00', '145.00'],
      ['2221.01.09', '0.00', '18.85'],
    ],
    count_loss_settled: [
      ['5711', '163.85', '0.00'],
      ['1901', '0.00', '163.85'],
    ],
  });
});
