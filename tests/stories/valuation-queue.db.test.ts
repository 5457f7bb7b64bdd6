// What cannot be valued waits for the accountant and holds nobody else back: found goods that never cost anything take
// the value they are given, an account that was missing is opened and everything behind it follows in its order.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openTrade } from '../support/trade.ts';

const trade = openTrade({
  // A good that was never bought and has no standard cost, in a bin of its own.
  rewrite: ({ name, text }) => ({
    name,
    text: text
      .replace(/^(RM-KEY,.*?,VAT13,[^,]*,[^,]*),[^,]*/m, '$1,0')
      .replace(/^RM-KEY,YL,A-01-07-1.*\n/m, '')
      .replace('1403.01,,50032.00,', '1403.01,,49216.00,')
      .replace('3104,,,264960.65', '3104,,,264144.65'),
  }),
});
const { act, ask, settle, startCount, look, differences, rows, voucherLines, poolOf, buy, sell, onHand } =
  trade;

type Queue = { rows: Record<string, string>[] };
const queue = async (): Promise<(string | undefined)[][]> =>
  ((await ask('acct', 'costing.list-exceptions', {})) as Queue).rows.map((row) => [
    row['item_code'],
    row['code'],
    row['qty'],
  ]);

test('found goods without any known cost wait, and take the value the accountant gives', async () => {
  const { orderId, jobId } = await startCount('YL', { binCodes: ['A-01-07-1'] });
  await look('clerk1', jobId, 'A-01-07-1', [['RM-KEY', '40']]);
  await look('clerk2', jobId, 'A-01-07-1', [['RM-KEY', '40']]);
  const open = await differences(orderId);
  await act('controller', 'count.settle-differences', {
    orderId,
    lines: open.map((line) => ({ lineId: line['id'], decision: 'adjust', reason: '试产余料' })),
  });
  await settle();
  assert.equal(await onHand('RM-KEY', 'A-01-07-1'), '40');
  assert.deepEqual(await queue(), [['RM-KEY', 'NO_PRICE', '40.000000']]);
  await assert.rejects(
    act('controller', 'ledger.close-period', { period: trade.today().slice(0, 7) }),
    /CLOSE_BLOCKED.*核算异常/,
  );
  assert.deepEqual(await act('acct', 'costing.value-queued', {}), { valued: 0, waiting: 1 });
  const [waiting] = await rows('select movement_id::text as id from fin.valuation_exception');
  await assert.rejects(
    act('acct', 'costing.give-value', { movementId: '999999', value: '1.00' }),
    /NOT_WAITING/,
  );
  assert.deepEqual(
    await act('acct', 'costing.give-value', { movementId: waiting?.['id'], value: '136.00' }),
    {
      valued: 1,
      waiting: 0,
    },
  );
  assert.deepEqual(await queue(), []);
  assert.deepEqual(await voucherLines('count_gain'), [
    ['1403.01', '136.00', '0.00'],
    ['1901', '0.00', '136.00'],
  ]);
  assert.deepEqual(await voucherLines('count_gain_settled'), [
    ['1901', '136.00', '0.00'],
    ['5301', '0.00', '136.00'],
  ]);
  assert.deepEqual(await poolOf('RM-KEY'), ['40', '136.00']);
});

test('an account that takes no postings holds back its item alone; once it does, all that waited follows', async () => {
  const account = (active: boolean) =>
    rows('update fin.account set active = $1 where code = $2', [active, '1403.03']);
  await account(false);
  await buy({ supplier: 'V12', item: 'PK-BOX17', qty: '100', price: '2.373', lot: '', warehouse: 'BC' });
  await buy({ supplier: 'V12', item: 'PK-BOX17', qty: '50', price: '2.486', lot: '', warehouse: 'BC' });
  const cords = await buy({ supplier: 'V04', item: 'RM-CORD', qty: '10', price: '4.068', lot: 'Q1' });
  await sell({ customer: 'C01', item: 'RM-CORD', qty: '5', price: '6.00' });
  assert.equal(cords.lines.length, 1);
  assert.deepEqual(await queue(), [
    ['PK-BOX17', 'NO_INVENTORY_ACCOUNT', '100.000000'],
    ['PK-BOX17', 'AFTER_EXCEPTION', '50.000000'],
  ]);
  const [waiting] = await rows(`select movement_id::text as id from fin.valuation_exception
    where resolved_at is null order by movement_id`);
  await assert.rejects(
    act('acct', 'costing.give-value', { movementId: waiting?.['id'], value: '1.00' }),
    /VALUE_NOT_ASKED/,
  );
  await account(true);
  assert.deepEqual(await act('acct', 'costing.value-queued', {}), { valued: 2, waiting: 0 });
  assert.deepEqual(await poolOf('PK-BOX17'), ['910', '1916.00']);
});
