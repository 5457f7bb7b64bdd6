// The keys of a list: none twice, none that belongs to the browser; walking stays within the rows, marking on and back
// ends where it began, and what is marked sums exactly.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Column } from './cell.tsx';
import {
  AT_REST,
  type KeyPress,
  LIST_KEYS,
  type ListAction,
  type Walk,
  actionOf,
  walkOn,
} from './list-walk.ts';
import { sumsOf } from './marks.ts';

const press = (key: string, held: Partial<KeyPress> = {}): KeyPress => ({
  key,
  shiftKey: false,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  isComposing: false,
  ...held,
});

test('no key has two meanings, and every key has the one it is listed with', () => {
  const all = LIST_KEYS.flatMap(({ keys }) => keys);
  assert.equal(new Set(all).size, all.length);
  for (const { action, keys } of LIST_KEYS)
    for (const name of keys) {
      const shiftKey = name.startsWith('shift+');
      const key = shiftKey ? name.slice('shift+'.length) : name;
      assert.equal(
        actionOf(press(shiftKey && /^[a-z]$/.test(key) ? key.toUpperCase() : key, { shiftKey })),
        action,
      );
    }
});

test('signs are found on any keyboard; nothing is taken from the browser or from a composition', () => {
  assert.equal(actionOf(press('?', { shiftKey: true })), 'help');
  assert.equal(actionOf(press('/', { shiftKey: true })), 'search');
  assert.equal(actionOf(press('J')), 'next');
  for (const { keys } of LIST_KEYS)
    for (const key of keys)
      for (const held of ['ctrlKey', 'metaKey', 'altKey', 'isComposing'] as const)
        assert.equal(actionOf(press(key, { [held]: true })), null);
  assert.equal(actionOf(press('x')), null);
});

/** Takes the steps over rows a, b, c, ...; says where the cursor is and what is marked. */
function after(keys: string, ...actions: ListAction[]): [string | null, string] {
  const rows = [...keys];
  let walk: Walk = AT_REST;
  const marked = new Set<string>();
  for (const action of actions) {
    const step = walkOn(rows, marked, walk, action);
    for (const key of step.off) marked.delete(key);
    for (const key of step.on) marked.add(key);
    walk = step.walk;
  }
  return [walk.cursor, [...marked].sort().join('')];
}

test('the cursor walks, stays within the rows, and marks', () => {
  assert.deepEqual(after('abc', 'next'), ['a', '']);
  assert.deepEqual(after('abc', 'next', 'next', 'next', 'next'), ['c', '']);
  assert.deepEqual(after('abc', 'next', 'previous'), ['a', '']);
  assert.deepEqual(after('', 'next', 'mark', 'extendNext'), [null, '']);
  assert.deepEqual(after('abc', 'next', 'mark', 'next', 'next', 'mark'), ['c', 'ac']);
  assert.deepEqual(after('abc', 'next', 'mark', 'mark'), ['a', '']);
});

test('shift marks on from where one stands; coming back takes the marks back; shift and space mark the stretch', () => {
  assert.deepEqual(after('abcd', 'next', 'extendNext', 'extendNext'), ['c', 'abc']);
  assert.deepEqual(after('abcd', 'next', 'extendNext', 'extendNext', 'extendPrevious'), ['b', 'ab']);
  assert.deepEqual(after('abcd', 'next', 'next', 'extendNext', 'extendPrevious', 'extendPrevious'), [
    'a',
    'ab',
  ]);
  assert.deepEqual(after('abcd', 'next', 'mark', 'next', 'next', 'markTo'), ['c', 'abc']);
});

test('whatever is pressed, cursor and marks are rows that there are', () => {
  const actions = fc.constantFrom(...LIST_KEYS.map(({ action }) => action));
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 6 }), fc.array(actions, { maxLength: 40 }), (count, pressed) => {
      const keys = 'abcdef'.slice(0, count);
      const [cursor, marked] = after(keys, ...pressed);
      assert.ok(cursor === null ? marked === '' : keys.includes(cursor));
      assert.ok([...marked].every((key) => keys.includes(key)));
    }),
  );
});

test('marked rows sum exactly: the columns the list sums, else quantities and money', () => {
  const column = (key: string, kind: string): Column => ({
    key,
    kind,
    zh: key,
    en: key,
    sortable: false,
    hidden: false,
    link: null,
    words: null,
  });
  const columns = [
    column('no', 'code'),
    column('qty', 'qty'),
    column('left', 'qty'),
    column('total', 'amount'),
  ];
  const rows = [
    { no: '1', qty: '0.100000', left: null, total: '9007199254740993.01' },
    { no: '2', qty: '0.2', left: null, total: '-0.02' },
  ];
  const told = (summed: string[]) =>
    sumsOf(columns, summed, rows).map(({ column: { key }, sum }) => [key, sum]);
  assert.deepEqual(told(['total']), [['total', '9007199254740992.99']]);
  assert.deepEqual(told([]), [
    ['qty', '0.3'],
    ['total', '9007199254740992.99'],
  ]);
});
