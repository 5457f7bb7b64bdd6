// A screen asks again soon after a change, not after each of many, and never misses the last.
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { createPace } from './live.ts';

/** A pace on a clock of its own, and the moments at which it refreshed. */
function paced(t: TestContext) {
  t.mock.timers.enable({ apis: ['setTimeout', 'Date'] });
  const moments: number[] = [];
  const pace = createPace(() => moments.push(Date.now()), Date.now);
  const wait = (milliseconds: number): void => {
    for (let passed = 0; passed < milliseconds; passed++) t.mock.timers.tick(1);
  };
  return { ...pace, moments, wait };
}

test('the many changes of one moment are one refresh, soon after the first', (t) => {
  const { heard, wait, moments } = paced(t);
  for (let change = 0; change < 5; change++) {
    heard('stock');
    wait(10);
  }
  wait(2_000);
  assert.deepEqual(moments, [60]);
});

test('changes that never end are seen as well, and the last one is not left out', (t) => {
  const { heard, wait, moments } = paced(t);
  for (let change = 0; change < 40; change++) {
    heard('stock');
    wait(50);
  }
  wait(2_000);
  assert.deepEqual(moments, [60, 860, 1660, 2460]);
});

test('a warning does not wait for the pause after what came before it', (t) => {
  const { heard, wait, moments } = paced(t);
  heard('sales_order');
  wait(100);
  heard('stock');
  heard('plan_alert');
  heard('plan_alert');
  wait(2_000);
  assert.deepEqual(moments, [60, 120]);
});

test('who has stopped hears nothing more', (t) => {
  const { heard, stop, wait, moments } = paced(t);
  heard('stock');
  stop();
  wait(2_000);
  assert.deepEqual(moments, []);
});
