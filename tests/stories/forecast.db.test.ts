// The forecast grid: a cell is set in one command, weeks fold into a month, a day is never expected twice; the scheme
// is kept by whoever saw it last.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { z } from 'zod';
import { fixedClock } from '../../server/kernel/clock.ts';
import { workOneBatch } from '../../server/kernel/import/work-batches.ts';
import type { House } from '../../server/kernel/run-command.ts';
import type { Stage } from '../../server/main/demo/actors.ts';
import { createDemoCompany } from '../../server/main/demo/load.ts';
import { buildHouse } from '../../server/main/house.ts';
import { importKinds } from '../../server/main/imports.ts';
import { createLive } from '../../server/main/live.ts';
import { bucketOf, bucketsFrom } from '../../server/planning/forecast/buckets.ts';
import { type TestDatabase, createTestDatabase } from '../support/database.ts';

let database: TestDatabase;
let house: House;
let stage: Stage;
before(async () => {
  database = await createTestDatabase();
  const clock = fixedClock('2026-11-26T09:00:00+08:00');
  house = buildHouse(database.database, createLive(), clock);
  stage = await createDemoCompany(house);
  stage.at('2026-11-26', '09:00');
});
after(async () => {
  await database.assertLaws();
  await database.close();
});

const zGrid = z.object({
  buckets: z.array(z.object({ from: z.string(), to: z.string() })),
  rows: z.array(
    z.object({
      itemId: z.string(),
      code: z.string(),
      sum: z.string(),
      cells: z.array(z.object({ qty: z.string(), parts: z.number(), exact: z.boolean() })),
    }),
  ),
  rowCount: z.int(),
  totals: z.array(z.string()),
});
const grid = async (input: object): Promise<z.output<typeof zGrid>> =>
  zGrid.parse(await stage.ask('planner', 'forecast.read-grid', input));
const idOf = async (code: string): Promise<string> =>
  (await database.owner.query<{ id: string }>(`select id from md.item where code = $1`, [code])).rows[0]
    ?.id ?? '';

const rowOf = async (table: 'md.partner' | 'md.warehouse', code: string): Promise<string> =>
  (await database.owner.query<{ id: string }>(`select id from ${table} where code = $1`, [code])).rows[0]
    ?.id ?? '';
const partnerOf = (code: string): Promise<string> => rowOf('md.partner', code);
const warehouseOf = (code: string): Promise<string> => rowOf('md.warehouse', code);

test('weeks begin on Monday, months end with their last day', () => {
  assert.deepEqual(bucketOf('week', '2026-11-29'), {
    from: '2026-11-23',
    to: '2026-11-29',
  });
  assert.deepEqual(bucketOf('week', '2023-12-31'), {
    from: '2023-12-25',
    to: '2023-12-31',
  });
  assert.deepEqual(bucketOf('month', '2028-02-10'), {
    from: '2028-02-01',
    to: '2028-02-29',
  });
  assert.deepEqual(
    bucketsFrom('month', '2026-12-05', 3).map(({ from }) => from),
    ['2026-12-01', '2027-01-01', '2027-02-01'],
  );
});

test('the demo’s forecast stands in weeks from this one on, with totals', async () => {
  const { buckets, rows, totals } = await grid({ count: 8 });
  assert.deepEqual(buckets[0], { from: '2026-11-23', to: '2026-11-29' });
  const kettle = rows.find((row) => row.code === 'FG-K17S');
  assert.deepEqual(kettle?.cells[0], { qty: '420', parts: 1, exact: true });
  assert.equal(kettle.sum, '3700');
  assert.equal(totals[0], '670');
});

test('a cell is set, changed and taken away; weeks fold into the month that holds them', async () => {
  const itemId = await idOf('FG-K17E');
  const set = (bucket: string, day: string, qty: string): Promise<unknown> =>
    stage.act('planner', 'forecast.set-cells', {
      bucket,
      cells: [{ itemId, day, qty }],
    });
  const cells = async (bucket: string): Promise<unknown> =>
    (await grid({ bucket, from: '2027-02-01', count: 4, itemIds: [itemId] })).rows.find(
      (row) => row.itemId === itemId,
    )?.cells;
  await set('week', '2027-02-03', '30.5');
  await set('week', '2027-02-10', '20');
  await set('week', '2027-02-10', '25');
  const none = { qty: '0', parts: 0, exact: false };
  const one = (qty: string) => ({ qty, parts: 1, exact: true });
  assert.deepEqual(await cells('week'), [one('30.5'), one('25'), none, none]);
  assert.deepEqual(await cells('month'), [{ qty: '55.5', parts: 2, exact: false }, none, none, none]);
  await set('month', '2027-02-01', '100');
  assert.deepEqual(await cells('month'), [one('100'), none, none, none]);
  await assert.rejects(set('week', '2027-02-10', '1'), /BUCKETS_OVERLAP/);
  await set('month', '2027-02-28', '0');
  assert.deepEqual(await cells('week'), [none, none, none, none]);
});

