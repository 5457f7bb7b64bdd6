// Which proposals cover what a subcontractor is to make, by table.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Offered, coverOf } from './subcontracts.ts';

const proposal = (key: string, qty: string, endDate: string, more: Partial<Offered> = {}): Offered => ({
  key,
  kind: 'subcontract',
  track: '',
  qty,
  endDate,
  item: { id: 'painted', code: 'PAINTED' },
  ...more,
});
const PROPOSALS = [
  proposal('late', '500', '2026-12-20'),
  proposal('early', '100', '2026-12-01'),
  proposal('middle', '100', '2026-12-10'),
  proposal('made', '900', '2026-12-01', { kind: 'make' }),
  proposal('tracked', '900', '2026-12-01', { track: 'XSDD-1/1' }),
  proposal('other', '900', '2026-12-01', { item: { id: 'board', code: 'BOARD' } }),
];

test('the earliest proposals of the same goods and tracking number, as many as it takes', () => {
  const cases: readonly [string, string, string[]][] = [
    ['', '50', ['early']],
    ['', '100', ['early']],
    ['', '100.5', ['early', 'middle']],
    ['', '201', ['early', 'middle', 'late']],
    ['', '9000', ['early', 'middle', 'late']],
    ['XSDD-1/1', '1', ['tracked']],
    ['XSDD-1/2', '1', []],
  ];
  for (const [track, qty, expected] of cases) {
    const want = { itemId: 'painted', item: 'PAINTED', track, qty, date: '2026-12-01' };
    assert.deepEqual(
      coverOf(want, PROPOSALS)
        .map(({ key }) => key)
        .toSorted(),
      expected.toSorted(),
      `${track} ${qty}`,
    );
  }
});
