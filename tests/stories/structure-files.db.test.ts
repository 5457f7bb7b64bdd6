// Product structure comes in from files: what is in force never changes, a loop is named, a second time changes
// nothing, and every bad cell is named.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { dateIn, systemClock } from '../../server/kernel/clock.ts';
import { workOneBatch } from '../../server/kernel/import/work-batches.ts';
import type { House } from '../../server/kernel/run-command.ts';
import type { Stage } from '../../server/main/demo/actors.ts';
import { createDemoCompany } from '../../server/main/demo/load.ts';
import { demoFiles } from '../../server/main/demo/files.ts';
import { buildHouse } from '../../server/main/house.ts';
import { importKinds } from '../../server/main/imports.ts';
import { createLive } from '../../server/main/live.ts';
import { type TestDatabase, createTestDatabase } from '../support/database.ts';

let database: TestDatabase;
let house: House;
let stage: Stage;
before(async () => {
  database = await createTestDatabase();
  house = buildHouse(database.database, createLive(), systemClock);
  stage = await createDemoCompany(house);
});
after(async () => {
  await database.assertLaws();
  await database.close();
});

type Status = {
  state: string;
  problems: { cell: string; code: string; zh: string }[];
  summary: Record<string, { created: number; changed: number }>;
};

async function importSheet(name: string, rows: readonly string[], dryRun = false): Promise<Status> {
  const { batchId } = await stage.act('boss', 'import.upload', {
    fileName: `${name}.csv`,
    content: Buffer.from(rows.join('\n'), 'utf8').toString('base64'),
  });
  await stage.act('boss', 'import.start', { batchId, dryRun });
  const place = { companyId: stage.companyId, timeZone: 'Asia/Shanghai' };
  await workOneBatch({ ...house, kinds: importKinds }, place);
  return (await stage.ask('boss', 'import.status', { batchId })) as Status;
}

const count = async (text: string): Promise<unknown> =>
  (await database.owner.query<{ n: number }>(`select count(*)::int as n from ${text}`)).rows[0]?.n;

const BOM_HEAD = '父项编码,版本,启用,生效日期,子项编码,用量分子,用量分母,损耗率';

test('the demo has the structure of its data: versions in force, loss on top, sixths exactly', async () => {
  assert.equal(await count(`md.bom where state = 'active'`), 13);
  assert.equal(await count(`md.bom_line l join md.bom b on b.id = l.bom_id where b.state = 'active'`), 66);
  const { rows } = await database.owner.query<Record<string, string>>(
    `select trim_scale(l.qty_num)::text as num, trim_scale(l.qty_den)::text as den, trim_scale(l.loss)::text as loss
     from md.bom_line l join md.bom b on b.id = l.bom_id join md.item p on p.id = b.item_id
     join md.item c on c.id = l.component_id
     where p.code = 'SF-BODY17' and c.code = 'RM-GLUE' or p.code = 'FG-K15' and b.state = 'active' and c.code = 'PK-CTN6'
     order by p.code`,
  );
  assert.deepEqual(rows, [
    { num: '1', den: '6', loss: '0' },
    { num: '2', den: '1000', loss: '0.05' },
  ]);
});

