// A plan that follows what is committed equals one that is made anew from the tables, after each of many real commands:
// orders, receipts, verdicts, stock frozen and counted, cards, files. Only what the log says is read again; so whatever a
// command forgets to tell would show here.
import assert from 'node:assert/strict';
import test from 'node:test';
import { sql } from 'kysely';
import { addDays, dateIn } from '../../server/kernel/clock.ts';
import { workOneBatch } from '../../server/kernel/import/work-batches.ts';
import type { House } from '../../server/kernel/run-command.ts';
import { withTransaction } from '../../server/kernel/transaction.ts';
import type { Stage } from '../../server/main/demo/actors.ts';
import { type DemoFile, demoFiles } from '../../server/main/demo/files.ts';
import { createDemoCompany } from '../../server/main/demo/load.ts';
import { buildHouse } from '../../server/main/house.ts';
import { importKinds } from '../../server/main/imports.ts';
import { createLive } from '../../server/main/live.ts';
import { type Followed, type Kept, follow, openKept } from '../../server/planning/resident/follow.ts';
import { allocation } from '../../server/planning/resident/resident.ts';
import { workbench } from '../../server/planning/shortage/queries.ts';
import { useTestDatabase } from '../support/database.ts';
import { plain, resultsOf } from './allocation-results.ts';
import { planText } from './plan-text.ts';
import { randomFrom } from './random-problem.ts';

const today = dateIn('Asia/Shanghai', new Date());
/** Good stock where it does not count, for transfers to fetch. */
const withElsewhere = ({ name, text }: DemoFile): DemoFile => ({
  name,
  text: name === '期初库存.csv' ? `${text.trimEnd()}\nPK-BOX17,BL,Q-01-01,,,,,500,0\n` : text,
});
let stage: Stage;
let house: House;
const database = useTestDatabase(async (made) => {
  house = buildHouse(made.database, createLive());
  stage = await createDemoCompany(house, (day) => demoFiles(day).map(withElsewhere));
  stage.at(today, '10:00');
});

const open = (day = today): Promise<Kept> =>
  withTransaction(database().database, stage.companyId, 'snapshot', (tx) =>
    openKept(tx, stage.companyId, day),
  );
const step = (kept: Kept, day = today): Promise<Followed> =>
  withTransaction(database().database, stage.companyId, 'snapshot', (tx) => follow(tx, kept, day));

/** Plan, messages, who gets what, and every name people see. */
function textOf({ resident }: Kept): string {
  const { live, faces, items } = resident;
  const named = [...faces].sort(([a], [b]) => (a < b ? -1 : 1)).map((face) => JSON.stringify(face));
  const cards = [...items].sort(([a], [b]) => (a < b ? -1 : 1)).map((face) => JSON.stringify(face));
  const run = plain(resultsOf(allocation(resident))).map((need) => JSON.stringify(need));
  return [planText(live.plan, live.messages), ...run, ...named, ...cards].join('\n');
}

type Row = Record<string, string>;
const rows = async (query: ReturnType<typeof sql<Row>>): Promise<Row[]> =>
  withTransaction(house.database, stage.companyId, 'read', async (tx) => (await query.execute(tx)).rows);
const idOf = async (table: string, code: string): Promise<string> =>
  (await rows(sql<Row>`select id from ${sql.table(table)} where code = ${code}`))[0]?.['id'] ?? '';

const SOLD = ['FG-K17S', 'FG-K15', 'FG-H18G'];
const BOUGHT = ['RM-CORD', 'RM-FILTER', 'PK-SET', 'RM-SUS17'];

async function sell(below: (most: number) => number): Promise<void> {
  const saved = await stage.act('sales', 'sales.save-order', {
    customerId: await idOf('md.partner', 'C01'),
    warehouseId: await idOf('md.warehouse', 'CP'),
    deliveryDate: addDays(today, below(40)),
    lines: [{ itemId: await idOf('md.item', SOLD[below(3)] ?? ''), qty: String(1 + below(800)) }],
  });
  await stage.act('salesmgr', 'sales.approve-order', { orderId: saved['orderId'], beyondCredit: true });
}

const saveBuy = async (below: (most: number) => number): Promise<Record<string, unknown>> =>
  stage.act('buyer', 'purchase.save-order', {
    supplierId: await idOf('md.partner', 'V01'),
    warehouseId: await idOf('md.warehouse', 'YL'),
    deliveryDate: addDays(today, below(20)),
    lines: [
      {
        itemId: await idOf('md.item', BOUGHT[below(4)] ?? ''),
        qty: String(1 + below(2_000)),
        priceWithTax: '2',
      },
      { itemId: await idOf('md.item', BOUGHT[below(4)] ?? ''), qty: '500', priceWithTax: '2' },
    ],
  });

