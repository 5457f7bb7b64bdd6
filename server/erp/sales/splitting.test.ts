// A line becomes two and one again, by table and by chance: whatever is split sums exactly to what it was, and
// each part is rounded as a line of its own would be.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Qty, parseQty, parseRate, parseUnitPrice, qtyText, splitTax } from '../../kernel/decimal.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { type TypedUnit, priceLine } from '../../masterdata/pricing.ts';
import { randomFrom } from '../../../tests/support/random.ts';
import { priceSlice } from '../orders/index.ts';
import { type OpenLine, type Portion, decideMerge, decideSplit } from './splitting.ts';

const PIECE: TypedUnit = { code: 'KETTLE', numerator: 1n, denominator: 1n };
const DOZEN: TypedUnit = { ...PIECE, numerator: 12n };

/** A line of so many typed units at a price with 13 % tax. */
function line(typed: string, more: Partial<OpenLine> = {}, unit = PIECE, price = '33.33'): OpenLine {
  const [entered, taxRate] = [parseQty(typed), parseRate('0.13')];
  const priced = priceLine(entered, parseUnitPrice(price), unit, taxRate);
  return {
    id: 'a',
    lineNo: 1,
    itemId: 'kettle',
    item: 'KETTLE',
    unitId: unit === PIECE ? 'piece' : 'dozen',
    entered,
    notified: parseQty('0'),
    shipped: parseQty('0'),
    promised: priced.qty,
    taxRate,
    madeToOrder: false,
    ...priced,
    ...more,
  };
}

/** The refusal's code, or what stays and goes. */
function outcome(one: OpenLine, kept: string): string {
  try {
    const { first, rest } = decideSplit(one, parseQty(kept));
    const told = ({ entered, qty, promised }: Portion): string =>
      `${qtyText(qty)} (${qtyText(entered)} typed, ${qtyText(promised)} promised)`;
    return `${told(first)} + ${told(rest)}`;
  } catch (thrown) {
    if (thrown instanceof Refusal) return thrown.code;
    throw thrown;
  }
}

test('what is open is split, and nothing that the warehouse knows of', () => {
  const gone = { shipped: parseQty('30'), notified: parseQty('40'), promised: parseQty('70') };
  const cases: readonly [string, OpenLine, string, string][] = [
    ['plain', line('100'), '60', '60 (60 typed, 60 promised) + 40 (40 typed, 40 promised)'],
    ['nothing stays', line('100'), '0', 'SPLIT_BEYOND'],
    ['nothing goes', line('100'), '100', 'SPLIT_BEYOND'],
    ['more than there is', line('100'), '101', 'SPLIT_BEYOND'],
    [
      'shipped stays with the first',
      line('100', gone),
      '10',
      '40 (40 typed, 10 promised) + 60 (60 typed, 60 promised)',
    ],
    ['more is notified than would stay', line('100', gone), '9', 'SPLIT_NOTIFIED'],
    ['all that is open would stay', line('100', gone), '70', 'SPLIT_BEYOND'],
    ['made to order', line('100', { madeToOrder: true }), '60', 'SPLIT_MADE_TO_ORDER'],
    ['typed in dozens', line('10', {}, DOZEN), '36', '36 (3 typed, 36 promised) + 84 (7 typed, 84 promised)'],
    ['no exact dozens', line('10', {}, DOZEN), '50', 'QTY_NOT_EXACT'],
  ];
  for (const [name, one, kept, expected] of cases) assert.equal(outcome(one, kept), expected, name);
});

test('two lines become one where goods, price and tax are the same and nothing of the second has moved', () => {
  const first = line('60');
  const rest = line('40', { id: 'b', lineNo: 2 });
  const refused: readonly [string, OpenLine, OpenLine][] = [
    ['itself', first, first],
    ['other goods', first, { ...rest, itemId: 'cup' }],
    ['another unit', first, { ...rest, unitId: 'dozen' }],
    ['another price', first, { ...rest, priceEntered: parseUnitPrice('33.34') }],
    ['another tax rate', first, { ...rest, taxRate: parseRate('0.09') }],
    ['notified', first, { ...rest, notified: parseQty('1') }],
    ['shipped', first, { ...rest, shipped: parseQty('1') }],
    ['made to order', { ...first, madeToOrder: true }, rest],
  ];
  for (const [name, into, other] of refused)
    assert.throws(() => decideMerge(into, other), { code: 'MERGE_UNLIKE' }, name);
  assert.equal(qtyText(decideMerge(first, rest).qty), '100');
});

test('split and merged, every figure is what it was', () => {
  const random = randomFrom(20261126);
  for (let turn = 0; turn < 2_000; turn++) {
    const qty = 2 + random.below(100_000_000);
    const kept = 1 + random.below(qty - 1);
    const one = line(qtyText(BigInt(qty) as Qty));
    const { first, rest } = decideSplit(one, BigInt(kept) as Qty);
    for (const part of [first, rest]) assert.equal(part.amount + part.taxAmount, part.total);
    assert.ok(first.total >= 0n && rest.total >= 0n);
    const back = decideMerge({ ...one, ...first }, { ...one, ...rest, id: 'b', lineNo: 2 });
    const { entered, amount, taxAmount, total, promised } = one;
    assert.deepEqual(back, { entered, qty: one.qty, amount, taxAmount, total, promised });
  }
});