test('every file of the demo may come a second time and changes nothing', async () => {
  const before = await database.owner
    .query(`select md5(string_agg(t::text, '' order by t::text)) as sum from (
    select b::text as t from md.bom b union all select l::text from md.bom_line l
    union all select p::text from md.item_price p union all select s::text from md.item_source s
    union all select p::text from md.item_planning p union all select r::text from md.routing_line r
    union all select d::text from md.work_calendar_day d union all select s::text from md.item_substitute s) as t`);
  const today = dateIn('Asia/Shanghai', new Date());
  const again = demoFiles(today).filter(({ name }) => !/用户|期初库存|物料清单|包装条码/.test(name));
  for (const file of again) {
    const status = await importSheet(file.name.replace('.csv', ''), file.text.split('\n'));
    assert.equal(status.state, 'imported', `${file.name} ${JSON.stringify(status.problems.slice(0, 3))}`);
    assert.equal(status.summary[file.name.replace('.csv', '')]?.created, 0, file.name);
  }
  const boms = demoFiles(today).find(({ name }) => name === '物料清单.csv');
  const active = (boms?.text.split('\n') ?? []).filter((row) => !row.includes(',V2,'));
  const status = await importSheet('物料清单', active);
  assert.deepEqual(
    [status.state, status.summary['物料清单']],
    ['imported', { rows: 66, created: 0, changed: 0 }],
  );
  const after = await database.owner.query(`select md5(string_agg(t::text, '' order by t::text)) as sum from (
    select b::text as t from md.bom b union all select l::text from md.bom_line l
    union all select p::text from md.item_price p union all select s::text from md.item_source s
    union all select p::text from md.item_planning p union all select r::text from md.routing_line r
    union all select d::text from md.work_calendar_day d union all select s::text from md.item_substitute s) as t`);
  assert.deepEqual(after.rows, before.rows);
});

test('a version in force is not changed by a file; a new version takes its place from its day', async () => {
  const changed = await importSheet('物料清单', [BOM_HEAD, 'SF-LID,V1,是,,SF-INJ-LID,2,1,']);
  assert.deepEqual(
    [changed.state, changed.problems.map(({ cell, code }) => [cell, code])],
    ['refused', [['B2', 'VERSION_FROZEN']]],
  );
  const fresh = await importSheet('物料清单', [
    BOM_HEAD,
    'SF-LID,V2,是,2027-03-01,SF-INJ-LID,1,1,1%',
    'SF-LID,V2,是,2027-03-01,RM-SCR,3,1,',
  ]);
  assert.equal(fresh.state, 'imported', JSON.stringify(fresh.problems));
  const { rows } = await database.owner.query(
    `select b.version, b.state, b.valid_from::text, b.valid_to::text from md.bom b
     join md.item i on i.id = b.item_id where i.code = 'SF-LID' order by b.version`,
  );
  assert.deepEqual(rows, [
    { version: 'V1', state: 'active', valid_from: '-infinity', valid_to: '2027-02-28' },
    { version: 'V2', state: 'active', valid_from: '2027-03-01', valid_to: 'infinity' },
  ]);
});

test('a loop is named at the rows that close it, and nothing of the file is kept', async () => {
  const before = await count('md.bom');
  const looped = await importSheet('物料清单', [
    BOM_HEAD,
    'RM-PP,V1,是,,SF-INJ-LID,1,1,',
    'RM-PP,V1,是,,RM-MB,1,1,',
  ]);
  assert.deepEqual(
    looped.problems.map(({ cell, code }) => [cell, code]),
    [['E2', 'LOOP']],
  );
  assert.equal(await count('md.bom'), before);
});

