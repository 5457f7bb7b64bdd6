// What happens while nobody watches is told by whoever watches next, once: over a night in which the program is off, in
// the gap that a lost process leaves, and by one of two that start at once. What was told before is not told again.
import assert from 'node:assert/strict';
import test from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { addDays, dateIn } from '../../server/kernel/clock.ts';
import { newId } from '../../server/kernel/ids.ts';
import type { Stage } from '../../server/main/demo/actors.ts';
import { createDemoCompany } from '../../server/main/demo/load.ts';
import { buildHouse } from '../../server/main/house.ts';
import { createLive } from '../../server/main/live.ts';
import {
  KEEP_UP,
  RUN,
  consultOf,
  createKeeper,
  tellAlerts,
  zAlertCause,
  zAlertHit,
} from '../../server/planning/resident/index.ts';
import { useTestDatabase } from '../support/database.ts';
import { randomFrom } from './random-problem.ts';

const today = dateIn('Asia/Shanghai', new Date());
const LEASE_MS = 300;
let stage: Stage;
const database = useTestDatabase(async (made) => {
  // The house only asks; who tells is a life of its own.
  const consult = consultOf(createKeeper(made.database));
  stage = await createDemoCompany(buildHouse(made.database, createLive(), undefined, consult));
  stage.at(today, '10:00');
});

/** A process: it looks as long as it is asked to; one that is asked no more is dead. */
function begin(leaseMs = LEASE_MS) {
  const { database: connections } = database();
  let told = 0;
  const { hear } = tellAlerts(connections, newId(), () => void told++, leaseMs);
  const ask = consultOf(createKeeper(connections, { hear }));
  const look = async (day = today): Promise<number> => {
    const before = told;
    await ask({ companyId: stage.companyId, today: day }, { name: KEEP_UP, told: null });
    return told - before;
  };
  const run = (runId: unknown): Promise<unknown> =>
    ask({ companyId: stage.companyId, today }, { name: RUN, told: { runId } });
  return { look, run };
}
const leaseIsLost = (): Promise<void> => sleep(LEASE_MS + 100);

const rowsOf = async <T extends z.ZodType>(row: T, text: string, ...values: unknown[]) =>
  z.array(row).parse((await database().owner.query(text, values)).rows);
const idOf = async (table: string, code: string): Promise<string> =>
  (await rowsOf(z.object({ id: z.string() }), `select id from ${table} where code = $1`, code))[0]?.id ?? '';
const zAlerts = z.object({
  rows: z.array(
    z.object({
      id: z.string(),
      level: z.string(),
      cause: zAlertCause,
      hits: z.array(zAlertHit),
      hitCount: z.int(),
      seen: z.boolean(),
    }),
  ),
  unseen: z.int(),
});
const alerts = async () => zAlerts.parse(await stage.ask('planner', 'planning.alerts', { limit: 100 }));
const latest = async () => (await alerts()).rows[0];
const countOf = async (): Promise<number> => (await alerts()).rows.length;
/** How the rows say that an order was told. */
const toldOf = async (need: string) =>
  (
    await rowsOf(
      z.object({ status: z.string(), late_days: z.int().nullable() }),
      'select status, late_days from plan.told_standing where need = $1',
      need,
    )
  )[0];

/** An approved order of something bought, and the name of its line in the plan. */
async function sell(item: string, qty: string, days: number): Promise<{ orderId: unknown; line: string }> {
  const saved = await stage.act('sales', 'sales.save-order', {
    customerId: await idOf('md.partner', 'C01'),
    warehouseId: await idOf('md.warehouse', 'YL'),
    deliveryDate: addDays(today, days),
    lines: [{ itemId: await idOf('md.item', item), qty, priceWithTax: '0.5' }],
  });
  await stage.act('salesmgr', 'sales.approve-order', { orderId: saved['orderId'], beyondCredit: true });
  return { orderId: saved['orderId'], line: `${String(saved['no'])}/1` };
}
async function buy(item: string, qty: string, days: number): Promise<{ orderId: unknown; line: string }> {
  const bought = await stage.act('buyer', 'purchase.save-order', {
    supplierId: await idOf('md.partner', 'V01'),
    warehouseId: await idOf('md.warehouse', 'YL'),
    deliveryDate: addDays(today, days),
    lines: [{ itemId: await idOf('md.item', item), qty, priceWithTax: '2' }],
  });
  await stage.act('purmgr', 'purchase.approve-order', { orderId: bought['orderId'] });
  return { orderId: bought['orderId'], line: `${String(bought['no'])}/1` };
}
async function confirm(orderId: unknown, days: number): Promise<void> {
  const lines = await rowsOf(
    z.object({ id: z.string() }),
    'select id from erp.purchase_order_line where order_id = $1',
    orderId,
  );
  const confirmedDate = addDays(today, days);
  await stage.act('buyer', 'purchase.confirm-dates', {
    orderId,
    lines: lines.map(({ id }) => ({ lineId: id, confirmedDate })),
  });
}

