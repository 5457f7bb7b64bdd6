// What is exported can come in again: every list of product structure, as the workbook that the desk downloads, is
// imported and changes nothing.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { z } from 'zod';
import { workOneBatch } from '../../server/kernel/import/work-batches.ts';
import { systemClock } from '../../server/kernel/clock.ts';
import { createDemoCompany, DEMO_PASSWORD } from '../../server/main/demo/load.ts';
import { importKinds } from '../../server/main/imports.ts';
import { lists } from '../../server/main/registry.ts';
import { buildHouse } from '../../server/main/house.ts';
import { createLive } from '../../server/main/live.ts';
import { type TestDatabase, createTestDatabase } from '../support/database.ts';
import { type Client, type TestDoors, openDoors } from '../support/doors.ts';

const TABLES = [
  'md.bom_line',
  'md.item_planning',
  'md.item_source',
  'md.item_substitute',
  'md.work_calendar',
  'md.work_calendar_day',
  'md.work_centre',
  'md.routing_line',
  'md.item_price',
];
const EXPORTS: readonly (readonly [string, string])[] = [
  ['structure.list-bom-lines', '物料清单'],
  ['structure.list-planning', '计划资料'],
  ['structure.list-sources', '货源'],
  ['structure.list-substitutes', '替代料'],
  ['structure.list-routings', '工艺路线'],
  ['structure.list-work-calendars', '工作日历'],
  ['structure.list-calendar-days', '日历例外日'],
  ['structure.list-work-centres', '工作中心'],
  ['masterdata.list-purchase-prices', '价目'],
  ['masterdata.list-sales-prices', '价目'],
  ['forecast.list-forecasts', '销售预测'],
];

let database: TestDatabase;
let doors: TestDoors;
let client: Client;
let companyId = '';
before(async () => {
  database = await createTestDatabase();
  ({ companyId } = await createDemoCompany(buildHouse(database.database, createLive(), systemClock)));
  doors = await openDoors(database, { limits: { perMinute: 100_000, perAddressPerMinute: 100_000 } });
  client = doors.client();
  assert.equal((await client.signIn('boss', DEMO_PASSWORD)).status, 200);
});
after(async () => {
  await doors.close();
  await database.assertLaws();
  await database.close();
});

const sums = async (): Promise<unknown> =>
  (
    await database.owner.query(
      TABLES.map(
        (name) =>
          `select '${name}' as name, md5(string_agg(t::text, '' order by t::text)) as sum from ${name} t`,
      ).join(' union all '),
    )
  ).rows;

const zUploaded = z.object({ result: z.object({ batchId: z.string() }) });
const zStatus = z.object({
  state: z.string(),
  problems: z.array(z.unknown()),
  summary: z.record(z.string(), z.object({ rows: z.number(), created: z.number() })),
});

test('every export is imported again and changes nothing', async () => {
  const before = await sums();
  for (const [name, kind] of EXPORTS) {
    const list = lists.find((candidate) => candidate.name === name);
    const { raw } = await client.send('POST', `/api/lists/${name}/export`, {
      columns: list?.columns.filter((column) => column.kind !== 'id').map((column) => column.key),
      language: 'zh',
    });
    const uploaded = await client.command('import.upload', {
      fileName: `${kind}.xlsx`,
      content: raw.rawPayload.toString('base64'),
    });
    assert.equal(uploaded.status, 200, JSON.stringify(uploaded.json));
    const { batchId } = zUploaded.parse(uploaded.json).result;
    await client.command('import.start', { batchId, dryRun: false });
    await workOneBatch({ ...doors.house, kinds: importKinds }, { companyId, timeZone: 'Asia/Shanghai' });
    const status = zStatus.parse((await client.query('import.status', { batchId })).json);
    assert.equal(status.state, 'imported', `${name} ${JSON.stringify(status.problems.slice(0, 3))}`);
    const [summary] = Object.values(status.summary);
    assert.ok((summary?.rows ?? 0) > 0, name);
    assert.equal(summary?.created, 0, name);
  }
  assert.deepEqual(await sums(), before);
});