const zUse = z.object({
  items: z.array(
    z.object({
      itemId: z.string(),
      buckets: z.array(
        z.object({
          from: z.string(),
          to: z.string(),
          qty: z.string(),
          consumed: z.string(),
          left: z.string(),
          orders: z.array(
            z.object({
              id: z.string(),
              qty: z.string(),
              orderQty: z.string(),
              document: z.object({ no: z.string(), partnerCode: z.string() }),
            }),
          ),
        }),
      ),
    }),
  ),
});
type Use = z.output<typeof zUse>['items'][number]['buckets'];
const useOf = async (itemId: string, from: string, to: string): Promise<Use> =>
  zUse.parse(
    await stage.ask('planner', 'planning.forecast-use', {
      itemIds: [itemId],
      from,
      to,
    }),
  ).items[0]?.buckets ?? [];

test('forecast 10 and orders 10: the grid shows 10 consumed and 0 left, and by which order', async () => {
  const itemId = await idOf('FG-K17E');
  const expected = {
    bucket: 'week',
    cells: [{ itemId, day: '2027-03-03', qty: '10' }],
  };
  await stage.act('planner', 'forecast.set-cells', expected);
  const [alone] = await useOf(itemId, '2027-03-01', '2027-03-28');
  assert.deepEqual([alone?.qty, alone?.consumed, alone?.left, alone?.orders], ['10', '0', '10', []]);
  const order = await stage.act('sales', 'sales.save-order', {
    customerId: await partnerOf('C01'),
    warehouseId: await warehouseOf('CP'),
    deliveryDate: '2027-03-05',
    lines: [{ itemId, qty: '10' }],
  });
  await stage.act('salesmgr', 'sales.approve-order', {
    orderId: order['orderId'],
  });
  const [eaten] = await useOf(itemId, '2027-03-01', '2027-03-28');
  assert.deepEqual([eaten?.qty, eaten?.consumed, eaten?.left], ['10', '10', '0']);
  assert.deepEqual(
    eaten?.orders.map(({ id, qty, document }) => [id, qty, document.no, document.partnerCode]),
    [[`${String(order['no'])}/1`, '10', String(order['no']), 'C01']],
  );
  const need = z.object({
    needs: z.array(z.object({ date: z.string(), qty: z.string() })),
  });
  const { needs } = need.parse(await stage.ask('planner', 'planning.item-plan', { itemId }));
  const march = needs.filter(({ date }) => date >= '2027-03-01' && date <= '2027-03-28');
  assert.deepEqual(
    march.map(({ qty }) => qty),
    ['10'],
  );
});

/** Ten kettles for a day. */
async function orderKettles(deliveryDate: string): Promise<unknown> {
  const { orderId } = await stage.act('sales', 'sales.save-order', {
    customerId: await partnerOf('C01'),
    warehouseId: await warehouseOf('CP'),
    deliveryDate,
    lines: [{ itemId: await idOf('FG-K15'), qty: '10' }],
  });
  await stage.act('salesmgr', 'sales.approve-order', { orderId });
  return orderId;
}

async function ship(orderId: unknown): Promise<void> {
  const { shipmentId } = await stage.act('sales', 'sales.notify-shipment', {
    orderId,
  });
  await stage.act('whmgr', 'shipping.release-shipment', { shipmentId });
  const { rows: tasks } = await database.owner.query<{
    id: string;
    bin: string;
    lot: string;
    qty: string;
  }>(
    `select t.id, b.code as bin, l.lot_no as lot, trim_scale(t.qty_planned)::text as qty from wms.task t
      join wms.bin b on b.id = t.from_bin_id join wms.lot l on l.id = t.lot_id
      where t.kind = 'pick' and t.document_id = $1`,
    [shipmentId],
  );
  for (const { id, bin, lot, qty } of tasks) {
    const pick = { taskId: id, binCode: bin, item: 'FG-K15', lotNo: lot, qty };
    await stage.act('clerk1', 'picking.confirm-pick', pick);
  }
  const { rows: lines } = await database.owner.query<{
    shipmentLineId: string;
    lotId: string;
    qty: string;
  }>(
    `select l.id as "shipmentLineId", a.lot_id as "lotId", trim_scale(sum(a.qty - a.qty_consumed))::text as qty
      from wms.shipment_line l join wms.shipment s on s.id = l.shipment_id
      join wms.allocation a on a.demand_line_id = l.id and a.bin_id = s.staging_bin_id
      where s.id = $1 group by l.id, a.lot_id`,
    [shipmentId],
  );
  await stage.act('clerk1', 'packing.confirm-package', { shipmentId, lines });
  await stage.act('clerk1', 'shipping.confirm-shipment', {
    shipmentId,
    carrier: '顺丰',
  });
}