const pickOf = async (
  table: string,
  state: string,
  below: (most: number) => number,
): Promise<string | null> => {
  const found = await rows(
    sql<Row>`select id from ${sql.table(table)} where state = ${state} order by no desc limit 6`,
  );
  return found[below(Math.max(1, found.length))]?.['id'] ?? null;
};

async function receive(below: (most: number) => number): Promise<void> {
  const orderId = await pickOf('erp.purchase_order', 'approved', below);
  const left = await rows(sql<Row>`select l.id from erp.purchase_order_line l
    where order_id = ${orderId} and not closed and qty > qty_notified`);
  if (left.length > 0) await stage.act('buyer', 'purchase.notify-arrival', { orderId });
  const [line] = await rows(sql<Row>`select l.id, i.lot_managed from wms.receiving_notice_line l
    join wms.receiving_notice n on n.company_id = l.company_id and n.id = l.notice_id
    join md.item i on i.company_id = l.company_id and i.id = l.item_id
    where l.qty_received = 0 and n.state not in ('closed', 'cancelled') order by n.no, l.line_no limit 1`);
  if (line === undefined) return;
  const lot = line['lot_managed'] ? { lotNo: `F-${below(1_000)}`, productionDate: today } : {};
  await stage.act('clerk1', 'receiving.confirm-receipt', { noticeLineId: line['id'], qty: '10', ...lot });
}

async function rule(below: (most: number) => number): Promise<void> {
  const [found] =
    await rows(sql<Row>`select id, trim_scale(qty - qty_accepted - qty_conceded - qty_rejected)::text as qty
    from qms.inspection where state = 'pending' order by no limit 1`);
  if (found === undefined) return;
  const verdict = below(2) === 0 ? { accepted: found['qty'] } : { rejected: found['qty'], reason: '划伤' };
  await stage.act('iqc', 'quality.rule-lot', { inspectionId: found['id'], ...verdict });
}

async function freeze(below: (most: number) => number): Promise<void> {
  const found = await rows(sql<Row>`select b.item_id, b.lot_id, b.bin_id from wms.balance b
    join wms.bin n on n.company_id = b.company_id and n.id = b.bin_id
    join md.partner o on o.company_id = b.company_id and o.id = b.owner_id and o.is_own
    where b.status = 'available' and b.on_hand - b.allocated >= 5 order by n.code, b.item_id limit 20`);
  const stock = found[below(Math.max(1, found.length))];
  if (stock === undefined) return;
  await stage.act('whmgr', 'move.freeze-stock', {
    itemId: stock['item_id'],
    lotId: stock['lot_id'],
    binId: stock['bin_id'],
    qty: '5',
    reason: '待查',
  });
}

async function editCard(below: (most: number) => number): Promise<void> {
  const code = BOUGHT[below(4)] ?? '';
  const id = await idOf('md.item', code);
  const { cells } = (await stage.ask('boss', 'card.get', { kind: 'item', id })) as { cells: Row };
  await stage.act('boss', 'card.save', {
    kind: 'item',
    id,
    cells: { ...cells, lead_time_days: String(below(30)), safety_stock: String(below(500)) },
  });
}

async function importFile(name: string, lines: readonly string[]): Promise<void> {
  const { batchId } = await stage.act('boss', 'import.upload', {
    fileName: `${name}.csv`,
    content: Buffer.from(lines.join('\n'), 'utf8').toString('base64'),
  });
  await stage.act('boss', 'import.start', { batchId, dryRun: false });
  const place = { companyId: stage.companyId, timeZone: 'Asia/Shanghai' };
  while (await workOneBatch({ ...house, kinds: importKinds }, place));
  const [batch] = await rows(
    sql<Row>`select state, problems::text from sys.import_batch where id = ${String(batchId)}`,
  );
  assert.equal(batch?.['state'], 'imported', batch?.['problems']);
}

/** A bucket of a week, always the same weeks, so that none overlaps another. */
const forecast = (below: (most: number) => number): Promise<void> => {
  const from = addDays(today, 100 + 7 * below(6));
  return importFile('销售预测', [
    '物料编码,开始日期,结束日期,数量',
    `${SOLD[below(3)]},${from},${addDays(from, 6)},${below(900)}`,
  ]);
};

