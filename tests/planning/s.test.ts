// The generated problem S has a complete plan that two independent planners agree on; ours must be that plan, order
// by order, not nearly.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { buildModel } from '../../server/planning/engine/build.ts';
import { ORDER_COLUMNS, orderRows } from '../../server/planning/engine/csv-plan.ts';
import { netAll } from '../../server/planning/engine/run.ts';
import { readFolder } from '../../tools/mrp/folder.ts';

const folder = join(import.meta.dirname, 'S');

test('the plan of S is the agreed plan, every order of it', () => {
  const plan = netAll(buildModel(readFolder(folder)));
  const rows = `${[ORDER_COLUMNS, ...orderRows(plan)].join('\n')}\n`;
  const expected = readFileSync(join(folder, 'expected-orders.csv'), 'utf8');
  assert.ok(rows === expected, 'orders differ from expected-orders.csv');
});
