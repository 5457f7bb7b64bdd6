// Exactness as properties: what is read is written again, parts sum to the whole, rounding goes where it says.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  type Amount,
  type Qty,
  type Rate,
  type UnitPrice,
  addQty,
  amountOf,
  amountText,
  divideRounded,
  parseAmount,
  parseQty,
  parseUnitPrice,
  portionOf,
  priceText,
  qtyText,
  splitTax,
  subQty,
  taxOf,
  toBaseQty,
  unitPriceOf,
  withTolerance,
} from './decimal.ts';

const most = 10n ** 16n;
const qtys = fc.bigInt({ min: -most, max: most }).map((value) => value as Qty);
const positiveQtys = fc.bigInt({ min: 1n, max: most }).map((value) => value as Qty);
const amounts = fc.bigInt({ min: -most, max: most }).map((value) => value as Amount);
const prices = fc.bigInt({ min: 0n, max: most }).map((value) => value as UnitPrice);
const rates = fc.bigInt({ min: 0n, max: 99_999_999n }).map((value) => value as Rate);

test('text and number are the same thing', () => {
  fc.assert(fc.property(qtys, (qty) => assert.equal(parseQty(qtyText(qty)), qty)));
  fc.assert(fc.property(amounts, (amount) => assert.equal(parseAmount(amountText(amount)), amount)));
  fc.assert(fc.property(prices, (price) => assert.equal(parseUnitPrice(priceText(price)), price)));
});

test('text is plain: no exponent, the least decimals, no minus before nothing', () => {
  assert.equal(qtyText(parseQty('100.500000')), '100.5');
  assert.equal(qtyText(parseQty('-0.000001')), '-0.000001');
  assert.equal(qtyText(parseQty('-0')), '0');
  assert.equal(amountText(parseAmount('7')), '7.00');
  assert.equal(priceText(parseUnitPrice('261.061947')), '261.061947');
  assert.equal(priceText(parseUnitPrice('9.2')), '9.20');
});

test('what is no exact number of the scale is refused, never rounded', () => {
  for (const text of [
    '',
    ' 1',
    '1e3',
    '+1',
    '1,000',
    '.5',
    'NaN',
    'Infinity',
    '0x10',
    '1.2.3',
    '--1',
    '１',
  ]) {
    assert.throws(() => parseQty(text), RangeError, text);
  }
  assert.throws(() => parseQty('1.0000001'), RangeError);
  assert.throws(() => parseAmount('1.001'), RangeError);
  assert.equal(parseAmount('1.1000'), 110n);
});

test('rounding says where it goes', () => {
  const cases = [
    [5n, 2n, 3n, 2n, 3n],
    [-5n, 2n, -3n, -2n, -3n],
    [4n, 3n, 1n, 1n, 2n],
    [-4n, 3n, -1n, -1n, -2n],
    [6n, -4n, -2n, -1n, -2n],
    [0n, 7n, 0n, 0n, 0n],
  ] as const;
  for (const [numerator, denominator, halfUp, down, up] of cases) {
    assert.equal(divideRounded(numerator, denominator, 'half-up'), halfUp);
    assert.equal(divideRounded(numerator, denominator, 'down'), down);
    assert.equal(divideRounded(numerator, denominator, 'up'), up);
  }
  assert.throws(() => divideRounded(1n, 0n, 'down'), RangeError);
});

test('rounding is never further off than it may be, and mirrors at zero', () => {
  const some = fc.bigInt({ min: -most, max: most });
  const divisors = fc.bigInt({ min: 1n, max: most });
  fc.assert(
    fc.property(some, divisors, (n, d) => {
      const half = divideRounded(n, d, 'half-up');
      const off = half * d - n;
      assert((off < 0n ? -off : off) * 2n <= d);
      assert.equal(divideRounded(-n, d, 'half-up'), -half);
      assert(divideRounded(n, d, 'down') * d * (n < 0n ? -1n : 1n) <= n * (n < 0n ? -1n : 1n));
    }),
  );
});

test('the case of the trade: 60 × 295.00 with 13 % tax', () => {
  const total = amountOf(parseQty('60'), parseUnitPrice('295'), 'half-up');
  assert.equal(amountText(total), '17700.00');
  const { amount, tax } = splitTax(total, 13_000_000n as Rate);
  assert.deepEqual([amountText(amount), amountText(tax)], ['15663.72', '2036.28']);
  assert.equal(priceText(unitPriceOf(amount, parseQty('60'), 'half-up')), '261.062');
});

test('tax and amount sum to the total', () => {
  fc.assert(
    fc.property(amounts, rates, (total, rate) => {
      const { amount, tax } = splitTax(total, rate);
      assert.equal(amount + tax, total);
      const off = taxOf(amount, rate) - tax;
      assert(off >= -1n && off <= 1n, 'tax of the amount is the tax, to the cent');
    }),
  );
});

test('taking portions until nothing is left takes everything', () => {
  const steps = fc.array(positiveQtys, { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(amounts, steps, (amount, takes) => {
      let [left, leftQty] = [amount, takes.reduce<Qty>((sum, qty) => addQty(sum, qty), 0n as Qty)];
      for (const qty of takes) {
        const part = portionOf(left, qty, leftQty, 'half-up');
        left = (left - part) as Amount;
        leftQty = subQty(leftQty, qty);
      }
      assert.deepEqual([left, leftQty], [0n, 0n]);
    }),
  );
});

test('a tolerance never gives more than its share', () => {
  fc.assert(
    fc.property(positiveQtys, rates, (qty, rate) => {
      const limit = withTolerance(qty, rate);
      assert(limit >= qty && (limit - qty) * 100_000_000n <= qty * rate);
    }),
  );
});

test('packs convert exactly or not at all', () => {
  assert.equal(toBaseQty(parseQty('3'), 12n, 1n), parseQty('36'));
  assert.equal(toBaseQty(parseQty('1'), 1n, 3n), null);
  assert.equal(toBaseQty(parseQty('3'), 1n, 3n), parseQty('1'));
});