async function changeState(below: (most: number) => number): Promise<void> {
  const steps = [
    ['sales_order', 'approved', 'salesmgr', 'sales.close-order'],
    ['purchase_order', 'draft', 'purmgr', 'purchase.approve-order'],
    ['purchase_order', 'draft', 'buyer', 'purchase.void-order'],
    ['purchase_order', 'approved', 'purmgr', 'purchase.close-order'],
  ] as const;
  const [kind, state, login, command] = steps[below(4)] ?? steps[0];
  const orderId = await pickOf(`erp.${kind}`, state, below);
  if (orderId !== null) await stage.act(login, command, { orderId });
}

async function confirm(below: (most: number) => number): Promise<void> {
  const orderId = await pickOf('erp.purchase_order', 'approved', below);
  const lines = await rows(
    sql<Row>`select id from erp.purchase_order_line where order_id = ${orderId} and not closed`,
  );
  if (lines.length === 0) return;
  const day = below(4) === 0 ? null : addDays(today, below(40));
  const confirmed = lines.map((line) => ({ lineId: line['id'], confirmedDate: day }));
  await stage.act('buyer', 'purchase.confirm-dates', { orderId, lines: confirmed });
}

async function prioritise(below: (most: number) => number): Promise<void> {
  const orderId = await pickOf('erp.sales_order', 'approved', below);
  if (orderId !== null)
    await stage.act('salesmgr', 'sales.set-priority', { orderId, priority: 1 + below(9) });
}

/** Splits the newest order's line that can be split, or merges what was split. */
async function split(below: (most: number) => number): Promise<void> {
  const [line] = await rows(sql<Row>`select o.id, o.version, l.line_no, trim_scale(l.qty)::text as qty,
      (select max(line_no) from erp.sales_order_line x where x.company_id = o.company_id and x.order_id = o.id) as last
    from erp.sales_order o join erp.sales_order_line l on l.company_id = o.company_id and l.order_id = o.id
    join md.item_planning g on g.company_id = l.company_id and g.item_id = l.item_id and g.policy <> 'order'
    where o.state = 'approved' and not l.closed and l.qty_notified = 0 and l.qty >= 2 order by o.no desc, l.line_no limit 1`);
  if (line === undefined) return;
  const [orderId, version, lineNo, last] = [line['id'], line['version'], line['line_no'], line['last']];
  const merge = { orderId, version, lineNo: last, intoLineNo: lineNo };
  if (Number(last) > 1 && below(2) === 0)
    await stage.act('planner', 'sales.merge-line', merge).catch(unlessRefused(/MERGE_UNLIKE/));
  else
    await stage.act('planner', 'sales.split-line', {
      orderId,
      version,
      lineNo,
      qty: '1',
      restDate: addDays(today, below(60)),
    });
}

/** Fetches some of what lies elsewhere, or calls the latest fetching off. */
async function fetchSome(below: (most: number) => number): Promise<void> {
  const [running] = await rows(
    sql<Row>`select id from wms.transfer where state = 'open' order by no desc limit 1`,
  );
  if (running !== undefined) {
    const called = { transferId: running['id'], reason: '不调了' };
    return void (await stage.act('whmgr', 'transferring.cancel-rest', called));
  }
  const { orderId } = await stage.act('whmgr', 'transfer.save-order', {
    fromWarehouseId: await idOf('md.warehouse', 'BL'),
    toWarehouseId: await idOf('md.warehouse', 'BC'),
    lines: [{ itemId: await idOf('md.item', 'PK-BOX17'), qty: String(1 + below(90)) }],
  });
  await stage.act('whmgr', 'transfer.approve-order', { orderId });
}

/** A decision as a planner makes it, for an order that lacks something that screws are said to stand in for. */
async function substitute(below: (most: number) => number): Promise<void> {
  const { orders } = workbench.output.parse(await stage.ask('planner', workbench.name, { statuses: [] }));
  const lacks = orders.rows.flatMap(({ needs }) =>
    needs.flatMap(({ id, blockers }) => blockers.map(({ kind, item }) => ({ id, kind, item }))),
  );
  const short = lacks.filter(({ kind, item }) => kind === 'short' && item.code !== 'RM-SCR');
  const lack = short[below(Math.max(1, short.length))];
  if (lack === undefined) return;
  const substitutes = [{ substituteId: await idOf('md.item', 'RM-SCR'), kind: 'alternate', qtyNum: '2' }];
  await stage.act('boss', 'structure.save-substitutes', { itemId: lack.item.id, substitutes });
  const decision = { id: lack.id, item: lack.item.code, substitute: 'RM-SCR' };
  await stage.act('planner', 'planning.substitute', decision).catch(unlessRefused(/SUBSTITUTE_GONE/));
}

