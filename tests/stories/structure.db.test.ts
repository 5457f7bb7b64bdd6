// Product structure by hand: versions follow one another without a day of two, loops are named, what is in force stays,
// a cost is the sum of its parts to the last decimal and nobody sees it without the right.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { z } from 'zod';
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

const idOf = async (code: string, table = 'md.item'): Promise<string> =>
  (await database.owner.query<{ id: string }>(`select id from ${table} where code = $1`, [code])).rows[0]
    ?.id ?? '';
const refused = (code: string, words: RegExp) => (error: unknown) =>
  error instanceof Error && error.message.includes(code) && words.test(error.message);

const zTree = z.object({
  steps: z.array(
    z.object({ level: z.number(), code: z.string(), qty: z.string(), leaf: z.boolean(), loops: z.boolean() }),
  ),
});
const zCosts = z.object({
  items: z.array(
    z.object({
      code: z.string(),
      unitCost: z.string(),
      standardCost: z.string().nullable(),
      made: z.boolean(),
    }),
  ),
  lines: z.array(z.object({ perUnit: z.string(), amount: z.string() })),
});

test('an order explodes through all levels, in sixths and with loss on top', async () => {
  const itemId = await idOf('FG-K17S');
  const { steps } = zTree.parse(await stage.ask('planner', 'structure.explode', { itemId, qty: '1050' }));
  const of = (code: string): string[] => steps.filter((step) => step.code === code).map((step) => step.qty);
  assert.deepEqual(of('PK-CTN6'), ['175']);
  assert.deepEqual(of('PK-BOX17'), ['1060.5']);
  assert.deepEqual(of('RM-GREASE'), ['3.213']);
  assert.deepEqual(of('RM-SCR'), ['4200', '2100', '3150']);
  assert.deepEqual(of('RM-HDL-B'), ['1081.5']);
  assert.equal(steps[0]?.code, 'SF-BODY17');
  assert.equal(steps.filter((step) => step.level === 1).length, 7);
});

test('where-used climbs all levels and says how much of it one of them takes', async () => {
  const { steps } = zTree.parse(
    await stage.ask('planner', 'structure.where-used', { itemId: await idOf('RM-PP') }),
  );
  const lid = steps.filter((step) => step.code === 'SF-LID');
  assert.deepEqual([lid[0]?.level, lid[0]?.qty], [2, '0.0663']);
  assert.deepEqual([...new Set(steps.filter((step) => step.leaf).map((step) => step.code))].sort(), [
    'FG-H18G',
    'FG-K15',
    'FG-K17E',
    'FG-K17S',
  ]);
});

test('the kettle maker’s costs roll up to the figures of its accountants', async () => {
  // The data's figures before they were rounded to four decimals.
  const expected: Record<string, string> = {
    'FG-K17S': '47.966868',
    'FG-K15': '48.060868',
    'FG-H18G': '55.870838',
    'SF-BODY17': '22.06278',
    'SF-HDL-P': '2.9845',
    'SF-PCBA': '16.89475',
  };
  for (const [code, cost] of Object.entries(expected)) {
    const itemId = await idOf(code);
    const rolled = zCosts.parse(await stage.ask('acct', 'structure.roll-up-cost', { itemId }));
    assert.equal(rolled.items[0]?.unitCost, cost, code);
  }
  await assert.rejects(
    stage.ask('planner', 'structure.roll-up-cost', { itemId: await idOf('FG-K17S') }),
    /cost.view|RIGHT/,
  );
});

test('the rolled-up cost becomes the standard cost of what is made, once', async () => {
  const itemId = await idOf('FG-K17S');
  const first = await stage.act('controller', 'structure.take-standard-cost', { itemId });
  assert.ok(Number(first['changed']) > 0);
  const again = await stage.act('controller', 'structure.take-standard-cost', { itemId });
  assert.equal(again['changed'], 0);
});

