// Value waits for what holds the horizon back, wherever on the database server that is.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { createDemoCompany } from '../main/demo/load.ts';
import { buildHouse } from '../main/house.ts';
import { createLive } from '../main/live.ts';
import { createEmptyDatabase, useTestDatabase } from '../../tests/support/database.ts';

const database = useTestDatabase();

test('everything is valued although a transaction of another database was open meanwhile', async () => {
  const elsewhere = await createEmptyDatabase();
  const client = new pg.Client({ connectionString: elsewhere.url });
  await client.connect();
  await client.query('begin');
  await client.query('select pg_current_xact_id()');
  let ended = false;
  const end = sleep(1_000).then(async () => {
    ended = true;
    await client.query('rollback');
    await client.end();
  });
  // The last thing a demo company does while it is made is to settle.
  await createDemoCompany(buildHouse(database().database, createLive()));
  assert.ok(ended, 'nothing can have been valued before');
  const { rows } = await database().owner.query<{ valued: string }>(
    'select count(*)::text as valued from fin.cost_row',
  );
  assert.notEqual(rows[0]?.valued, '0');
  await end;
  await elsewhere.drop();
});
