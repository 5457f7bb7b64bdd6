// Walks docs/tour.md: its receipt, its verdict and its refusals by the real commands, each of its queries as `look`
// asks them, and the figures it promises. Names of commands, scripts and minutes are checked besides.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { after, before, test } from 'node:test';
import { dateIn, systemClock } from '../../server/kernel/clock.ts';
import type { Stage } from '../../server/main/demo/actors.ts';
import { createDemoCompany } from '../../server/main/demo/load.ts';
import { playFortnight } from '../../server/main/demo/fortnight.ts';
import { buildHouse } from '../../server/main/house.ts';
import { createLive } from '../../server/main/live.ts';
import { registry } from '../../server/main/registry.ts';
import { type TestDatabase, asOwner, createTestDatabase } from '../../tests/support/database.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const PAGE = readFileSync(resolve(ROOT, 'docs/tour.md'), 'utf8');
const QUERIES = [...PAGE.matchAll(/```sql\n([\s\S]*?)```/g)].map(([, query = '']) => query.trim());

type Row = Readonly<Record<string, unknown>>;
type Notice = { readonly id: string; readonly partner_name: string };
type Line = { readonly id: string; readonly item_code: string };

let database: TestDatabase;
let stage: Stage;
before(async () => {
  database = await createTestDatabase();
  const house = buildHouse(database.database, createLive(), systemClock);
  stage = await createDemoCompany(house);
  await playFortnight(house, stage, dateIn('Asia/Shanghai', systemClock.now()));
});
after(async () => {
  await database.assertLaws();
  await database.close();
});

/** Asks as `npm run look` does: the application's login, one company, reading only. */
const look = (query: string): Promise<Row[]> =>
  asOwner(database.appUrl, async (client) => {
    await client.query('begin read only');
    await client.query("select set_config('app.company', $1, true)", [stage.companyId]);
    return (await client.query<Row>(query)).rows;
  });

/** The page's query that reads a table. */
const queryOf = (table: string): string => {
  const found = QUERIES.find((query) => query.includes(`from ${table}`));
  assert(found, `the tour has no query of ${table}`);
  return found;
};

async function lineOfTour(): Promise<string> {
  const { rows } = (await stage.ask('clerk1', 'receiving.list-notices', { limit: 20 })) as { rows: Notice[] };
  const notice = rows.find((row) => row.partner_name.startsWith('中山联线电子'));
  assert(notice, 'the notice of the tour is there');
  const { lines } = (await stage.ask('clerk1', 'receiving.get-notice', { noticeId: notice.id })) as {
    lines: Line[];
  };
  return lines.find((line) => line.item_code === 'RM-CORD')?.id ?? '';
}

test('the receipt: 100 received, ruled 80, 15 and 5', async () => {
  const noticeLineId = await lineOfTour();
  await assert.rejects(
    stage.act('clerk1', 'receiving.confirm-receipt', { noticeLineId, qty: '999999' }),
    /OVER_TOLERANCE/,
  );
  const input = { noticeLineId, qty: '100', supplierLotNo: 'TOUR-1' };
  const received = await stage.act('clerk1', 'receiving.confirm-receipt', input);
  assert.equal(received['status'], 'pending');
  assert.equal(received['received'], '300');
  const [movement] = await look(queryOf('wms.movement m\njoin md.partner f').replace('limit 4', 'limit 1'));
  assert.equal(movement?.['from_owner'], movement?.['to_owner']);
  assert.equal(movement?.['to_status'], 'pending');
  const pending = (await stage.ask('iqc', 'quality.list-pending', {})) as { id: string; lot_no: string }[];
  const inspection = pending.find((one) => one.lot_no === received['lotNo']);
  const parts = { accepted: '80', conceded: '15', rejected: '5', reason: '外观划伤' };
  const ruled = await stage.act('iqc', 'quality.rule-lot', { inspectionId: inspection?.id, ...parts });
  assert.equal(ruled['state'], 'ruled');
});

test('the voucher has the accounts and the amount that the tour promises', async () => {
  await stage.settle();
  const lines = await look(queryOf('fin.voucher v\njoin fin.voucher_line l'));
  assert.deepEqual(
    lines.map((line) => [line['name_zh'], line['debit'], line['credit']]),
    [
      ['原料及主要材料', '342.00', '0.00'],
      ['应付账款-暂估应付款', '0.00', '342.00'],
    ],
  );
  for (const figure of ['342.00', '3.60']) assert(PAGE.includes(figure));
});

test('every query of the tour runs, and what would write is refused', async () => {
  assert(QUERIES.length > 5);
  for (const query of QUERIES) {
    if (query.startsWith('select')) assert((await look(query)).length > 0, query);
    else await assert.rejects(look(query), /read-only transaction/, query);
  }
});

test('every command, query and script that the tour names exists', () => {
  const known = new Set([...registry.commands, ...registry.queries].map(({ name }) => name));
  const named = [...PAGE.matchAll(/(?:commands|queries)\/([a-z-]+\.[a-z-]+)'/g)].map(([, name = '']) => name);
  assert.deepEqual(
    named.filter((name) => !known.has(name)),
    [],
  );
  const scripts = new Set(
    Object.keys(JSON.parse(readFileSync(resolve(ROOT, 'package.json'), 'utf8')).scripts),
  );
  for (const page of ['README.md', 'README.en.md', 'docs/tour.md', 'docs/house-rules.md']) {
    const text = readFileSync(resolve(ROOT, page), 'utf8');
    for (const [, script = ''] of text.matchAll(/npm run ([a-z-]+)/g)) assert(scripts.has(script), script);
  }
});
