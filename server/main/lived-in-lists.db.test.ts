// Lists of a lived-in company. Whatever way a page is found (through other tables' words, in the table where its rows
// lie, or in the view), it shows what comparing the view row by row would; and whoever is bound to a warehouse sees its
// rows only.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { z } from 'zod';
import { systemClock } from '../kernel/clock.ts';
import type { ListInput } from '../kernel/list.ts';
import { type TestDatabase, createTestDatabase } from '../../tests/support/database.ts';
import { ensureDemo } from './demo/load.ts';
import { type House, runQuery } from '../kernel/run-command.ts';
import { buildHouse } from './house.ts';
import { createLive } from './live.ts';
import { lists, queries } from './registry.ts';
import { RIGHTS } from './rights.ts';

let database: TestDatabase;
let house: House;
let companyId: string;
let userId: string;
before(async () => {
  database = await createTestDatabase();
  house = buildHouse(database.database, createLive(), systemClock);
  await ensureDemo(house);
  const { rows } = await database.owner.query<{ company_id: string; user_id: string }>(
    'select company_id, user_id from sys.membership limit 1',
  );
  ({ company_id: companyId = '', user_id: userId = '' } = rows[0] ?? {});
});
after(async () => database.close());

const zPage = z.object({ rows: z.array(z.record(z.string(), z.unknown())), total: z.number() });

async function ask(list: string, input: ListInput, warehouseIds: ReadonlySet<string> | null = null) {
  const query = queries.find(({ name }) => name === list);
  assert(query, list);
  const actor = { userId, login: 'x', name: 'x', rights: new Set(Object.keys(RIGHTS)), warehouseIds };
  const asker = { company: { id: companyId, timeZone: 'Asia/Shanghai' }, actor, device: '' };
  const outcome = await runQuery(house, asker, query, { limit: 500, ...input });
  assert(outcome.kind === 'done', `${list} ${outcome.kind}`);
  return zPage.parse(outcome.result);
}

const listOf = (name: string) => {
  const list = lists.find((candidate) => candidate.name === name);
  assert(list, name);
  return list;
};

async function keysInView(name: string, where: string, values: readonly unknown[]): Promise<string[]> {
  const { view, key } = listOf(name);
  const { rows } = await database.owner.query<{ key: string }>(
    `select ${key}::text as key from ${view} where company_id = $1 and (${where}) order by 1`,
    [companyId, ...values],
  );
  return rows.map((row) => row.key);
}

test('the table of a list holds the rows of its view, one for one', async () => {
  for (const { name, view, key, rows: table } of lists) {
    if (!table) continue;
    const columns = table.columns.map((column) => `${column}::text as ${column}`).join(', ');
    const read = async (from: string) => {
      const sorted = await database.owner.query(
        `select ${columns} from ${from} where company_id = $1 order by ${table.columns.join(', ')}`,
        [companyId],
      );
      return sorted.rows;
    };
    const inView = await read(view);
    assert(inView.length > 0, `${name} has rows in the demo`);
    assert.deepEqual(await read(table.table), inView, name);
    if (table.columns.includes(key)) assert.equal(new Set(inView.map((row) => row[key])).size, inView.length);
  }
});

test('every list shows only the rows of the keys that were marked, in its own order', async () => {
  for (const { name, key } of lists) {
    const whole = await ask(name, {});
    const marked = whole.rows.filter((_, at) => at % 2 === 1).slice(0, 5);
    const keys = marked.map((row) => String(row[key]));
    const shown = await ask(name, { keys });
    assert.deepEqual(
      shown.rows.map((row) => String(row[key])),
      keys,
      name,
    );
    assert.equal(shown.total, keys.length, name);
  }
});