/** Until a statement of the program waits for a row. */
async function untilSomebodyWaits(): Promise<void> {
  const waiting = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
  while ((await database().owner.query(waiting)).rowCount === 0) await sleep(10);
}

let cord = { orderId: undefined as unknown, line: '' };
let cordBought = cord;

test('the first time that anybody looks at a company nothing is told: how orders stand is only taken down', async () => {
  cord = await sell('RM-CORD', '90000', 50);
  const first = begin();
  assert.equal(await first.look(), 0);
  assert.equal(await first.look(), 0);
  assert.equal(await countOf(), 0);
  assert.deepEqual(await toldOf(cord.line), { status: 'short', late_days: 0 });
  // What it sees from then on is told at once, and noted with it.
  cordBought = await buy('RM-CORD', '95000', 40);
  assert.equal(await first.look(), 1);
  assert.equal((await latest())?.level, 'relieved');
  assert.equal((await latest())?.cause.since, null);
  assert.equal(await toldOf(cord.line), undefined);
});

test('a supplier confirms later while the program is off: told by the next life, once, with since when', async () => {
  await leaseIsLost();
  const before = await countOf();
  await confirm(cordBought.orderId, 52);
  const next = begin();
  assert.equal(await next.look(), 1);
  const told = await latest();
  const hit = told?.hits.find(({ id }) => id === cord.line);
  assert.deepEqual([told?.level, hit?.status, hit?.lateDays, told?.hitCount], ['late', 'late', 2, 1]);
  assert.ok(told?.cause.since);
  assert.ok(told.cause.changes.some(({ id }) => id === cordBought.line));
  assert.equal(await next.look(), 0);
  await leaseIsLost();
  assert.equal(await begin().look(), 0);
  assert.equal(await countOf(), before + 1);
});

test('a lost process leaves a gap: what was committed in it is told by another that was there, from what to what', async () => {
  await leaseIsLost();
  const [lost, heir] = [begin(), begin()];
  assert.equal((await lost.look()) + (await heir.look()), 0);
  const before = await countOf();
  await confirm(cordBought.orderId, 54);
  // It sees it now, and tells it as soon as it is its turn.
  const atOnce = await heir.look();
  await leaseIsLost();
  assert.equal(atOnce + (await heir.look()), 1);
  const told = await latest();
  assert.equal(told?.hits.find(({ id }) => id === cord.line)?.lateDays, 4);
  const change = told?.cause.changes.find(({ id }) => id === cordBought.line);
  assert.deepEqual([change?.before?.date, change?.after?.date], [addDays(today, 52), addDays(today, 54)]);
  // The lost one was only slow, and it is its turn again: it finds that another has told, and keeps silent.
  await leaseIsLost();
  assert.equal(await lost.look(), 0);
  assert.equal(await countOf(), before + 1);
});

test('two that start at once tell once', async () => {
  await leaseIsLost();
  const before = await countOf();
  await confirm(cordBought.orderId, 56);
  const both = [begin(), begin()];
  const told = await Promise.all(both.map(({ look }) => look()));
  assert.deepEqual(
    told.toSorted((a, b) => a - b),
    [0, 1],
  );
  await leaseIsLost();
  assert.deepEqual(await Promise.all(both.map(({ look }) => look())), [0, 0]);
  assert.equal(await countOf(), before + 1);
});

