// A list is read whole in pages, also when a row on which a page ended has gone in between.
import assert from 'node:assert/strict';
import test from 'node:test';
import { pageAfter } from './pages.ts';

const rows = ['a 1', 'b 2', 'c 3', 'd 4', 'e 5'];
const read = (all: readonly string[], after: string | null) => pageAfter(all, (row) => row, after, 2);

test('pages follow each other until nothing is left', () => {
  const first = read(rows, null);
  assert.deepEqual(first.page, ['a 1', 'b 2']);
  const second = read(rows, first.next);
  assert.deepEqual(second.page, ['c 3', 'd 4']);
  assert.deepEqual(read(rows, second.next), { page: ['e 5'], next: null });
  assert.deepEqual(read([], null), { page: [], next: null });
});

test('what comes or goes before the end of a page moves nothing', () => {
  const { next } = read(rows, null);
  assert.deepEqual(read(['new', ...rows], next).page, ['c 3', 'd 4']);
  assert.deepEqual(read(rows.slice(1), next).page, ['c 3', 'd 4']);
});

test('when the last row of a page has gone, the next begins where it stood', () => {
  const { next } = read(rows, null);
  assert.deepEqual(read(rows.toSpliced(1, 1), next).page, ['c 3', 'd 4']);
  assert.deepEqual(read([], next), { page: [], next: null });
});
