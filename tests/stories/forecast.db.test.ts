// The forecast grid: a cell is set in one command, weeks fold into a month, a day is never expected twice; the scheme
// is kept by whoever saw it last.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { z } from 'zod';
import { fixedClock } from '../../server/kernel/clock.ts';
import type { Stage } from '../../server/main/demo/actors.ts';
import { createDemoCompany } from '../../server/main/demo/load.ts';
import { buildHouse } from '../../server/main/house.ts';
import { createLive } from '../../server/main/live.ts';
import { bucketOf, bucketsFrom } from '../../server/planning/forecast/buckets.ts';
import { type TestDatabase, createTestDatabase } from '../support/database.ts';

let database: TestDatabase;
let stage: Stage;
before(async () => {
  database = await createTestDatabase();
  const clock = fixedClock('2026-11-26T09:00:00+08:00');
  stage = await createDemoCompany(buildHouse(database.database, createLive(), clock));
  stage.at('2026-11-26', '09:00');
});
after(async () => {
  await database.assertLaws();
  await database.close();
});

const zGrid = z.object({
  buckets: z.array(z.object({ from: z.string(), to: z.string() })),
  rows: z.array(
    z.object({
      itemId: z.string(),
      code: z.string(),
      sum: z.string(),
      cells: z.array(z.object({ qty: z.string(), parts: z.number(), exact: z.boolean() })),
    }),
  ),
  totals: z.array(z.string()),
});
const grid = async (input: object): Promise<z.output<typeof zGrid>> =>
  zGrid.parse(await stage.ask('planner', 'forecast.read-grid', input));
const idOf = async (code: string): Promise<string> =>
  (await database.owner.query<{ id: string }>(`select id from md.item where code = $1`, [code])).rows[0]
    ?.id ?? '';

test('weeks begin on Monday, months end with their last day', () => {
  assert.deepEqual(bucketOf('week', '2026-11-29'), { from: '2026-11-23', to: '2026-11-29' });
  assert.deepEqual(bucketOf('week', '2023-12-31'), { from: '2023-12-25', to: '2023-12-31' });
  assert.deepEqual(bucketOf('month', '2028-02-10'), { from: '2028-02-01', to: '2028-02-29' });
  assert.deepEqual(
    bucketsFrom('month', '2026-12-05', 3).map(({ from }) => from),
    ['2026-12-01', '2027-01-01', '2027-02-01'],
  );
});

test('the demo’s forecast stands in weeks from this one on, with totals', async () => {
  const { buckets, rows, totals } = await grid({ count: 8 });
  assert.deepEqual(buckets[0], { from: '2026-11-23', to: '2026-11-29' });
  const kettle = rows.find((row) => row.code === 'FG-K17S');
  assert.deepEqual(kettle?.cells[0], { qty: '420', parts: 1, exact: true });
  assert.equal(kettle.sum, '3700');
  assert.equal(totals[0], '670');
});

test('a cell is set, changed and taken away; weeks fold into the month that holds them', async () => {
  const itemId = await idOf('FG-K17E');
  const set = (bucket: string, day: string, qty: string): Promise<unknown> =>
    stage.act('planner', 'forecast.set-cells', { bucket, cells: [{ itemId, day, qty }] });
  const cells = async (bucket: string): Promise<unknown> =>
    (await grid({ bucket, from: '2027-02-01', count: 4, itemIds: [itemId] })).rows.find(
      (row) => row.itemId === itemId,
    )?.cells;
  await set('week', '2027-02-03', '30.5');
  await set('week', '2027-02-10', '20');
  await set('week', '2027-02-10', '25');
  const none = { qty: '0', parts: 0, exact: false };
  const one = (qty: string) => ({ qty, parts: 1, exact: true });
  assert.deepEqual(await cells('week'), [one('30.5'), one('25'), none, none]);
  assert.deepEqual(await cells('month'), [{ qty: '55.5', parts: 2, exact: false }, none, none, none]);
  await set('month', '2027-02-01', '100');
  assert.deepEqual(await cells('month'), [one('100'), none, none, none]);
  await assert.rejects(set('week', '2027-02-10', '1'), /BUCKETS_OVERLAP/);
  await set('month', '2027-02-28', '0');
  assert.deepEqual(await cells('week'), [none, none, none, none]);
});

test('the scheme is kept once by whoever saw the last', async () => {
  const seen = z.looseObject({ version: z.number(), mayEdit: z.boolean() });
  const { mayEdit, ...first } = seen.parse(await stage.ask('planner', 'planning.get-settings', {}));
  assert.equal(mayEdit, true);
  assert.equal(first.version, 0);
  const outcomes = await Promise.allSettled(
    ['3', '4'].map((toleranceQty) =>
      stage.act('planner', 'planning.save-settings', { ...first, toleranceDays: 2, toleranceQty }),
    ),
  );
  assert.deepEqual(outcomes.map((one) => one.status).sort(), ['fulfilled', 'rejected']);
  const after = seen.parse(await stage.ask('planner', 'planning.get-settings', {}));
  assert.equal(after.version, 1);
  assert.equal(after['toleranceDays'], 2);
});
