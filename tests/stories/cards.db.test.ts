// Master data by hand: a card takes and refuses what a file would, by the same rules, and hides money from those who
// may not see it.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { systemClock } from '../../server/kernel/clock.ts';
import type { Stage } from '../../server/main/demo/actors.ts';
import { createDemoCompany } from '../../server/main/demo/load.ts';
import { buildHouse } from '../../server/main/house.ts';
import { createLive } from '../../server/main/live.ts';
import { type TestDatabase, createTestDatabase } from '../support/database.ts';

let database: TestDatabase;
let stage: Stage;
before(async () => {
  database = await createTestDatabase();
  stage = await createDemoCompany(buildHouse(database.database, createLive(), systemClock));
});
after(async () => {
  await database.assertLaws();
  await database.close();
});

type Card = { cells: Record<string, string>; columns: { key: string }[]; mayEdit: boolean };
const cardOf = async (login: string, id: string): Promise<Card> =>
  (await stage.ask(login, 'card.get', { kind: 'item', id })) as Card;

test('a new item is entered, changed, and found with its references', async () => {
  const { id } = await stage.act('boss', 'card.save', {
    kind: 'item',
    cells: {
      code: 'RM-NEW',
      name: '新垫圈',
      unit: '个',
      tax_code: 'VAT13',
      purchase_price: '１.13',
      lot_managed: '是',
    },
  });
  const made = await cardOf('boss', String(id));
  assert.deepEqual(
    [
      made.cells['name'],
      made.cells['unit'],
      made.cells['tax_code'],
      made.cells['lot_managed'],
      made.cells['source'],
    ],
    ['新垫圈', '个', 'VAT13', 'true', 'buy'],
  );
  await stage.act('boss', 'card.save', {
    kind: 'item',
    id,
    cells: { name: '硅胶垫圈', unit: '个', spec: 'Φ12' },
  });
  const changed = await cardOf('boss', String(id));
  assert.deepEqual(
    [changed.cells['code'], changed.cells['name'], changed.cells['spec']],
    ['RM-NEW', '硅胶垫圈', 'Φ12'],
  );
  const [audited] = (
    await database.owner.query<{ before: Record<string, unknown>; after: Record<string, unknown> }>(
      `select before, after from sys.audit where entity = 'item' and entity_id = $1 order by id desc limit 1`,
      [id],
    )
  ).rows;
  assert.deepEqual([audited?.before['name'], audited?.after['name']], ['新垫圈', '硅胶垫圈']);
});

test('every bad field is named at once, and nothing is kept', async () => {
  const bad = { code: 'RM-BAD', name: '', unit: '桶桶', lead_time_days: '三天', expiry_managed: '是' };
  await assert.rejects(stage.act('boss', 'card.save', { kind: 'item', cells: bad }), (error: Error) => {
    assert.match(error.message, /CARD_NOT_KEPT/);
    assert.match(error.message, /名称.*必填/);
    assert.match(error.message, /三天/);
    return true;
  });
  await assert.rejects(
    stage.act('boss', 'card.save', { kind: 'item', cells: { code: 'RM-BAD', name: '坏', unit: '桶桶' } }),
    /没有单位“桶桶”/,
  );
  const { rowCount } = await database.owner.query(`select from md.item where code = 'RM-BAD'`);
  assert.equal(rowCount, 0);
});

test('a code is taken once, and never changes', async () => {
  const item = { code: 'RM-HEAT', name: '另一个', unit: '个' };
  await assert.rejects(stage.act('boss', 'card.save', { kind: 'item', cells: item }), /CARD_EXISTS/);
});

test('the floor sees no price on a card and changes nothing', async () => {
  const { rows } = await database.owner.query<{ id: string }>(
    `select id from md.item where code = 'RM-HEAT'`,
  );
  const id = rows[0]?.id ?? '';
  const seen = await cardOf('clerk1', id);
  assert.equal(seen.mayEdit, false);
  assert.equal(
    seen.columns.some(({ key }) => /price|cost$/.test(key)),
    false,
  );
  const cells = { name: '发热盘', unit: '个' };
  await assert.rejects(stage.act('clerk1', 'card.save', { kind: 'item', id, cells }), /CARD_RIGHT_MISSING/);
});