test('a draft is entered, activated, copied; its successor ends it, and nothing in force can be changed', async () => {
  const itemId = await idOf('TR-DESC');
  const [pp, mb] = [await idOf('RM-PP'), await idOf('RM-MB')];
  const lines = [
    { componentId: pp, qtyNum: '1', qtyDen: '3', loss: '0.02' },
    { componentId: mb, qtyNum: '0', qtyFixed: '5' },
  ];
  const { bomId } = await stage.act('planner', 'structure.save-bom', { itemId, version: 'A', lines });
  await assert.rejects(
    stage.act('planner', 'structure.save-bom', { itemId, version: 'A', lines }),
    refused('BOM_VERSION_EXISTS', /TR-DESC/),
  );
  await stage.act('planner', 'structure.activate-bom', { bomId });
  await assert.rejects(
    stage.act('planner', 'structure.save-bom', { bomId, rowVersion: 1, itemId, version: 'A', lines }),
    refused('STATE_CHANGED', /TR-DESC A/),
  );
  const copy = await stage.act('planner', 'structure.copy-bom', { bomId, version: 'B' });
  await stage.act('planner', 'structure.activate-bom', { bomId: copy['bomId'], validFrom: '2027-05-01' });
  const { rows } = await database.owner.query(
    `select version, state, valid_from::text, valid_to::text,
       (select count(*)::int from md.bom_line l where l.bom_id = b.id) as lines
     from md.bom b where item_id = $1 order by version`,
    [itemId],
  );
  assert.deepEqual(rows, [
    { version: 'A', state: 'active', valid_from: '-infinity', valid_to: '2027-04-30', lines: 2 },
    { version: 'B', state: 'active', valid_from: '2027-05-01', valid_to: 'infinity', lines: 2 },
  ]);
  const third = await stage.act('planner', 'structure.copy-bom', { bomId, version: 'C' });
  await stage.act('planner', 'structure.activate-bom', { bomId: third['bomId'], validFrom: '2027-04-01' });
  const after = await database.owner.query(
    `select version, state, valid_to::text from md.bom where item_id = $1 order by version`,
    [itemId],
  );
  assert.deepEqual(after.rows, [
    { version: 'A', state: 'active', valid_to: '2027-03-31' },
    { version: 'B', state: 'retired', valid_to: 'infinity' },
    { version: 'C', state: 'active', valid_to: 'infinity' },
  ]);
});

test('a loop is refused at activation and named; of two that would close it together, one is refused', async () => {
  const [key, pcb, rly] = [await idOf('RM-KEY'), await idOf('RM-PCB'), await idOf('RM-RLY')];
  const draft = async (itemId: string, componentId: string): Promise<unknown> =>
    (
      await stage.act('planner', 'structure.save-bom', {
        itemId,
        version: 'L',
        lines: [{ componentId, qtyNum: '1' }],
      })
    )['bomId'];
  const first = await draft(key, pcb);
  const second = await draft(pcb, rly);
  const third = await draft(rly, key);
  await stage.act('planner', 'structure.activate-bom', { bomId: first });
  const outcomes = await Promise.allSettled(
    [second, third].map((bomId) => stage.act('planner', 'structure.activate-bom', { bomId })),
  );
  const reasons = outcomes.flatMap((one) => (one.status === 'rejected' ? [String(one.reason)] : []));
  assert.equal(reasons.length, 1);
  assert.match(reasons[0] ?? '', /BOM_LOOP/);
  assert.match(reasons[0] ?? '', /RM-(KEY|PCB|RLY) → RM-(KEY|PCB|RLY) → RM-(KEY|PCB|RLY) → RM-/);
  await assert.rejects(
    stage.act('planner', 'structure.save-bom', {
      itemId: key,
      version: 'M',
      lines: [{ componentId: key, qtyNum: '1' }],
    }),
    refused('BOM_OF_ITSELF', /RM-KEY/),
  );
});

test('a successor that closes a loop is refused; quotas share one whole', async () => {
  const [body, sus] = [await idOf('SF-BODY17'), await idOf('RM-SUS17')];
  await assert.rejects(
    stage.act('planner', 'structure.save-substitutes', {
      itemId: sus,
      substitutes: [{ substituteId: body, kind: 'use_up' }],
    }),
    refused('BOM_LOOP', /RM-SUS17 → SF-BODY17|SF-BODY17 → RM-SUS17/),
  );
  await assert.rejects(
    stage.act('planner', 'structure.save-sources', {
      itemId: sus,
      sources: [
        { supplierId: await idOf('V01', 'md.partner'), quota: '0.7' },
        { supplierId: await idOf('V02', 'md.partner'), quota: '0.31', priority: 2 },
      ],
    }),
    refused('QUOTA_OVER_ONE', /RM-SUS17/),
  );
});