/** The whole line divided by chance, with its price. */
function* lines(turns: number): Generator<{ one: OpenLine; kept: Qty }> {
  const random = randomFrom(20261127);
  for (let turn = 0; turn < turns; turn++) {
    const qty = 2 + random.below(1_000);
    const price = `${random.below(3)}.${String(random.below(100_000)).padStart(5, '0')}`;
    const one = line(String(qty), {}, PIECE, price);
    yield { one, kept: parseQty(String(1 + random.below(qty - 1))) };
  }
}

test('each part is what it would have been as a line of its own, wherever two such lines sum to the one', () => {
  let apart = 0;
  for (const { one, kept } of lines(5_000)) {
    const { first, rest } = decideSplit(one, kept);
    const alone = [first, rest].map((part) => priceLine(part.entered, one.priceEntered, PIECE, one.taxRate));
    const sum = (of: (part: (typeof alone)[number]) => bigint): bigint =>
      alone.reduce((a, b) => a + of(b), 0n);
    for (const [index, part] of [first, rest].entries()) {
      const off = part.total - (alone[index]?.total ?? 0n);
      if (sum(({ total }) => total) === one.total) assert.equal(off, 0n);
      else assert.ok(off >= -1n && off <= 1n);
      const { amount, tax } = splitTax(part.total, one.taxRate);
      const taxOff = part.taxAmount - tax;
      if (splitTax(first.total, one.taxRate).amount + splitTax(rest.total, one.taxRate).amount === one.amount)
        assert.deepEqual([part.amount, taxOff], [amount, 0n]);
      else assert.ok(taxOff >= -1n && taxOff <= 1n);
    }
    if (sum(({ total }) => total) !== one.total) apart++;
  }
  assert.ok(apart > 100, 'chance brings lines whose parts cannot both be rounded alone');
});

test('a line split again and again, piece by piece, is never worth less than nothing', () => {
  let left = line('10', {}, PIECE, '0.005');
  const parts: Portion[] = [];
  for (let pieces = 9; pieces > 0; pieces--) {
    const { first, rest } = decideSplit(left, parseQty(String(pieces)));
    parts.push(rest);
    left = { ...left, ...first };
  }
  const totals = [...parts, left].map(({ total }) => total);
  assert.equal(
    totals.reduce((a, b) => a + b, 0n),
    5n,
  );
  assert.ok(totals.every((total) => total === 0n || total === 1n));
});

/** An open line counted in pieces, of which some are shipped and invoiced. */
type Counted = { readonly one: OpenLine; readonly pieces: number; readonly invoiced: number };
const NOTHING_GONE = { shipped: parseQty('0'), notified: parseQty('0') };
const counted = (pieces: number): Qty => parseQty(String(pieces));

test('whatever was invoiced when a line was split or merged, no slice is below nothing and all sum to the line', () => {
  const random = randomFrom(20261128);
  for (let turn = 0; turn < 5_000; turn++) {
    const sum = { amount: 0n, tax: 0n };
    const invoice = ({ one, pieces, invoiced }: Counted, upTo: number): Counted => {
      const said = { price: one.priceEntered, entered: one.entered, base: one.qty };
      const told = { amount: one.amount, tax: one.taxAmount, said };
      for (let at = invoiced; at < upTo;) {
        const next = 1 + random.below(upTo - at);
        const { amount, tax } = priceSlice(told, one.taxRate, counted(at), counted(next));
        assert.ok(amount >= 0n && tax >= 0n, `turn ${turn}: ${amount} + ${tax}`);
        sum.amount += amount;
        sum.tax += tax;
        at += next;
      }
      const gone = counted(upTo);
      return { one: { ...one, shipped: gone, notified: gone }, pieces, invoiced: upTo };
    };
    const split = ({ one, pieces, invoiced }: Counted): [Counted, Counted] => {
      const kept = 1 + random.below(pieces - invoiced - 1);
      const { first, rest } = decideSplit(one, counted(kept));
      return [
        { one: { ...one, ...first }, pieces: invoiced + kept, invoiced },
        { one: { ...one, ...rest, ...NOTHING_GONE }, pieces: pieces - invoiced - kept, invoiced: 0 },
      ];
    };
    const pieces = 2 + random.below(200);
    const price = `0.0${String(random.below(100_000)).padStart(5, '0')}`;
    const whole = line(String(pieces), {}, PIECE, price);
    const merge = (into: Counted, { one: rest, pieces: more }: Counted): Counted => ({
      ...into,
      one: { ...into.one, ...decideMerge(into.one, { ...rest, id: 'b' }) },
      pieces: into.pieces + more,
    });
    let parts: Counted[] = [{ one: whole, pieces, invoiced: 0 }];
    for (let round = 0; round < 3; round++)
      parts = parts.flatMap((part) => {
        const begun = invoice(part, part.invoiced + random.below(part.pieces - part.invoiced));
        if (begun.pieces - begun.invoiced < 2) return [begun];
        const [first, rest] = split(begun);
        if (random.below(3) > 0) return [first, rest];
        return [merge(invoice(first, first.invoiced + random.below(first.pieces - first.invoiced)), rest)];
      });
    for (const part of parts) invoice(part, part.pieces);
    assert.deepEqual(sum, { amount: whole.amount, tax: whole.taxAmount }, `turn ${turn}`);
  }
});
