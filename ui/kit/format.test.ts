// Digits are moved, never computed through floats; amounts in capitals follow the printed examples of the trade.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  compare,
  converted,
  grouped,
  inCapitals,
  minus,
  moment,
  money,
  percent,
  rateOf,
  share,
  showTimesOf,
} from './format.ts';

test('numbers keep their digits', () => {
  assert.equal(grouped('1234567.089'), '1,234,567.089');
  assert.equal(money('-1200'), '−1,200.00');
  assert.equal(percent('0.13'), '13%');
  assert.equal(percent('0.005'), '0.5%');
  assert.equal(minus('10', '0.3'), '9.7');
  assert.ok(compare('9.9', '10') < 0);
  assert.deepEqual(
    ['1', '0.5', '20', '0', '-1'].map((part) => share(part, '8')),
    ['12.5%', '6.2%', '100.0%', '0.0%', '0.0%'],
  );
});

test('a quantity goes into another unit and back exactly, or not at all', () => {
  assert.equal(converted('5', '12', '1'), '60');
  assert.equal(converted('60', '1', '12'), '5');
  assert.equal(converted('0.5', '12', '1'), '6');
  assert.equal(converted('1', '1', '3'), null);
  fc.assert(
    fc.property(fc.bigInt({ min: 1n, max: 10n ** 15n }), fc.bigInt({ min: 1n, max: 9999n }), (qty, ratio) => {
      const pieces = converted(String(qty), String(ratio), '1') ?? '';
      assert.equal(converted(pieces, '1', String(ratio)), String(qty));
    }),
  );
});

test('a typed percentage becomes a rate by moving the point', () => {
  assert.deepEqual(['1%', '0.5', '１２.５％', '100', '', '0', 'x', '1.2.3'].map(rateOf), [
    '0.01',
    '0.005',
    '0.125',
    '1',
    '',
    '0',
    null,
    null,
  ]);
});

test('amounts in capitals', () => {
  const cases: [string, string][] = [
    ['0.00', '零元整'],
    ['0.05', '伍分'],
    ['10.00', '壹拾元整'],
    ['325.04', '叁佰贰拾伍元零肆分'],
    ['6007.14', '陆仟零柒元壹角肆分'],
    ['16409.02', '壹万陆仟肆佰零玖元零贰分'],
    ['107000.53', '壹拾万柒仟元伍角叁分'],
    ['100000001.00', '壹亿零壹元整'],
    ['1010000.00', '壹佰零壹万元整'],
    ['-82.30', '负捌拾贰元叁角'],
  ];
  for (const [amount, words] of cases) assert.equal(inCapitals(amount), words, amount);
});

test("moments are the company's, wherever the reader sits", () => {
  assert.equal(moment('2026-11-24T16:05:00Z'), '11-25 00:05');
  showTimesOf('Europe/Berlin');
  assert.equal(moment('2026-11-24T16:05:00Z'), '11-24 17:05');
  assert.equal(moment(null), '');
});
