// What a supplier may be asked for, and which confirmed days are answers, by table.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseQty } from '../../kernel/decimal.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { type ExpediteLine, decideAnswers, decideAsk, decideWithdraw } from './expediting.ts';

const line = (id: string, lineNo: number, more: Partial<ExpediteLine> = {}): ExpediteLine => ({
  id,
  lineNo,
  itemId: `item ${id}`,
  item: id.toUpperCase(),
  expected: '2026-12-20',
  open: parseQty('10'),
  last: null,
  lastDay: null,
  ...more,
});
const LINES = [
  line('a', 1),
  line('b', 2, { open: parseQty('0') }),
  line('c', 3, { last: 'ask', lastDay: '2026-12-10' }),
  line('d', 4, { last: 'answer', lastDay: '2026-12-12' }),
  line('e', 5, { last: 'withdraw' }),
];

/** The refusal's code, or what was decided as `line verb day`. */
function outcome(decide: () => readonly { line: ExpediteLine; verb: string; day: string | null }[]): string {
  try {
    return decide()
      .map(({ line, verb, day }) => `${line.id} ${verb} ${day ?? '-'}`)
      .join(', ');
  } catch (thrown) {
    if (thrown instanceof Refusal) return thrown.code;
    throw thrown;
  }
}

test('a supplier is asked for an earlier day that is still to come, for what is owed', () => {
  const cases: readonly [string, [string, string][], string][] = [
    ['earlier', [['a', '2026-12-05']], 'a ask 2026-12-05'],
    ['today is early enough', [['a', '2026-12-01']], 'a ask 2026-12-01'],
    ['the same day', [['a', '2026-12-20']], 'NOT_EARLIER'],
    ['a later day', [['a', '2026-12-21']], 'NOT_EARLIER'],
    ['yesterday', [['a', '2026-11-30']], 'DAY_IS_PAST'],
    ['all of it is here', [['b', '2026-12-05']], 'LINE_NOT_OPEN'],
    ['no such line', [['z', '2026-12-05']], 'LINE_NOT_OPEN'],
    ['asked before', [['c', '2026-12-08']], 'c ask 2026-12-08'],
    [
      'in the order of the lines',
      [
        ['d', '2026-12-05'],
        ['a', '2026-12-06'],
      ],
      'a ask 2026-12-06, d ask 2026-12-05',
    ],
  ];
  for (const [name, wishes, expected] of cases) {
    const asked = wishes.map(([lineId, wantedDate]) => ({ lineId, wantedDate }));
    assert.equal(
      outcome(() => decideAsk('CGDD-1', '2026-12-01', LINES, asked)),
      expected,
      name,
    );
  }
});

test('only what was asked for can be taken back', () => {
  const cases: readonly [string[], string][] = [
    [['c'], 'c withdraw -'],
    [['d', 'd'], 'd withdraw -'],
    [['a'], 'NOTHING_ASKED'],
    [['e'], 'NOTHING_ASKED'],
    [['z'], 'LINE_NOT_OPEN'],
  ];
  for (const [ids, expected] of cases)
    assert.equal(
      outcome(() => decideWithdraw('CGDD-1', LINES, ids)),
      expected,
    );
});

test('a confirmed day answers the lines that were asked for, once', () => {
  const cases: readonly [[string, string | null][], string][] = [
    [[['a', '2026-12-10']], ''],
    [[['c', '2026-12-10']], 'c answer 2026-12-10'],
    [[['c', '2026-12-20']], 'c answer 2026-12-20'],
    [[['d', '2026-12-12']], ''],
    [[['d', '2026-12-13']], 'd answer 2026-12-13'],
    [[['d', null]], 'd answer -'],
    [[['e', '2026-12-10']], ''],
  ];
  for (const [days, expected] of cases)
    assert.equal(
      outcome(() => decideAnswers(LINES, new Map(days))),
      expected,
    );
});
