// Whether every difference has its decision, by table in the order of precedence.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type DifferenceLine, type Said, objectionTo } from './decide.ts';

const line = (id: string, lineNo: number, isOpen: boolean): DifferenceLine => ({
  id,
  lineNo,
  label: `bin ${id}`,
  isOpen,
});
const LINES = [line('a', 1, true), line('b', 2, false), line('c', 3, true)];
const say = (lineId: string, decision: Said['decision'], reason = ''): Said => ({ lineId, decision, reason });

test('every difference is decided once, with a reason where the book is decided upon', () => {
  const cases: readonly [string, Said[], string | null][] = [
    ['a line of another order', [say('z', 'recount')], 'NOT_FOUND'],
    ['a line that does not differ', [say('b', 'adjust', 'x')], 'NOTHING_TO_DECIDE'],
    ['a line named twice', [say('a', 'recount'), say('a', 'recount')], 'NOTHING_TO_DECIDE'],
    ['no reason to adjust', [say('a', 'adjust')], 'REASON_NEEDED'],
    ['no reason to keep', [say('a', 'keep_book')], 'REASON_NEEDED'],
    ['one is forgotten', [say('a', 'recount')], 'DECISION_MISSING'],
    ['all are said', [say('a', 'recount'), say('c', 'adjust', 'broken')], null],
  ];
  for (const [name, said, expected] of cases)
    assert.equal(objectionTo('PDFA-1', LINES, said)?.code ?? null, expected, name);
});
