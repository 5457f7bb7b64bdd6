// The planning screens over the demo company: an order that nothing covers is red at once, its line can be followed down
// to what has to be bought, and a decision about a message survives the next plan.
import assert from 'node:assert/strict';
import test from 'node:test';
import { z } from 'zod';
import { createDemoCompany } from '../../main/demo/load.ts';
import { buildHouse } from '../../main/house.ts';
import { createLive } from '../../main/live.ts';
import type { Stage } from '../../main/demo/actors.ts';
import { addDays, dateIn } from '../../kernel/clock.ts';
import { useTestDatabase } from '../../../tests/support/database.ts';

let stage: Stage;
const today = dateIn('Asia/Shanghai', new Date());
const database = useTestDatabase(async (made) => {
  stage = await createDemoCompany(buildHouse(made.database, createLive()));
  stage.at(today, '10:00');
});

const idOf = async (table: string, code: string): Promise<string> => {
  const { rows } = await database().owner.query(`select id from ${table} where code = $1`, [code]);
  return z.array(z.object({ id: z.string() })).parse(rows)[0]?.id ?? '';
};
const ask = async <T extends z.ZodType>(shape: T, login: string, query: string, input: unknown) =>
  shape.parse(await stage.ask(login, query, input));

const zMessages = z.object({
  rows: z.array(z.object({ key: z.string(), kind: z.string(), state: z.string() })),
  total: z.int(),
});

test('an approved order is seen by the plan at once, with what it waits for', async () => {
  const itemId = await idOf('md.item', 'FG-K17S');
  const order = await stage.act('sales', 'sales.save-order', {
    customerId: await idOf('md.partner', 'C01'),
    warehouseId: await idOf('md.warehouse', 'CP'),
    deliveryDate: addDays(today, 22),
    lines: [{ itemId, qty: '1200' }],
  });
  const zLines = z.object({
    lines: z.array(
      z.object({ id: z.string(), status: z.string(), qty: z.string(), chain: z.array(z.unknown()) }),
    ),
  });
  const before = await ask(zLines, 'sales', 'planning.order-supply', { orderId: order['orderId'] });
  assert.deepEqual(before.lines, []);
  await stage.act('salesmgr', 'sales.approve-order', { orderId: order['orderId'] });
  const after = await ask(zLines, 'sales', 'planning.order-supply', { orderId: order['orderId'] });
  assert.equal(after.lines.length, 1);
  assert.equal(after.lines[0]?.id, `${String(order['no'])}/1`);
  assert.equal(after.lines[0]?.qty, '1200');
  assert.ok((after.lines[0]?.chain.length ?? 0) > 0);
});

test('what a planner dismisses stays dismissed, and can be taken back', async () => {
  const open = await ask(zMessages, 'planner', 'planning.worklist', {});
  const [first] = open.rows;
  assert.ok(first);
  await stage.act('planner', 'planning.dismiss-messages', { keys: [first.key], reason: '已电话确认' });
  const left = await ask(zMessages, 'planner', 'planning.worklist', {});
  assert.equal(left.total, open.total - 1);
  const dismissed = await ask(zMessages, 'planner', 'planning.worklist', { states: ['dismissed'] });
  assert.deepEqual(
    dismissed.rows.map(({ key }) => key),
    [first.key],
  );
  await stage.act('planner', 'planning.undo-decisions', { keys: [first.key] });
  assert.equal((await ask(zMessages, 'planner', 'planning.worklist', {})).total, open.total);
});

const zListed = z.object({
  rows: z.array(
    z.object({
      key: z.string(),
      state: z.string(),
      ownerId: z.string().nullable(),
      assigned: z.boolean(),
      until: z.string().nullable(),
      reason: z.string(),
      change: z.string().nullable(),
      was: z.object({ qty: z.string() }).nullable(),
    }),
  ),
  counts: z.object({ open: z.int(), snoozed: z.int(), dismissed: z.int() }),
  changedCount: z.int(),
  lookedAt: z.string().nullable(),
});