async function serveBefore(below: (most: number) => number): Promise<void> {
  const needs = await rows(
    sql<Row>`select no || '/' || line_no as id from plan.order_need order by no desc limit 9`,
  );
  const [id, than] = [needs[below(needs.length)]?.['id'], needs[below(needs.length)]?.['id']];
  await stage.act('planner', 'planning.serve-before', { id, than }).catch(unlessRefused(/SERVED_BEFORE/));
  const [ruling] = await rows(
    sql<Row>`select id from plan.serve_before where ended_at is null order by id limit 1`,
  );
  if (ruling !== undefined && below(3) === 0)
    await stage.act('planner', 'planning.end-serve-before', { rulingId: ruling['id'] });
}

const unlessRefused = (expected: RegExp) => (thrown: unknown) => assert.match(String(thrown), expected);

async function voidDecision(below: (most: number) => number): Promise<void> {
  const orderId = await pickOf('plan.firm_order', 'firm', below);
  if (orderId !== null) await stage.act('planner', 'planning.void-order', { orderId });
}

const MOVES = [
  sell,
  confirm,
  prioritise,
  saveBuy,
  receive,
  rule,
  freeze,
  editCard,
  forecast,
  changeState,
  split,
  fetchSome,
  substitute,
  serveBefore,
  serveBefore,
  voidDecision,
] as const;

test('after every command of a long random day the followed plan equals a plan made anew', async () => {
  const { below } = randomFrom(20_261_126);
  let kept = await open();
  let followed = 0;
  for (let turn = 0; turn < 110; turn++) {
    const move = MOVES[below(MOVES.length)] ?? sell;
    await move(below);
    const done = await step(kept);
    kept = done.kept;
    if (!done.anew && done.changes.length > 0) followed++;
    const anew = await open();
    const [now, full] = [textOf(kept), textOf(anew)];
    if (now !== full) assert.equal(now, full, `${turn}: after ${move.name}`);
  }
  assert.ok(followed > 20, `only ${followed} steps changed the plan without making it anew`);
});

test('what planners decide is followed: substitutions while something lacks, rulings, and the end of both', async () => {
  let kept = await open();
  const sure = randomFrom(1);
  const then = async (move: typeof sell): Promise<void> => {
    await move(sure.below);
    const done = await step(kept);
    assert.ok(!done.anew, move.name);
    kept = done.kept;
    assert.equal(textOf(kept), textOf(await open()), move.name);
  };
  for (let turn = 0; turn < 5; turn++) for (const move of [sell, substitute, serveBefore]) await then(move);
  const [made] = await rows(
    sql<Row>`select count(*)::text as n from plan.firm_order where kind = 'substitute'`,
  );
  assert.ok(Number(made?.['n']) >= 4, `only ${made?.['n']} substitutions`);
  for (let turn = 0; turn < 4; turn++) for (const move of [voidDecision, serveBefore]) await then(move);
});

test('a day later everything is as far away as it is', async () => {
  const kept = await open();
  const tomorrow = addDays(today, 1);
  const done = await step(kept, tomorrow);
  assert.ok(done.anew);
  assert.equal(textOf(done.kept), textOf(await open(tomorrow)));
});

test('what nobody has committed is not planned, and is not lost when it comes late', async () => {
  let { kept } = await step(await open());
  const before = textOf(kept);
  const client = await database().owner.connect();
  try {
    await client.query('begin');
    await client.query('select pg_current_xact_id()');
    // Another transaction overtakes the open one.
    await sell(randomFrom(7).below);
    kept = (await step(kept)).kept;
    assert.notEqual(textOf(kept), before);
    const stock = await client.query(
      `update md.item set safety_stock = safety_stock + 77 where code = 'RM-CORD' returning company_id, id`,
    );
    await client.query(
      `insert into sys.audit (company_id, actor_id, device, command_id, command, entity, entity_id)
       select $1, gen_random_uuid(), '', gen_random_uuid(), 'test', 'item', $2`,
      [stock.rows[0].company_id, stock.rows[0].id],
    );
    kept = (await step(kept)).kept;
    await client.query('commit');
  } finally {
    client.release();
  }
  kept = (await step(kept)).kept;
  assert.equal(textOf(kept), textOf(await open()));
});
