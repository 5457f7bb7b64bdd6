// Charts keep every figure and zero on the sheet, with round lines, and labels never cover one another.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addDays, dayNumber, dayText, daysFrom, mondayOf } from '../days.ts';
import { fromTop, scaleOf, standing } from './scale.ts';

test('a scale holds every figure and zero between its round ends', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -10_000_000, max: 10_000_000 })), (figures) => {
      const scale = scaleOf(figures.map(String));
      assert.ok(scale.low <= 0 && scale.high >= 0 && scale.low < scale.high);
      for (const figure of figures) assert.ok(scale.low <= figure && figure <= scale.high);
      assert.ok(scale.ticks.includes(0));
      assert.ok(scale.ticks.length <= 12, String(scale.ticks));
    }),
  );
});

test('ticks are round and written without a tail', () => {
  assert.deepEqual(scaleOf(['-540', '500']).ticks, [-600, -400, -200, 0, 200, 400, 600]);
  assert.deepEqual(scaleOf(['0.3']).ticks, [0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3]);
  assert.equal(fromTop(scaleOf(['100']), '100'), 0);
});

test('of two labels in one place the weightier stands', () => {
  const label = (x: number, weight: number) => ({ x, y: 0, width: 30, weight });
  assert.deepEqual([...standing([label(0, 1), label(10, 5), label(60, 2)], 17)], [1, 2]);
});

test('days count through months and years, weeks begin on Monday', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 40_000 }), (number) => {
      assert.equal(dayNumber(dayText(number)), number);
      const monday = mondayOf(dayText(number));
      assert.equal((dayNumber(monday) + 3) % 7, 0);
      assert.ok(number - dayNumber(monday) >= 0 && number - dayNumber(monday) < 7);
    }),
  );
  assert.equal(addDays('2026-02-27', 2), '2026-03-01');
  assert.equal(mondayOf('2026-03-18'), '2026-03-16');
  assert.equal(daysFrom('2026-03-30', '2026-04-01').length, 3);
});