test('a message is given to any colleague who may plan, and keeps what was decided about it', async () => {
  const people = z.object({
    rows: z.array(z.object({ id: z.string(), name: z.string(), mayPlan: z.boolean() })),
  });
  const { rows } = await ask(people, 'planner', 'planning.planners', {});
  const able = rows.filter(({ mayPlan }) => mayPlan).map(({ name }) => name);
  assert.ok(able.includes('周敏') && able.includes('陈总') && !able.includes('刘洋'), able.join());
  const boss = rows.find(({ name }) => name === '陈总')?.id ?? '';
  const { rows: sellers } = await database().owner.query(
    `select id from sys.user_account where login = 'sales'`,
  );
  const [seller] = z.array(z.object({ id: z.string() })).parse(sellers);
  const [first] = (await ask(zListed, 'planner', 'planning.worklist', {})).rows;
  assert.ok(first);
  const keys = [first.key];
  await assert.rejects(
    stage.act('planner', 'planning.assign-messages', { keys, ownerId: seller?.id }),
    /OWNER_MAY_NOT_PLAN/,
  );
  await stage.act('planner', 'planning.snooze-messages', {
    keys,
    until: addDays(today, 3),
    reason: '等回音',
  });
  await stage.act('planner', 'planning.assign-messages', { keys, ownerId: boss });
  const mine = { ownerId: boss, states: ['snoozed'] };
  const found = await ask(zListed, 'boss', 'planning.worklist', mine);
  assert.deepEqual(
    found.rows.map(({ key, state, assigned, until, reason }) => ({ key, state, assigned, until, reason })),
    [{ key: first.key, state: 'snoozed', assigned: true, until: addDays(today, 3), reason: '等回音' }],
  );
  assert.equal(found.counts.snoozed, 1);
  await stage.act('boss', 'planning.undo-decisions', { keys });
  const again = await ask(zListed, 'boss', 'planning.worklist', { ownerId: boss });
  assert.deepEqual(
    again.rows.map(({ key, state }) => [key, state]),
    [[first.key, 'open']],
  );
  await stage.act('boss', 'planning.assign-messages', { keys, ownerId: null });
  assert.equal((await ask(zListed, 'boss', 'planning.worklist', { ownerId: boss })).rows.length, 0);
});

test('what has changed since a planner looked says so, and only to whom has not seen it', async () => {
  const list = (login: string, input: object = {}) => ask(zListed, login, 'planning.worklist', input);
  const never = await list('planner');
  assert.deepEqual([never.lookedAt, never.changedCount], [null, 0]);
  await stage.act('planner', 'planning.see-all-messages', {});
  assert.equal((await list('planner')).changedCount, 0);
  const itemId = await idOf('md.item', 'FG-K15');
  const cells = [{ itemId, day: addDays(today, 30), qty: '5000' }];
  await stage.act('planner', 'forecast.set-cells', { bucket: 'week', cells });
  const { rows, changedCount } = await list('planner', { changed: true, limit: 500 });
  assert.ok(changedCount > 0);
  assert.equal(rows.length, changedCount);
  const moved = rows.find(({ change }) => change === 'changed');
  const fresh = rows.find(({ change }) => change === 'new');
  assert.ok(moved?.was || fresh, 'the forecast moves proposals or makes new ones');
  const [one] = rows;
  await stage.act('planner', 'planning.see-messages', { keys: [one?.key] });
  assert.equal((await list('planner')).changedCount, changedCount - 1);
  assert.equal((await list('boss')).lookedAt, null);
});

test('every planning screen answers', async () => {
  const itemId = await idOf('md.item', 'FG-K17S');
  const plan = await ask(
    z.object({
      rows: z.array(z.object({ date: z.string(), projected: z.string() })),
      needs: z.array(z.unknown()),
    }),
    'planner',
    'planning.item-plan',
    { itemId },
  );
  assert.equal(plan.rows[0]?.date, today);
  assert.ok(plan.needs.length > 0);
  const zProposals = z.object({
    rows: z.array(z.object({ key: z.string(), item: z.object({ id: z.string() }) })),
    total: z.int(),
  });
  const proposals = await ask(zProposals, 'planner', 'planning.proposals', { limit: 5 });
  assert.ok(proposals.total > 0);
  const [proposal] = proposals.rows;
  const tree = await ask(z.object({ up: z.array(z.unknown()) }), 'planner', 'planning.peg-tree', {
    itemId: proposal?.item.id,
    id: proposal?.key,
  });
  const gone = await ask(z.object({ gone: z.boolean() }), 'planner', 'planning.peg-tree', {
    itemId,
    id: 'FG-K17S@1999-01-01',
  });
  assert.equal(gone.gone, true, 'a screen that is older than the plan is told so');
  assert.ok(tree.up.length > 0);
  await stage.ask('planner', 'planning.summary', {});
  await stage.ask('planner', 'planning.capacity', {});
  const promised = await ask(z.object({ date: z.string().nullable() }), 'sales', 'planning.promise', {
    itemId,
    qty: '500',
    date: addDays(today, 3),
  });
  assert.ok(promised.date === null || promised.date >= addDays(today, 3));
  const changed = await ask(z.object({ changedCount: z.int() }), 'planner', 'planning.what-if', {
    demands: [{ itemId, qty: '5000', date: addDays(today, 1) }],
  });
  assert.ok(changed.changedCount > 0);
});
