// Walks docs/tour-planning.md: its order and its purchases by the real commands, and each of its queries as `look` asks them.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { after, before, test } from 'node:test';
import { z } from 'zod';
import { addDays, dateIn, systemClock } from '../../server/kernel/clock.ts';
import type { House } from '../../server/kernel/run-command.ts';
import type { Stage } from '../../server/main/demo/actors.ts';
import { createDemoCompany } from '../../server/main/demo/load.ts';
import { playFortnight } from '../../server/main/demo/fortnight.ts';
import { buildHouse } from '../../server/main/house.ts';
import { createLive } from '../../server/main/live.ts';
import { KEEP_UP } from '../../server/planning/resident/index.ts';
import { ifApproved, workbench } from '../../server/planning/shortage/index.ts';
import { type TestDatabase, asOwner, createTestDatabase } from '../../tests/support/database.ts';

const PAGE = readFileSync(resolve(import.meta.dirname, '../../docs/tour-planning.md'), 'utf8');
const QUERIES = [...PAGE.matchAll(/```sql\n([\s\S]*?)```/g)].map(([, query = '']) => query.trim());
const zRows = z.array(z.record(z.string(), z.unknown()));

const today = dateIn('Asia/Shanghai', systemClock.now());
let database: TestDatabase;
let house: House;
let stage: Stage;
before(async () => {
  database = await createTestDatabase();
  house = buildHouse(database.database, createLive(), systemClock);
  stage = await createDemoCompany(house);
  await playFortnight(house, stage, today);
});
after(async () => {
  await database.assertLaws();
  await database.close();
});

/** Asks as `npm run look` does: the application's login, one company, reading only. */
const look = (query: string) =>
  asOwner(database.appUrl, async (client) => {
    await client.query('begin read only');
    await client.query("select set_config('app.company', $1, true)", [stage.companyId]);
    return zRows.parse((await client.query(query)).rows);
  });
const queryOf = (table: string): string =>
  QUERIES.find((query) => query.includes(`from ${table}`)) ??
  assert.fail(`the tour has no query of ${table}`);
const idOf = async (table: string, code: string): Promise<string> =>
  String((await look(`select id from ${table} where code = '${code}'`))[0]?.['id']);
const keepUp = () => house.consult?.({ companyId: stage.companyId, today }, { name: KEEP_UP, told: null });

test('the order of the tour is told as a shortage, with its cause and what it lacks', async () => {
  await keepUp();
  const line = { itemId: await idOf('md.item', 'FG-K17S'), qty: '1200' };
  const deliveryDate = addDays(today, 40);
  const asked = { lines: [{ ...line, date: deliveryDate }] };
  const supposed = ifApproved.output.parse(await stage.ask('salesmgr', ifApproved.name, asked));
  assert.equal(supposed.lines[0]?.status, 'short');
  const order = await stage.act('salesmgr', 'sales.save-order', {
    customerId: await idOf('md.partner', 'C01'),
    warehouseId: await idOf('md.warehouse', 'CP'),
    deliveryDate,
    lines: [line],
  });
  await stage.act('salesmgr', 'sales.approve-order', { orderId: order['orderId'], beyondCredit: true });
  await keepUp();
  const [alert] = await look(queryOf('plan.alert'));
  assert.equal(alert?.['moved'], `${String(order['no'])}/1`);
  assert.equal(alert?.['level'], 'short');
  assert.ok(alert?.['lacks']);
});

test('one command drafts the purchases of everything that is short', async () => {
  const bench = workbench.output.parse(await stage.ask('planner', workbench.name, {}));
  const shortItemIds = bench.materials.rows.map(({ item }) => item.id);
  assert.ok(shortItemIds.length > 0);
  await stage.act('planner', 'planning.draft-purchases', { shortItemIds });
  const [newest] = await look(queryOf('erp.purchase_order'));
  assert.equal(newest?.['state'], 'draft');
  assert.ok(bench.materials.rows.some(({ item }) => item.code === newest?.['code']));
});

test('every query of the tour runs and answers', async () => {
  assert.equal(QUERIES.length, 4);
  for (const query of QUERIES) assert.ok((await look(query)).length > 0, query);
});