async function importForecast(rows: readonly string[]): Promise<void> {
  const text = ['物料编码,客户编码,开始日期,结束日期,数量', ...rows].join('\n');
  const { batchId } = await stage.act('boss', 'import.upload', {
    fileName: '销售预测.csv',
    content: Buffer.from(text, 'utf8').toString('base64'),
  });
  await stage.act('boss', 'import.start', { batchId, dryRun: false });
  await workOneBatch(
    { ...house, kinds: importKinds },
    { companyId: stage.companyId, timeZone: 'Asia/Shanghai' },
  );
  const { problems } = z
    .looseObject({ problems: z.array(z.unknown()) })
    .parse(await stage.ask('boss', 'import.status', { batchId }));
  assert.deepEqual(problems, []);
}

test('what has been shipped of a forecast stays consumed: it is not planned for once more', async () => {
  const itemId = await idOf('FG-K15');
  const today = '2026-11-26';
  const left = async () => {
    const [now] = await useOf(itemId, today, today);
    return [now?.qty, now?.consumed, now?.left];
  };
  await stage.act('planner', 'forecast.set-cells', {
    bucket: 'week',
    cells: [{ itemId, day: today, qty: '10' }],
  });
  assert.deepEqual(await left(), ['10', '0', '10']);
  const orderId = await orderKettles(today);
  assert.deepEqual(await left(), ['10', '10', '0']);
  await ship(orderId);
  assert.deepEqual(await left(), ['10', '10', '0']);
});

test('of a forecast for half a year, what was shipped months ago stays consumed', async () => {
  const itemId = await idOf('FG-K15');
  await importForecast(['FG-K15,C01,2026-06-01,2026-11-29,400']);
  const consumed = async () => (await useOf(itemId, '2026-06-01', '2026-11-29'))[0]?.consumed;
  const before = Number(await consumed());
  const orderId = await orderKettles('2026-08-10');
  assert.equal(Number(await consumed()), before + 10);
  await ship(orderId);
  assert.equal(Number(await consumed()), before + 10);
  await importForecast(['FG-K15,C02,2026-08-10,2026-08-16,7']);
  assert.equal(Number(await consumed()), before + 3, 'a week that has ended within had been eaten first');
});

test('forecasts for days far beyond any plan stop nobody’s plan', async () => {
  await importForecast(['FG-K17S,,2062-01-01,2062-01-31,5', 'FG-K17S,,2062-02-01,2062-02-28,7']);
  const itemId = await idOf('FG-K17S');
  assert.ok(await stage.ask('planner', 'planning.item-plan', { itemId }));
});

test('forecasts of several customers that overlap are consumed as one', async () => {
  const itemId = await idOf('FG-K17E');
  const customerId = await partnerOf('C01');
  const set = (bucket: string, cell: object): Promise<unknown> =>
    stage.act('planner', 'forecast.set-cells', {
      bucket,
      cells: [{ itemId, ...cell }],
    });
  await set('month', { day: '2027-04-01', qty: '40' });
  await set('week', { day: '2027-04-13', qty: '5', customerId });
  const april = await useOf(itemId, '2027-04-01', '2027-04-30');
  assert.deepEqual(
    april.map(({ from, to, qty, left }) => [from, to, qty, left]),
    [['2027-04-01', '2027-04-30', '45', '45']],
  );
});

test('the scheme is kept once by whoever saw the last', async () => {
  const seen = z.looseObject({ version: z.number(), mayEdit: z.boolean() });
  const { mayEdit, ...first } = seen.parse(await stage.ask('planner', 'planning.get-settings', {}));
  assert.equal(mayEdit, true);
  assert.equal(first.version, 0);
  const outcomes = await Promise.allSettled(
    ['3', '4'].map((toleranceQty) =>
      stage.act('planner', 'planning.save-settings', {
        ...first,
        toleranceDays: 2,
        toleranceQty,
      }),
    ),
  );
  assert.deepEqual(outcomes.map((one) => one.status).sort(), ['fulfilled', 'rejected']);
  const after = seen.parse(await stage.ask('planner', 'planning.get-settings', {}));
  assert.equal(after.version, 1);
  assert.equal(after['toleranceDays'], 2);
});

test('a grid that does not show all rows says how many there are, and sums them all', async () => {
  const whole = await grid({});
  const cut = await grid({ limit: 1 });
  assert.ok(whole.rows.length > 1);
  assert.equal(cut.rows.length, 1);
  assert.deepEqual([cut.rowCount, cut.totals], [whole.rows.length, whole.totals]);
});
