// The demo opens lived-in: closed business behind it and work waiting for every role, all by the real commands.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { systemClock } from '../../server/kernel/clock.ts';
import { ensureDemo } from '../../server/main/demo/load.ts';
import { buildHouse } from '../../server/main/house.ts';
import { createLive } from '../../server/main/live.ts';
import { factsOf, keysOf } from '../../ui/desk/audit-facts.ts';
import { ENTITY_WORDS } from '../../ui/desk/document-words.ts';
import en from '../../ui/i18n/en.json' with { type: 'json' };
import zh from '../../ui/i18n/zh-CN.json' with { type: 'json' };
import { type TestDatabase, createTestDatabase } from '../support/database.ts';

let database: TestDatabase;
before(async () => {
  database = await createTestDatabase();
});
after(async () => {
  await database.assertLaws();
  await database.close();
});

test('a first start makes the demo once, with something to do for everyone', async () => {
  const house = buildHouse(database.database, createLive(), systemClock);
  assert.equal(await ensureDemo(house), true);
  assert.equal(await ensureDemo(house), false);
  const { rows } = await database.owner.query<Record<string, number>>(`
    select (select count(*)::int from wms.task where state = 'ready' and kind = 'pick') as picks,
      (select count(*)::int from wms.task where state in ('ready', 'started') and kind = 'receive') as receipts,
      (select count(*)::int from wms.task where state = 'ready' and kind = 'transfer_out') as dispatches,
      (select count(*)::int from wms.task where state = 'ready' and kind = 'transfer_in') as arrivals,
      (select count(*)::int from wms.task where state = 'ready' and kind = 'count') as counts,
      (select count(*)::int from erp.count_order where state = 'counted') as differences,
      (select count(*)::int from fin.voucher where event = 'count_loss') as losses,
      (select count(*)::int from qms.inspection where state = 'pending') as inspections,
      (select count(*)::int from erp.sales_order where state = 'approved') as sales,
      (select count(*)::int from fin.voucher) as vouchers,
      (select count(*)::int from fin.valuation_exception) as exceptions`);
  const found = rows[0] ?? {};
  assert.ok(
    (found['picks'] ?? 0) > 0 && (found['receipts'] ?? 0) > 0 && (found['inspections'] ?? 0) > 0,
    JSON.stringify(found),
  );
  assert.deepEqual(
    ['dispatches', 'arrivals', 'counts', 'differences', 'losses'].map((what) => found[what]),
    [2, 1, 3, 1, 1],
  );
  assert.ok((found['vouchers'] ?? 0) >= 12, JSON.stringify(found));
  assert.equal(found['exceptions'], 0);
});

test('the openings stand in the books before anything else, on the day the fortnight begins', async () => {
  const { rows } = await database.owner.query<Record<string, unknown>>(`
    select event like 'opening%' as opening, business_date::text as day,
      (now() at time zone 'Asia/Shanghai')::date - business_date as ago
    from fin.voucher order by business_date, no limit 1`);
  assert.deepEqual([rows[0]?.['opening'], rows[0]?.['ago']], [true, 15]);
});

test('whatever the audit trail of a lived-in company tells has a word in both languages', async () => {
  const { rows } = await database.owner.query<{ entity: string; before: unknown; after: unknown }>(
    `select entity, before, after from sys.audit where company_id = (select id from sys.company limit 1)`,
  );
  assert.ok(rows.length > 100);
  const unnamed = rows.map(({ entity }) => entity).filter((entity) => !(entity in ENTITY_WORDS));
  assert.deepEqual([...new Set(unnamed)], []);
  // An import tells how many rows each sheet brought, by the names of the sheets.
  const told = rows.filter(({ entity }) => entity !== 'import_batch');
  const keys = new Set(told.flatMap(({ before, after }) => keysOf(factsOf(before, after))));
  assert.deepEqual(
    [...keys].filter((key) => !(`fact.${key}` in zh) || !(`fact.${key}` in en)),
    [],
  );
});