test('a process that has read what is old by now overrules nobody', async () => {
  await leaseIsLost();
  const quick = begin();
  await quick.look();
  const before = await countOf();
  const client = await database().owner.connect();
  const slow = begin();
  let looking: Promise<number> = Promise.resolve(0);
  try {
    await client.query('begin; lock table plan.setting in access exclusive mode');
    // Its snapshot is taken, and it waits for a table.
    looking = slow.look();
    await untilSomebodyWaits();
    await confirm(cordBought.orderId, 57);
    assert.equal(await quick.look(), 1);
    await leaseIsLost();
  } finally {
    await client.query('commit');
    client.release();
  }
  assert.equal(await looking, 0);
  assert.equal(await slow.look(), 0);
  assert.equal(await countOf(), before + 1);
  assert.equal((await toldOf(cord.line))?.late_days, 7);
});

test('what somebody has seen does not come back with the next life', async () => {
  await stage.act('planner', 'planning.mark-alerts-seen', { upTo: (await latest())?.id });
  await leaseIsLost();
  assert.equal(await begin().look(), 0);
  assert.equal((await alerts()).unseen, 0);
});

test('an order that grew while nobody watched is told from what to what', async () => {
  await leaseIsLost();
  const versions = await rowsOf(
    z.object({ version: z.int() }),
    'select version from erp.sales_order where id = $1',
    cord.orderId,
  );
  await stage.act('salesmgr', 'sales.unapprove-order', { orderId: cord.orderId });
  await stage.act('sales', 'sales.save-order', {
    orderId: cord.orderId,
    version: (versions[0]?.version ?? 0) + 1,
    customerId: await idOf('md.partner', 'C01'),
    warehouseId: await idOf('md.warehouse', 'YL'),
    deliveryDate: addDays(today, 50),
    lines: [{ itemId: await idOf('md.item', 'RM-CORD'), qty: '94000', priceWithTax: '0.5' }],
  });
  await stage.act('salesmgr', 'sales.approve-order', { orderId: cord.orderId, beyondCredit: true });
  assert.equal(await begin().look(), 1);
  const change = (await latest())?.cause.changes.find(({ id }) => id === cord.line);
  assert.deepEqual([change?.before?.qty, change?.after?.qty], ['90000', '94000']);
});

test('an order that is gone by morning is forgotten without a word', async () => {
  await leaseIsLost();
  assert.ok(await toldOf(cord.line));
  await stage.act('salesmgr', 'sales.close-order', { orderId: cord.orderId });
  assert.equal(await begin().look(), 0);
  assert.equal(await toldOf(cord.line), undefined);
});

test('what is committed while a whole run is beginning is told with the plan it makes', async () => {
  await leaseIsLost();
  const life = begin(10_000);
  await life.look();
  const { runId } = await stage.act('planner', 'planning.start-run', {});
  const client = await database().owner.connect();
  let running: Promise<unknown> = Promise.resolve();
  let sold = cord;
  try {
    await client.query('begin');
    await client.query('select from plan.run where id = $1 for update', [runId]);
    running = life.run(runId);
    await untilSomebodyWaits();
    sold = await sell('RM-FILTER', '80000', 50);
  } finally {
    await client.query('commit');
    client.release();
  }
  await running;
  assert.ok((await latest())?.hits.some(({ id }) => id === sold.line));
  assert.equal(await life.look(), 0);
  await database().owner.query('update plan.resident set leased_until = now()');
});

test('a night passes while the program is off: who is hit is told in the morning, once, with what is overdue', async () => {
  await sell('RM-SUS17', '820', 3);
  const kettles = await sell('FG-K17S', '600', 26);
  const bodies = await buy('RM-SUS17', '500', 12);
  const early = await buy('RM-SUS17', '1', 8);
  const evening = begin();
  await evening.look(addDays(today, 12));
  assert.equal(await toldOf(kettles.line), undefined);
  await leaseIsLost();
  const before = await countOf();
  const morning = addDays(today, 25);
  const two = [begin(), begin()];
  const told = await Promise.all(two.map(({ look }) => look(morning)));
  assert.deepEqual(
    told.toSorted((a, b) => a - b),
    [0, 1],
  );
  const alert = (await alerts()).rows.find(({ level }) => level !== 'relieved');
  assert.ok(alert?.cause.since);
  assert.deepEqual(alert.cause.daysPassed, { from: addDays(today, 12), to: morning });
  const hit = alert.hits.find(({ id }) => id === kettles.line);
  assert.equal(hit?.status, 'late');
  const overdue = alert.cause.changes.filter(({ what }) => what === 'overdue');
  const late = overdue.find(({ id }) => id === bodies.line);
  assert.deepEqual(late?.before, { qty: '500', date: addDays(today, 12) });
  assert.ok(!overdue.some(({ id }) => id === early.line), 'it was overdue before');
  await leaseIsLost();
  assert.equal(await begin().look(morning), 0);
  assert.ok((await countOf()) - before <= 2, 'one alert of those hit, one of those relieved');
});

