// A whole run is asked for, told as it goes, logged with its times, and compared with the one before: what is new, gone,
// moved and changed. A run that fails says why.
import assert from 'node:assert/strict';
import test from 'node:test';
import { z } from 'zod';
import { waitingRun } from '../../server/planning/resident/index.ts';
import { addDays, dateIn } from '../../server/kernel/clock.ts';
import type { House } from '../../server/kernel/run-command.ts';
import type { Stage } from '../../server/main/demo/actors.ts';
import { createDemoCompany } from '../../server/main/demo/load.ts';
import { buildHouse } from '../../server/main/house.ts';
import { createLive } from '../../server/main/live.ts';
import { RUN } from '../../server/planning/resident/index.ts';
import { compareOrders } from '../../server/planning/screens/compare-orders.ts';
import { useTestDatabase } from '../support/database.ts';

const today = dateIn('Asia/Shanghai', new Date());
const told: string[] = [];
let stage: Stage;
let house: House;
const database = useTestDatabase(async (made) => {
  const live = createLive();
  live.subscribe((_company, topics) => void told.push(...topics));
  house = buildHouse(made.database, live);
  stage = await createDemoCompany(house);
  stage.at(today, '10:00');
});

const zRuns = z.object({
  rows: z.array(
    z.object({
      id: z.string(),
      state: z.string(),
      orders: z.int(),
      items: z.int(),
      timings: z.record(z.string(), z.number()),
      problem: z.string(),
      comparable: z.boolean(),
    }),
  ),
});
const runs = async () => zRuns.parse(await stage.ask('planner', 'planning.runs', {})).rows;
const work = async (): Promise<unknown> => {
  const runId = await waitingRun(database().database, stage.companyId);
  return house.consult?.({ companyId: stage.companyId, today }, { name: RUN, told: { runId } });
};
const run = async (): Promise<string> => {
  const { runId } = await stage.act('planner', 'planning.start-run', { reason: '月度' });
  await work();
  return String(runId);
};

test('a run is logged with how long each step took, and only one is under way', async () => {
  await stage.act('planner', 'planning.start-run', {});
  await assert.rejects(stage.act('planner', 'planning.start-run', {}), /RUN_IN_PROGRESS/);
  await work();
  const [last] = await runs();
  assert.ok(last && last.state === 'done' && last.orders > 0 && last.items > 0 && last.comparable);
  assert.deepEqual(Object.keys(last.timings).sort(), ['build', 'load', 'message', 'peg', 'plan', 'write']);
  assert.ok(told.includes('plan_progress'));
});

test('two runs are compared proposal by proposal', async () => {
  const first = await run();
  const { rows } = await database().owner.query(`select id from md.item where code = 'FG-K15'`);
  const sold = await stage.act('sales', 'sales.save-order', {
    customerId: (await database().owner.query(`select id from md.partner where code = 'C01'`)).rows[0].id,
    warehouseId: (await database().owner.query(`select id from md.warehouse where code = 'CP'`)).rows[0].id,
    deliveryDate: addDays(today, 70),
    lines: [{ itemId: rows[0].id, qty: '700' }],
  });
  await stage.act('salesmgr', 'sales.approve-order', { orderId: sold['orderId'] });
  const second = await run();
  const zCompared = z.object({
    beforeId: z.string(),
    rows: z.array(z.object({ change: z.string(), itemCode: z.string() })),
    counts: z.record(z.string(), z.int()),
  });
  const compared = zCompared.parse(await stage.ask('planner', 'planning.compare-runs', { runId: second }));
  assert.equal(compared.beforeId, first);
  assert.ok(compared.rows.some(({ change, itemCode }) => itemCode === 'FG-K15' && change === 'new'));
  const zPage = zCompared.extend({ next: z.int().nullable(), total: z.int() });
  const page = async (input: object) =>
    zPage.parse(await stage.ask('planner', 'planning.compare-runs', { runId: second, ...input }));
  const whole = await page({ limit: 5_000 });
  assert.equal(whole.total, whole.rows.length);
  assert.ok(whole.total > 1);
  const begun = await page({ limit: 1 });
  assert.deepEqual([begun.rows, begun.next, begun.total], [whole.rows.slice(0, 1), 1, whole.total]);
  const rest = await page({ limit: 5_000, after: 1 });
  assert.deepEqual([rest.rows, rest.next], [whole.rows.slice(1), null]);
  const found = await page({ changes: ['new'], search: 'fg-k15', limit: 5_000 });
  assert.ok(found.rows.every(({ change, itemCode }) => change === 'new' && itemCode === 'FG-K15'));
  const third = await run();
  const same = zCompared.parse(await stage.ask('planner', 'planning.compare-runs', { runId: third }));
  assert.deepEqual(same.rows, []);
  const zRuns = z.object({ rows: z.array(z.object({ id: z.string() })), next: z.string().nullable() });
  const runs = async (input: object) => zRuns.parse(await stage.ask('planner', 'planning.runs', input));
  const latest = await runs({ limit: 2 });
  assert.deepEqual(
    latest.rows.map(({ id }) => id),
    [third, second],
  );
  const earlier = await runs({ limit: 2, after: latest.next });
  assert.equal(earlier.rows[0]?.id, first);
});

test('proposals pair up by day and turn, then by quantity', () => {
  const order = (need: number, qty: number) => ({ need, start: need - 3, end: need, qty, net: qty });
  const kinds = (before: [number, number][], after: [number, number][]): string[] =>
    compareOrders(
      before.map(([need, qty]) => order(need, qty)),
      after.map(([need, qty]) => order(need, qty)),
    ).map(({ change }) => change);
  assert.deepEqual(kinds([[20_000, 5]], [[20_000, 5]]), []);
  assert.deepEqual(kinds([[20_000, 5]], [[20_000, 6]]), ['changed']);
  assert.deepEqual(kinds([[20_000, 5]], [[20_003, 5]]), ['moved']);
  assert.deepEqual(kinds([[20_000, 5]], [[20_003, 6]]), ['gone', 'new']);
  assert.deepEqual(kinds([[20_000, 5]], []), ['gone']);
});
