// An audit row as facts: only what changed, lines by their number, the same field by one name.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { factsOf, isFigure, keysOf } from './audit-facts.ts';

/** Facts as text: 'state: draft > approved'. */
const told = (before: unknown, after: unknown): string[] => {
  const say = (facts: ReturnType<typeof factsOf>): string[] =>
    facts.flatMap(({ key, before: was, after: is, parts }) =>
      parts.length > 0
        ? say(parts).map((one) => `${key}/${one}`)
        : [`${key}: ${JSON.stringify(was)} > ${JSON.stringify(is)}`],
    );
  return say(factsOf(before, after));
};

test('what stayed is not told, and a figure is the same however many noughts it ends with', () => {
  assert.deepEqual(told({ state: 'draft', total: '10.00' }, { state: 'approved', total: '10' }), [
    'state: "draft" > "approved"',
  ]);
  assert.deepEqual(told({ a: null, b: '', c: [] }, { a: '', b: null }), []);
});

test('a new thing tells all it has, a removed one all it had', () => {
  assert.deepEqual(told(null, { name: 'A', active: true }), [
    'name: undefined > "A"',
    'active: undefined > true',
  ]);
  assert.deepEqual(told({ code: 'X' }, null), ['code: "X" > undefined']);
});

test('lines are told one by one, by their number, and a field by one name', () => {
  assert.deepEqual(told({ waitDays: 2 }, { wait_days: 3 }), ['wait_days: 2 > 3']);
  assert.deepEqual(
    told({ lines: [{ qty: '1' }, { qty: '2' }] }, { lines: [{ qty: '1' }, { qty: '5' }, { qty: '7' }] }),
    ['lines/2/qty: "2" > "5"', 'lines/3/qty: undefined > "7"'],
  );
  assert.deepEqual(told(null, [{ itemId: 'a' }]), ['1/item_id: undefined > "a"']);
  assert.deepEqual(keysOf(factsOf(null, { lines: [{ itemId: 'a', qty: '1' }] })), [
    'lines',
    'item_id',
    'qty',
  ]);
  assert.deepEqual(told({ rights: ['a'] }, { rights: ['a', 'b'] }), ['rights: ["a"] > ["a","b"]']);
});

test('figures are told from numbers that are names', () => {
  assert.ok(isFigure('qty', '1000') && isFigure('tax_amount', '-3.20') && isFigure('anything', 7));
  assert.ok(!isFigure('lot', '20261105') && !isFigure('no', '12') && !isFigure('qty', 'ten'));
});
