// The proof sees damage: after a tampered balance it names the law and the row, and hides money from those who may
// not see it.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { systemClock } from '../../server/kernel/clock.ts';
import { proveBooks } from '../../server/jobs/prove-books.ts';
import type { Stage } from '../../server/main/demo/actors.ts';
import { createDemoCompany } from '../../server/main/demo/load.ts';
import { buildHouse } from '../../server/main/house.ts';
import { createLive } from '../../server/main/live.ts';
import { type TestDatabase, createTestDatabase } from '../support/database.ts';

type Law = { id: string; broken: number; rows: unknown[] };
type Status = {
  holds: boolean | null;
  at: string | null;
  laws: Law[];
  figures: { key: string; equal: boolean; left: string; right: string }[];
  runs: unknown[];
};

let database: TestDatabase;
let stage: Stage;
const house = () => buildHouse(database.database, createLive(), systemClock);
before(async () => {
  database = await createTestDatabase();
  stage = await createDemoCompany(house());
});
after(async () => {
  await database.assertLaws();
  await database.close();
});
const status = async (login = 'boss'): Promise<Status> =>
  (await stage.ask(login, 'proof.status', {})) as Status;

test('sound books are proved, with the figures that people compare', async () => {
  assert.equal((await status()).holds, null);
  await stage.act('boss', 'proof.run', {});
  const proved = await status();
  assert.equal(proved.holds, true);
  assert.deepEqual(
    proved.figures.map(({ key, equal }) => [key, equal]),
    [
      ['stock', true],
      ['owned', true],
      ['value', true],
      ['partners', true],
    ],
  );
  assert.deepEqual(
    proved.figures.find(({ key }) => key === 'value'),
    { key: 'value', left: '99220.55', right: '99220.55', equal: true, money: true },
  );
  assert.ok(proved.laws.length >= 16 && proved.laws.every(({ broken }) => broken === 0));
});

test('a tampered balance is found by the next round and named; put right, the books hold again', async () => {
  const tamper = (qty: number) =>
    database.owner.query(
      `update wms.balance set on_hand = on_hand + $1 where ctid = (select ctid from wms.balance where on_hand > 0
        order by item_id, bin_id limit 1)`,
      [qty],
    );
  await tamper(1);
  assert.deepEqual(await proveBooks(house()), [stage.companyId]);
  const broken = await status();
  assert.equal(broken.holds, false);
  const law = broken.laws.find(({ id }) => id === 'STOCK-01');
  assert.deepEqual([law?.broken, law?.rows.length], [1, 1]);
  assert.equal(broken.figures.find(({ key }) => key === 'stock')?.equal, false);
  await tamper(-1);
  assert.deepEqual(await proveBooks(house()), []);
  assert.deepEqual([(await status()).holds, (await status()).runs.length], [true, 3]);
});

test('who may not see money sees that it holds, not how much', async () => {
  const seen = await status('whmgr');
  assert.deepEqual(
    seen.figures.map(({ key }) => key),
    ['stock', 'owned'],
  );
});
