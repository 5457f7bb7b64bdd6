// What foreign keys no longer look up at every posting, laws see: a movement of goods there are not, a receipt line that
// is not its movement, a report line that names another instruction's line or other goods.
import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { after, before, test } from 'node:test';
import { systemClock } from '../../server/kernel/clock.ts';
import { ensureDemo } from '../../server/main/demo/load.ts';
import { buildHouse } from '../../server/main/house.ts';
import { breaches, readLaws } from '../../server/main/laws.ts';
import { createLive } from '../../server/main/live.ts';
import { type TestDatabase, createTestDatabase } from '../support/database.ts';

const LAWS = new Set(['STOCK-06', 'RECV-01', 'CONTRACT-01']);
const laws = readLaws(resolve(import.meta.dirname, '../../db/laws')).filter(({ id }) => LAWS.has(id));

let database: TestDatabase;
before(async () => {
  database = await createTestDatabase();
  await ensureDemo(buildHouse(database.database, createLive(), systemClock));
});
after(async () => {
  await database.assertLaws();
  await database.close();
});

/** Which laws are broken after a change by the owner's hand, guards off, which is then taken back. */
async function brokenBy(change: string): Promise<string[]> {
  const client = await database.owner.connect();
  try {
    await client.query('begin; set local session_replication_role = replica');
    const { rowCount } = await client.query(change);
    assert.equal(rowCount, 1, 'the change hits one row');
    return (await breaches(client, laws)).map(({ law }) => law);
  } finally {
    await client.query('rollback');
    client.release();
  }
}

const oneOf = (table: string, condition: string): string =>
  `ctid = (select t.ctid from ${table} t where ${condition} limit 1)`;

test('sound books keep all three', async () => {
  assert.equal(laws.length, LAWS.size);
  assert.deepEqual(await breaches(database.owner, laws), []);
});

test('a movement of an item there is not, or of a lot of another item, is seen', async () => {
  const anywhere = oneOf('wms.movement', `t.kind not in ('receive') and t.report_id is null`);
  assert.deepEqual(await brokenBy(`update wms.movement set item_id = gen_random_uuid() where ${anywhere}`), [
    'STOCK-06',
  ]);
  const lot = `(select l.id from wms.lot l where l.company_id = movement.company_id and l.item_id <> movement.item_id limit 1)`;
  assert.deepEqual(await brokenBy(`update wms.movement set lot_id = ${lot} where ${anywhere}`), ['STOCK-06']);
});

test('a receipt line that says more than its movement is seen', async () => {
  const line = oneOf('wms.receipt_line', 'true');
  assert.deepEqual(await brokenBy(`update wms.receipt_line set qty = qty + 1 where ${line}`), ['RECV-01']);
});

test("a report line of other goods, or of another instruction's line, is seen", async () => {
  const moved = oneOf('contract.report_line', 't.movement_id is not null');
  assert.deepEqual(
    await brokenBy(`update contract.report_line set lot_id = gen_random_uuid() where ${moved}`),
    ['CONTRACT-01'],
  );
  const asked = oneOf('contract.report_line', 't.instruction_line_id is not null');
  assert.deepEqual(
    await brokenBy(`update contract.report_line set instruction_line_id = gen_random_uuid() where ${asked}`),
    ['CONTRACT-01'],
  );
});