test('what is made of a product is no alternate within it; two that stand for each other are', async () => {
  const [base, cord, soap] = await Promise.all(['SF-BASE', 'RM-CORD', 'TR-DESC'].map((code) => idOf(code)));
  const alternate = (itemId: string | undefined, substituteId: string | undefined, parentId?: string) =>
    stage.act('planner', 'structure.save-substitutes', {
      itemId,
      substitutes: [{ substituteId, kind: 'alternate', ...(parentId === undefined ? {} : { parentId }) }],
    });
  // The base holds a cord; a cord taken from a base would need a base to make a base.
  await assert.rejects(alternate(cord, base), refused('BOM_LOOP', /SF-BASE → SF-BASE/));
  await assert.rejects(alternate(cord, base, base), refused('BOM_LOOP', /SF-BASE → SF-BASE/));
  await alternate(cord, base, await idOf('FG-H18G'));
  await alternate(soap, cord);
  await alternate(cord, soap);
  const draft = await stage.act('planner', 'structure.save-bom', {
    itemId: soap,
    version: 'ALT',
    lines: [{ componentId: base, qtyNum: '1' }],
  });
  await assert.rejects(
    stage.act('planner', 'structure.activate-bom', { bomId: draft['bomId'] }),
    refused('BOM_LOOP', /TR-DESC → SF-BASE → TR-DESC|SF-BASE → TR-DESC → SF-BASE/),
  );
});

test('the database itself never widens the days of a version in force, nor opens it again', async () => {
  const itemId = await idOf('FG-K15');
  const set = (what: string) =>
    database.owner.query(`update md.bom set ${what} where item_id = $1 and state = 'active'`, [itemId]);
  await set(`valid_from = '2026-01-01', valid_to = '2030-12-31'`);
  for (const what of [
    `valid_from = '2025-12-31'`,
    `valid_to = 'infinity'`,
    `state = 'draft'`,
    `version = 'Z'`,
  ]) {
    await assert.rejects(set(what), /it stays what it is/);
  }
});

test('a successor in however odd a share is planned by it and stops nobody’s plan', async () => {
  const [heat, glass] = [await idOf('RM-HEAT10'), await idOf('RM-GLASS18')];
  const follow = (substitutes: object[]) =>
    stage.act('planner', 'structure.save-substitutes', { itemId: heat, substitutes });
  const successor = { substituteId: glass, kind: 'use_up' };
  await follow([{ ...successor, qtyNum: '12345.678901', qtyDen: '1.000001' }]);
  const zNeeds = z.object({ needs: z.array(z.object({ parent: z.unknown(), qty: z.string() })) });
  const { needs } = zNeeds.parse(await stage.ask('planner', 'planning.item-plan', { itemId: glass }));
  const zHeat = z.object({ proposals: z.array(z.object({ qty: z.string() })) });
  const { proposals } = zHeat.parse(await stage.ask('planner', 'planning.item-plan', { itemId: heat }));
  assert.ok(proposals.length > 0);
  for (const { qty } of proposals) {
    const exact = (Number(qty) * 12345.678901) / 1.000001;
    assert.ok(
      needs.some((need) => Number(need.qty) >= exact - 1 && Number(need.qty) < exact * 1.0000001 + 1),
    );
  }
  await follow([]);
});

test('planning data, routing and a calendar are kept, and the audit names the item', async () => {
  const itemId = await idOf('RM-SUS15');
  await stage.act('planner', 'structure.save-planning', {
    itemId,
    policy: 'stock',
    lotRule: 'period',
    fixedLot: '0',
    periodDays: 7,
    orderMinimum: '500',
    orderMultiple: '100',
    orderMaximum: '0',
    leadTimeDays: null,
    leadPer: '1000',
    inspectionDays: 2,
    safetyDays: 1,
    safetyStock: '200',
    scrap: '0.01',
    phantom: false,
    calendarId: await idOf('GYS', 'md.work_calendar'),
    plannerId: null,
  });
  const { planning } = z
    .object({ planning: z.record(z.string(), z.unknown()) })
    .parse(await stage.ask('planner', 'structure.get-item', { itemId }));
  assert.deepEqual(
    [planning['lot_rule'], planning['period_days'], planning['lead_time_days'], planning['calendar']],
    ['period', 7, null, 'GYS'],
  );
  const calendarId = await idOf('GYS', 'md.work_calendar');
  await stage.act('planner', 'structure.set-calendar-days', {
    calendarId,
    days: [
      { day: '2027-03-06', open: false },
      { day: '2027-01-01', open: null },
    ],
  });
  const days = await database.owner.query(
    `select day::text from md.work_calendar_day where calendar_id = $1 and day between '2027-01-01' and '2027-03-31' and
     extract(month from day) in (1, 3)`,
    [calendarId],
  );
  assert.deepEqual(days.rows, [{ day: '2027-03-06' }]);
  const audited = await database.owner.query(
    `select entity from sys.audit where entity_id = $1 order by entity`,
    [itemId],
  );
  assert.deepEqual(audited.rows, [{ entity: 'item_planning' }]);
});
