// What was typed in boxes is worth what was typed: amounts are taken from the price as it was said, the base quantity
// follows exactly, and to another unit and back is where one was.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  type Qty,
  type Rate,
  type UnitPrice,
  addQty,
  amountOf,
  amountAsSaid,
  amountText,
  parseQty,
  parseRate,
  parseUnitPrice,
  priceText,
  qtyText,
  toBaseQty,
} from '../kernel/decimal.ts';
import { listPriceOf, priceLine } from './pricing.ts';

const BASE = { code: 'X', numerator: 1n, denominator: 1n };
const units = fc
  .tuple(fc.bigInt({ min: 1n, max: 10_000n }), fc.bigInt({ min: 1n, max: 60n }))
  .map(([numerator, denominator]) => ({ code: 'X', numerator, denominator }));
const entered = fc.bigInt({ min: 1n, max: 10n ** 12n }).map((value) => value as Qty);
const prices = fc.bigInt({ min: 0n, max: 10n ** 13n }).map((value) => value as UnitPrice);
const rates = fc.constantFrom('0', '0.03', '0.13').map(parseRate);

test('a box of 12 at 100 is worth 100, whatever a piece of it would cost', () => {
  const box = { code: 'X', numerator: 12n, denominator: 1n };
  const line = priceLine(parseQty('1000000'), parseUnitPrice('100'), box, parseRate('0.13'));
  assert.deepEqual(
    [qtyText(line.qty), priceText(line.priceEntered), priceText(line.priceWithTax), amountText(line.total)],
    ['12000000', '100.00', '8.33333333', '100000000.00'],
  );
});

test('typed in one unit, then in another, then again in the first: the same quantity, price and amounts', () => {
  fc.assert(
    fc.property(entered, prices, units, rates, (qty, price, unit, rate) => {
      fc.pre(toBaseQty(qty, unit.numerator, unit.denominator) !== null);
      const inPacks = priceLine(qty, price, unit, rate);
      // Whoever reads the line back reads what was typed, so saving it again changes nothing.
      assert.deepEqual(priceLine(qty, inPacks.priceEntered, unit, rate), inPacks);
      const inPieces = priceLine(inPacks.qty, inPacks.priceWithTax, BASE, rate);
      assert.equal(inPieces.qty, inPacks.qty);
      assert.equal(toBaseQty(inPieces.qty, unit.denominator, unit.numerator), qty);
      const again = priceLine(qty, price, unit, rate);
      assert.deepEqual(again, inPacks);
    }),
  );
});

test('a line in base units is worth quantity times price, as ever', () => {
  fc.assert(
    fc.property(entered, prices, rates, (qty, price, rate) => {
      const line = priceLine(qty, price, BASE, rate);
      assert.equal(line.total, amountOf(qty, price, 'half-up'));
      assert.deepEqual([line.qty, line.priceEntered, line.priceWithTax], [qty, price, price]);
    }),
  );
});

test('slices of what was said in packs sum to the whole, however it is cut into pieces', () => {
  fc.assert(
    fc.property(entered, prices, units, fc.bigInt({ min: 0n, max: 10n ** 12n }), (qty, price, unit, cut) => {
      const base = toBaseQty(qty, unit.numerator, unit.denominator);
      fc.pre(base !== null);
      const said = { price, entered: qty, base };
      const first = (cut % base) as Qty;
      const upTo = (reached: Qty): bigint => amountAsSaid(reached, said, 'half-up');
      const whole = upTo(addQty(first, (base - first) as Qty));
      assert.equal(whole, priceLine(qty, price, unit, 0n as Rate).total);
    }),
  );
});

test('a list price is of a base unit; of a pack it is the multiple', () => {
  const box = { code: 'X', numerator: 12n, denominator: 1n };
  assert.equal(listPriceOf(parseUnitPrice('8.50'), box), parseUnitPrice('102'));
  assert.equal(listPriceOf(null, box), null);
});