test('a day that passes while somebody watches is told as what it is', async () => {
  await leaseIsLost();
  const life = begin();
  assert.equal(await life.look(addDays(today, 25)), 0);
  assert.equal(await life.look(addDays(today, 49)), 1);
  const alert = await latest();
  const daysPassed = { from: addDays(today, 25), to: addDays(today, 49) };
  assert.deepEqual([alert?.cause.since, alert?.cause.daysPassed], [null, daysPassed]);
  assert.ok(alert?.hits.some(({ item }) => item.code === 'RM-FILTER'));
});

test('what is told is written as differences: rows of orders that stand as before are not touched', async () => {
  await leaseIsLost();
  const day = addDays(today, 49);
  const life = begin(10_000);
  await life.look(day);
  const rows = () =>
    rowsOf(
      z.object({ need: z.string(), xmin: z.string() }),
      'select need, xmin::text from plan.told_standing',
    );
  const before = new Map((await rows()).map(({ need, xmin }) => [need, xmin]));
  assert.ok(before.size > 0);
  const { line } = await sell('RM-CORD', '99000', 90);
  assert.equal(await life.look(day), 1);
  const written = (await rows()).filter(({ need, xmin }) => before.get(need) !== xmin);
  assert.deepEqual(
    written.map(({ need }) => need),
    [line],
  );
  await database().owner.query('update plan.resident set leased_until = now()');
});

test('when thousands stand otherwise, one alert tells of them', async () => {
  const { companyId } = stage;
  await database().owner.query('delete from plan.told_standing');
  await leaseIsLost();
  const before = await countOf();
  assert.equal(await begin().look(addDays(today, 49)), 1);
  const alert = await latest();
  const [{ count } = { count: 0 }] = await rowsOf(
    z.object({ count: z.int() }),
    'select count(*)::int from plan.told_standing where company_id = $1',
    companyId,
  );
  assert.deepEqual([alert?.hitCount, await countOf()], [count, before + 1]);
});

test('processes that come, race and die while things get worse: everything is told, nothing twice', async () => {
  const day = addDays(today, 49);
  const { below } = randomFrom(20_261_127);
  await leaseIsLost();
  await begin().look(day);
  const known = new Set((await alerts()).rows.map(({ id }) => id));
  const { orderId } = await buy('RM-THERM', '200000', 55);
  const sold: string[] = [];
  let lives = [begin(20), begin(20)];
  for (let turn = 0; turn < 40; turn++) {
    if (below(2) === 0) sold.push((await sell('RM-THERM', String(3_000 + below(5_000)), 55 + below(9))).line);
    else await confirm(orderId, 55 + turn);
    if (below(4) === 0) lives = [...lives.slice(1 + below(2)), begin(20)];
    if (below(3) === 0) await sleep(30);
    const looking = lives.filter(() => below(3) > 0);
    await Promise.all(looking.map(({ look }) => look(day)));
  }
  await sleep(100);
  await begin().look(day);
  await leaseIsLost();
  assert.equal(await begin().look(day), 0);

  const told = (await alerts()).rows.filter(({ id }) => !known.has(id)).toReversed();
  const states = Map.groupBy(
    told.flatMap(({ hits }) => hits),
    ({ id }) => id,
  );
  const stand = new Map(
    (
      await rowsOf(
        z.object({ need: z.string(), status: z.string(), late_days: z.int().nullable() }),
        'select need, status, late_days from plan.told_standing',
      )
    ).map((row) => [row.need, `${row.status} ${row.late_days}`]),
  );
  assert.ok(sold.filter((line) => stand.has(line)).length > 3);
  for (const [line, hits] of states) {
    const said = hits.map(({ status, lateDays }) => `${status} ${lateDays}`);
    assert.equal(new Set(said).size, said.length, `${line} was told twice: ${said.join(', ')}`);
    assert.equal(said.at(-1), stand.get(line), line);
  }
  for (const line of sold) assert.equal(states.has(line), stand.has(line), line);
});
