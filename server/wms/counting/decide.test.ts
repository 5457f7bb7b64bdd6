// When a count stands, by table: rounds of what was seen in one bin, and the answer to the last.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseQty, qtyText } from '../../kernel/decimal.ts';
import { type BookRow, decideCount, seenOf } from './decide.ts';
import type { Round, Seen } from './types.ts';

const qty = (text: string) => parseQty(text);
const keyOf = (itemId: string, status = 'available', ownerId = 'us') => ({
  itemId,
  ownerId,
  lotId: 'lot',
  status,
  binId: 'bin',
});
const stray = ({ itemId }: { readonly itemId: string }) => keyOf(itemId);
const book = (itemId: string, onHand: string, status?: string, owner?: string): BookRow => ({
  ...keyOf(itemId, status, owner),
  onHand: qty(onHand),
});
const told = (seen: readonly Seen[]): string[] =>
  seen.map(
    ({ key, counted, book: said }) =>
      `${key.itemId} ${key.status} ${key.ownerId}: ${qtyText(counted)} of ${qtyText(said)}`,
  );
const entered = (itemId: string, text: string) => ({ itemId, lotId: 'lot', qty: qty(text) });

test('what was entered is laid over the balances of the book', () => {
  const cases: readonly [string, BookRow[], [string, string][], string[]][] = [
    ['nothing entered, nothing there', [book('a', '5')], [], ['a available us: 0 of 5']],
    ['without a book', [], [['a', '2']], ['a available us: 2 of 0']],
    [
      'a loss is borne by what is available',
      [book('a', '5'), book('a', '3', 'frozen')],
      [['a', '6']],
      ['a frozen us: 3 of 3', 'a available us: 3 of 5'],
    ],
    [
      'a loss beyond that by the rest',
      [book('a', '5'), book('a', '3', 'frozen')],
      [['a', '2']],
      ['a frozen us: 2 of 3', 'a available us: 0 of 5'],
    ],
    [
      'a gain is available',
      [book('a', '3', 'frozen'), book('a', '5')],
      [['a', '9']],
      ['a frozen us: 3 of 3', 'a available us: 6 of 5'],
    ],
    [
      "where only a supplier's goods lie, they bear it",
      [book('a', '5', 'pending', 'them')],
      [['a', '4']],
      ['a pending them: 4 of 5'],
    ],
  ];
  for (const [name, rows, counts, expected] of cases) {
    const seen = seenOf(
      rows,
      counts.map(([item, text]) => entered(item, text)),
      [],
      stray,
    );
    assert.deepEqual(told(seen), expected, name);
  }
});

test('what an earlier look found is looked for again', () => {
  const before: Seen[] = [{ key: keyOf('b'), counted: qty('1'), book: qty('0') }];
  assert.deepEqual(told(seenOf([book('a', '5')], [entered('a', '5')], before, stray)), [
    'a available us: 5 of 5',
    'b available us: 0 of 0',
  ]);
});

test('a difference stands when two looks find the same, or at the third', () => {
  const look = (counted: string, said: string): Seen[] => [
    { key: keyOf('a'), counted: qty(counted), book: qty(said) },
  ];
  const round = (no: number, seen: readonly Seen[]): Round => ({ no, counterId: 'somebody', seen });
  const cases: readonly [string, Seen[], Round | null, string][] = [
    ['no difference', look('5', '5'), null, 'settled'],
    ['a first difference', look('4', '5'), null, 'recount'],
    ['the same again', look('4', '5'), round(1, look('4', '5')), 'settled'],
    ['the same after goods have moved', look('2', '3'), round(1, look('4', '5')), 'settled'],
    ['another difference', look('3', '5'), round(1, look('4', '5')), 'recount'],
    ['the first look was wrong', look('5', '5'), round(1, look('4', '5')), 'settled'],
    ['a third look', look('3', '5'), round(2, look('4', '5')), 'settled'],
  ];
  for (const [name, seen, before, expected] of cases) assert.equal(decideCount(seen, before), expected, name);
});
