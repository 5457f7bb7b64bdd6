// The same sums as PostgreSQL makes them: the program and the database may never disagree by a cent.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { useTestDatabase } from '../../tests/support/database.ts';
import {
  type Amount,
  type Qty,
  type Rate,
  type UnitPrice,
  amountOf,
  amountText,
  parseAmount,
  parseQty,
  parseUnitPrice,
  priceText,
  qtyText,
  rateText,
  splitTax,
  unitPriceOf,
} from './decimal.ts';

const database = useTestDatabase();
const CASES = 3_000;

type Case = { readonly qty: Qty; readonly price: UnitPrice; readonly amount: Amount; readonly rate: Rate };

const cases = fc.record({
  qty: fc.bigInt({ min: 1n, max: 10n ** 13n }).map((value) => value as Qty),
  price: fc.bigInt({ min: 0n, max: 10n ** 13n }).map((value) => value as UnitPrice),
  amount: fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }).map((value) => value as Amount),
  rate: fc.bigInt({ min: 0n, max: 99_999_999n }).map((value) => value as Rate),
});

const ours = ({ qty, price, amount, rate }: Case) => ({
  value: amountText(amountOf(qty, price, 'half-up')),
  net: amountText(splitTax(amount, rate).amount),
  unit: priceText(unitPriceOf(amount, qty, 'half-up')),
});

test(`${CASES} products, taxes and unit prices are those of PostgreSQL`, async () => {
  const sampled: readonly Case[] = fc.sample(cases, CASES);
  const { rows } = await database().owner.query<{ value: string; net: string; unit: string }>(
    `select round(qty * price, 2)::text as value, round(amount / (1 + rate), 2)::text as net,
       round(amount::numeric(60, 30) / qty, 8)::text as unit
     from unnest($1::numeric[], $2::numeric[], $3::numeric[], $4::numeric[]) as c (qty, price, amount, rate)`,
    [
      sampled.map(({ qty }) => qtyText(qty)),
      sampled.map(({ price }) => priceText(price)),
      sampled.map(({ amount }) => amountText(amount)),
      sampled.map(({ rate }) => rateText(rate)),
    ],
  );
  const theirs = rows.map(({ value, net, unit }) => ({
    value: amountText(parseAmount(value)),
    net: amountText(parseAmount(net)),
    unit: priceText(parseUnitPrice(unit)),
  }));
  for (const [at, one] of sampled.entries())
    assert.deepEqual(ours(one), theirs[at], JSON.stringify(theirs[at]));
});

test('what goes in comes out, to the last decimal of every domain', async () => {
  const sampled: readonly Case[] = fc.sample(cases, 500);
  const { rows } = await database().owner.query<{ qty: string; amount: string; price: string }>(
    `select q::qty as qty, a::amount as amount, p::unit_price as price
     from unnest($1::numeric[], $2::numeric[], $3::numeric[]) as c (q, a, p)`,
    [
      sampled.map(({ qty }) => qtyText(qty)),
      sampled.map(({ amount }) => amountText(amount)),
      sampled.map(({ price }) => priceText(price)),
    ],
  );
  const back = rows.map(({ qty, amount, price }) => [
    parseQty(qty),
    parseAmount(amount),
    parseUnitPrice(price),
  ]);
  assert.deepEqual(
    back,
    sampled.map(({ qty, amount, price }) => [qty, amount, price]),
  );
});
