// A bar of the load and what is in it are one: the hours of the orders in a week add up to the week's load.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { parseQty } from '../../kernel/decimal.ts';
import { zLoadPart, zLoads } from '../resident/index.ts';
import { openStores } from '../../../tests/support/storekeeping.ts';

const { ask } = openStores();

test('the orders in a week add up to its load', async () => {
  const { centres } = zLoads.parse(await ask('planner', 'planning.capacity', {}));
  let weeks = 0;
  for (const { code, weeks: loads } of centres) {
    for (const { from, plannedHours, openHours } of loads) {
      const answer = await ask('planner', 'planning.load-parts', { workCentre: code, week: from });
      const { rows } = z.object({ rows: z.array(zLoadPart) }).parse(answer);
      const sum = rows.reduce((total, { hours }) => total + parseQty(hours), 0n);
      assert.equal(sum, parseQty(plannedHours) + parseQty(openHours), `${code} ${from}`);
      weeks += 1;
    }
  }
  assert.ok(weeks > 0);
});