/** Columns in which a word may stand anywhere, and those that must begin with it. */
type Words = { readonly list: string; readonly anywhere: string[]; readonly beginning: string[] };
const ITEM = ['item_code', 'item_name', 'item_pinyin'];
const WORDS: readonly Words[] = [
  { list: 'stock.list-stock', anywhere: [...ITEM, 'bin_code'], beginning: ['lot_no'] },
  { list: 'stock.list-movements', anywhere: [...ITEM, 'from_bin', 'to_bin'], beginning: ['lot_no'] },
  { list: 'sales.list-orders', anywhere: ['no', 'remark', 'customer_code', 'customer_name'], beginning: [] },
  { list: 'sales.list-order-lines', anywhere: [...ITEM, 'order_no', 'customer_name'], beginning: [] },
  {
    list: 'purchase.list-orders',
    anywhere: ['no', 'remark', 'supplier_code', 'supplier_name'],
    beginning: [],
  },
  { list: 'ledger.list-vouchers', anywhere: ['no', 'summary', 'source_no'], beginning: [] },
  { list: 'masterdata.list-items', anywhere: ['code', 'name', 'spec', 'pinyin', 'category'], beginning: [] },
];
const SOUGHT = ['电', '-', 'A-', 'FG', 'fg-k15', 'L2', '%', '_', '2026', 'CGDD', '入库', 'nowhere', "'", '0'];

/** So many words of one table match that their rows are looked for one by one. */
const addNamesakes = (): Promise<unknown> =>
  database.owner.query(
    `insert into md.partner (company_id, id, code, name, pinyin, is_supplier)
     select $1, gen_random_uuid(), 'NS-' || n, '电 ' || n, 'D' || n, true from generate_series(1, 600) as n`,
    [companyId],
  );

test('a search finds what comparing row by row would, in every way a page is found', async () => {
  await addNamesakes();
  let found = 0;
  for (const { list, anywhere, beginning } of WORDS) {
    const hit = [
      ...anywhere.map((column) => `position(lower($2) in lower(${column}::text)) > 0`),
      ...beginning.map((column) => `starts_with(${column}, $2) or starts_with(${column}, upper($2))`),
    ].join(' or ');
    const { key } = listOf(list);
    for (const search of SOUGHT) {
      const expected = await keysInView(list, hit, [search]);
      const page = await ask(list, { search });
      assert.deepEqual(
        page.rows.map((row) => String(row[key])).toSorted(),
        expected.toSorted(),
        `${list} ${search}`,
      );
      assert.equal(page.total, expected.length);
      found += expected.length;
    }
  }
  assert(found > 500, `there was something to find: ${found}`);
});

test('an item is found by its barcode', async () => {
  const { rows } = await database.owner.query<{ barcode: string; code: string }>(
    `select b.barcode, i.code from md.item_barcode b join md.item i on i.id = b.item_id where b.company_id = $1 limit 1`,
    [companyId],
  );
  const [scanned] = rows;
  assert(scanned);
  const page = await ask('masterdata.list-items', { search: scanned.barcode });
  assert.deepEqual(
    page.rows.map((row) => row['code']),
    [scanned.code],
  );
});

test('whoever is bound to a warehouse sees the rows of that warehouse only', async () => {
  const { rows: warehouses } = await database.owner.query<{ id: string }>(
    'select id from md.warehouse where company_id = $1 order by code',
    [companyId],
  );
  const bound = lists.filter((list) => list.warehouses);
  assert(bound.length >= 10);
  for (const { name, key, warehouses: columns = [] } of bound) {
    const all = await ask(name, {});
    let most = 0;
    for (const { id } of warehouses) {
      const where = columns.map((column) => `${column} = $2`).join(' or ');
      const mine = await ask(name, {}, new Set([id]));
      assert.deepEqual(
        mine.rows.map((row) => String(row[key])).toSorted(),
        (await keysInView(name, where, [id])).toSorted(),
        name,
      );
      most = Math.max(most, mine.total);
    }
    assert.equal((await ask(name, {}, new Set())).total, 0, name);
    assert(all.total === 0 || most > 0, name);
  }
});
