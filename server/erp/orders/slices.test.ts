// What slices of an order line are worth, by table and by chance: of the line as ordered, and of what came beyond it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type Amount,
  amountAsSaid,
  amountText,
  parseAmount,
  parseQty,
  parseRate,
  parseUnitPrice,
  splitTax,
} from '../../kernel/decimal.ts';
import { randomFrom } from '../../../tests/support/random.ts';
import { type Told, priceSlice } from './slices.ts';

const RATE = parseRate('0.13');

/** So many at a price, all of it worth what is said. */
const line = (qty: string, price: string, amount: string, tax: string): Told => ({
  amount: parseAmount(amount),
  tax: parseAmount(tax),
  said: { price: parseUnitPrice(price), entered: parseQty(qty), base: parseQty(qty) },
});
const worth = (told: Told, before: string, qty: string): string[] => {
  const { amount, tax } = priceSlice(told, RATE, parseQty(before), parseQty(qty));
  return [amountText(amount), amountText(tax)];
};

test('what came beyond the order within its tolerance is worth its price like the rest', () => {
  const told = line('100', '11.3', '1000.00', '130.00');
  assert.deepEqual(worth(told, '0', '100'), ['1000.00', '130.00']);
  assert.deepEqual(worth(told, '0', '105'), ['1050.00', '136.50']);
  assert.deepEqual(worth(told, '60', '45'), ['450.00', '58.50']);
  assert.deepEqual(worth(told, '100', '5'), ['50.00', '6.50']);
});

test('a line that is a cent beside its price ends at what it said, and nothing beyond it is below nothing', () => {
  const told = line('3', '0.01', '0.04', '0.00');
  assert.deepEqual(worth(told, '0', '3'), ['0.04', '0.00']);
  assert.deepEqual(worth(told, '3', '1'), ['0.00', '0.00']);
});

test('slices of any size, up to and beyond the line, are never below nothing and sum to it', () => {
  const random = randomFrom(20261128);
  for (let turn = 0; turn < 2_000; turn++) {
    const qty = 1 + random.below(300);
    const cent = BigInt(random.below(3) - 1);
    const price = `0.${String(1 + random.below(9_999)).padStart(5, '0')}`;
    const said = {
      price: parseUnitPrice(price),
      entered: parseQty(String(qty)),
      base: parseQty(String(qty)),
    };
    const { amount, tax } = splitTax(amountAsSaid(said.base, said, 'half-up'), RATE);
    const told: Told = { amount: (amount === 0n ? 0n : amount + cent) as Amount, tax, said };
    let [sum, taxes] = [0n, 0n];
    const slice = (from: number, to: number): void => {
      const part = priceSlice(told, RATE, parseQty(String(from)), parseQty(String(to - from)));
      assert.ok(part.amount >= 0n && part.tax >= 0n, `turn ${turn}`);
      sum += part.amount;
      taxes += part.tax;
    };
    const cuts = Array.from({ length: 5 }, () => random.below(qty)).sort((a, b) => a - b);
    const marks = [0, ...cuts, qty];
    for (const [at, mark] of marks.entries()) if (at > 0) slice(marks[at - 1] ?? 0, mark);
    assert.deepEqual([sum, taxes], [told.amount, told.tax]);
    slice(qty, qty + 1 + random.below(20));
  }
});
