// Where the allocation says short and the plan has an answer, the answer is called what it is.
import assert from 'node:assert/strict';
import test from 'node:test';
import type { Blocker, Waits } from './shapes.ts';
import { hasMoreThanPlanned, planSays } from './two-views.ts';

const item = {
  id: 'i1',
  code: 'RM-1',
  name: '料',
  spec: '',
  unit: '件',
  source: 'buy',
  policy: 'stock',
  supplierId: null,
  supplierName: '',
  plannerId: null,
} as const;
const waits = (
  side: Waits['supply']['side'],
  qty: string,
  date: string,
  startDate: string | null,
): Waits => ({
  level: 1,
  item,
  track: '',
  supply: { side, id: `${side} ${qty}`, document: null },
  date,
  startDate,
  qty,
  lateDays: 0,
});
const blocker = (kind: Blocker['kind']): Blocker => ({
  kind,
  item,
  track: '',
  qty: '100',
  needDate: '2026-12-01',
  readyDate: null,
  lateDays: null,
  supplyId: null,
  supply: null,
  through: null,
});

test('what the plan proposes for a shortage is called proposed, with its first day to order and its last to come', () => {
  const chain = [
    waits('open', '20', '2026-11-30', null),
    waits('planned', '60', '2026-12-04', '2026-11-28'),
    waits('planned', '40', '2026-12-02', '2026-11-27'),
  ];
  assert.deepEqual(planSays(blocker('short'), chain), {
    kind: 'proposed',
    qty: ['60', '40'],
    start: '2026-11-27',
    date: '2026-12-04',
    source: 'buy',
  });
});

test('supply that the plan counts on and the allocation gave to others is said to be given away', () => {
  const stock = [waits('open', '100', '2026-11-26', null)];
  assert.equal(planSays(blocker('short'), stock).kind, 'givenAway');
  assert.equal(planSays(blocker('short'), []).kind, 'givenAway');
});

test('where both miss it, or both wait for what comes late, nothing is added', () => {
  assert.equal(planSays(blocker('short'), [waits('short', '100', '2026-12-01', null)]).kind, 'same');
  assert.equal(planSays(blocker('late'), [waits('open', '100', '2026-12-09', null)]).kind, 'same');
});

test('an order that has got real supply is not frightened by proposals for those after it', () => {
  const chain = [waits('planned', '100', '2026-12-04', '2026-11-28')];
  assert.deepEqual(
    (['ready', 'covered', 'short', 'late'] as const).map((status) => hasMoreThanPlanned(status, chain)),
    [true, true, false, false],
  );
  assert.equal(hasMoreThanPlanned('ready', [waits('open', '1', '2026-12-04', null)]), false);
});