test('every bad cell is named at once, in a dry run too', async () => {
  const bad = await importSheet(
    '物料清单',
    [
      BOM_HEAD,
      'NONE,V1,是,,RM-MB,1,1,',
      'TR-DESC,V1,是,,RM-NONE,1,1,',
      'TR-DESC,V1,是,,RM-MB,,,',
      'TR-DESC,V1,否,,RM-PP,1,0,100%',
      'TR-DESC,V1,是,,TR-DESC,one,1,',
    ],
    true,
  );
  assert.equal(bad.state, 'refused');
  assert.deepEqual(
    bad.problems.map(({ cell, code }) => `${cell} ${code}`),
    [
      'A2 UNKNOWN',
      'E3 UNKNOWN',
      'F4 TAKES_NOTHING',
      'H5 NOT_BELOW_ONE',
      'G5 ZERO',
      'F6 NOT_A_NUMBER',
      'E6 BOM_OF_ITSELF',
    ],
  );
  const planning = await importSheet('计划资料', [
    '物料编码,批量策略,批量,检验天数,废品率,日历编码,计划员',
    'RM-PP,固定批量,,400,2,NONE,nobody',
    'RM-MB,固定批量,,400,2,,nobody',
  ]);
  assert.deepEqual(
    planning.problems.map(({ cell, code }) => `${cell} ${code}`),
    [
      'F2 UNKNOWN',
      ...[2, 3].flatMap((row) => [
        `E${row} NOT_BELOW_ONE`,
        `D${row} OUT_OF_RANGE`,
        `C${row} MISSING`,
        `G${row} UNKNOWN`,
      ]),
    ],
  );
  const sources = await importSheet('货源', [
    '物料编码,供应商编码,配额,生效日期,失效日期',
    'RM-KEY,V03,20%,,',
    'RM-PP,V03,120%,2027-01-01,2026-01-01',
  ]);
  assert.deepEqual(
    sources.problems.map(({ cell, code }) => `${cell} ${code}`),
    ['C2 QUOTA_OVER_ONE', 'E3 ENDS_BEFORE_IT_BEGINS', 'C3 ABOVE_ONE'],
  );
  const forecast = await importSheet('销售预测', [
    '物料编码,客户编码,开始日期,结束日期,数量',
    'FG-K17E,C04,2027-01-04,2027-01-31,100',
    'FG-K17E,C04,2027-01-11,2027-01-17,50',
    'FG-K17E,C99,2027-02-01,2027-01-31,50',
  ]);
  assert.deepEqual(
    forecast.problems.map(({ cell, code }) => `${cell} ${code}`),
    ['C2 BUCKETS_OVERLAP', 'C3 BUCKETS_OVERLAP', 'B4 UNKNOWN', 'D4 ENDS_BEFORE_IT_BEGINS'],
  );
});

test('the database itself refuses lines of a version that is in force', async () => {
  for (const statement of [
    `update md.bom_line set qty_num = qty_num + 1`,
    `delete from md.bom_line`,
    `update md.bom set state = 'draft' where state = 'active'`,
    `delete from md.bom where state = 'active'`,
  ])
    await assert.rejects(database.owner.query(statement), { code: 'TY004' }, statement);
});

test('an order takes the price of the tier that its quantity reaches, and every line once', async () => {
  const idOf = async (table: string, code: string): Promise<string> =>
    (await database.owner.query<{ id: string }>(`select id from ${table} where code = $1`, [code])).rows[0]
      ?.id ?? '';
  const itemId = await idOf('md.item', 'RM-HEAT');
  const { orderId } = await stage.act('buyer', 'purchase.save-order', {
    supplierId: await idOf('md.partner', 'V03'),
    warehouseId: await idOf('md.warehouse', 'YL'),
    deliveryDate: '2027-01-01',
    lines: ['1999', '2000', '4999.5', '5000'].map((qty) => ({ itemId, qty })),
  });
  const { rows } = await database.owner.query<{ price: string }>(
    `select trim_scale(price_with_tax)::text as price from erp.purchase_order_line where order_id = $1 order by line_no`,
    [orderId],
  );
  assert.deepEqual(
    rows.map(({ price }) => price),
    ['8.814', '8.475', '8.475', '8.249'],
  );
});

test('whoever keeps a draft that a file has replaced meanwhile is told of the file', async () => {
  const { rows } = await database.owner.query<{ code: string; id: string }>(
    `select code, id from md.item where code in ('TR-DESC', 'RM-PP')`,
  );
  const idOf = new Map(rows.map(({ code, id }) => [code, id]));
  const lines = [{ componentId: idOf.get('RM-PP'), qtyNum: '1' }];
  const draft = { itemId: idOf.get('TR-DESC'), version: 'V7', lines };
  const { bomId } = await stage.act('planner', 'structure.save-bom', draft);
  const brought = await importSheet('物料清单', [BOM_HEAD, 'TR-DESC,V7,否,,RM-PP,2,1,']);
  assert.deepEqual(brought.summary['物料清单'], { rows: 1, created: 0, changed: 1 });
  await assert.rejects(
    stage.act('planner', 'structure.save-bom', { ...draft, bomId, rowVersion: 1 }),
    /VERSION_CHANGED.*"by":\{"zh":"导入"/,
  );
});
