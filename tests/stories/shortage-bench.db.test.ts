// The shortage workbench over the demo company: what is filtered, what money is at risk and who may know, what moved the
// plan last, and what has changed since somebody looked.
import assert from 'node:assert/strict';
import test from 'node:test';
import { z } from 'zod';
import { createDemoCompany } from '../../server/main/demo/load.ts';
import type { Stage } from '../../server/main/demo/actors.ts';
import { buildHouse } from '../../server/main/house.ts';
import { createLive } from '../../server/main/live.ts';
import { addDays, dateIn } from '../../server/kernel/clock.ts';
import { previewPurchases } from '../../server/planning/orders/index.ts';
import {
  adopt,
  kitOrders,
  kitSequence,
  shortageHead,
  shortageMaterial,
  workbench,
} from '../../server/planning/shortage/index.ts';
import { planProposals } from '../../server/planning/screens/queries.ts';
import { useTestDatabase } from '../support/database.ts';

let stage: Stage;
const today = dateIn('Asia/Shanghai', new Date());
const database = useTestDatabase(async (made) => {
  stage = await createDemoCompany(buildHouse(made.database, createLive()));
  stage.at(today, '10:00');
});

const zIds = z.array(z.object({ id: z.string() }));
const idOf = async (table: string, code: string): Promise<string> =>
  zIds.parse((await database().owner.query(`select id from ${table} where code = $1`, [code])).rows)[0]?.id ??
  '';
const ask = async <T extends z.ZodType>(
  query: { readonly name: string; readonly output: T },
  input: unknown,
  login = 'planner',
): Promise<z.output<T>> => query.output.parse(await stage.ask(login, query.name, input));
const PLANNED_PLAINLY = {
  policy: 'stock',
  lotRule: 'lot_for_lot',
  fixedLot: '0',
  periodDays: 1,
  orderMinimum: '1000',
  orderMultiple: '100',
  orderMaximum: '0',
  leadTimeDays: 7,
  leadPer: '0',
  inspectionDays: 0,
  safetyDays: 0,
  safetyStock: '0',
  scrap: '0',
  phantom: false,
  calendarId: null,
};
const codes = async (input: object, login = 'planner'): Promise<string[]> =>
  (await ask(workbench, input, login)).materials.rows.map(({ item }) => item.code);

async function order(qty: string, days: number) {
  const made = await stage.act('sales', 'sales.save-order', {
    customerId: await idOf('md.partner', 'C01'),
    warehouseId: await idOf('md.warehouse', 'CP'),
    deliveryDate: addDays(today, days),
    lines: [{ itemId: await idOf('md.item', 'FG-K17S'), qty }],
  });
  await stage.act('salesmgr', 'sales.approve-order', { orderId: made['orderId'], beyondCredit: true });
  return { orderId: String(made['orderId']), no: String(made['no']) };
}

let first: { orderId: string; no: string };

test('the first look at the shortages becomes the measure of the next', async () => {
  assert.equal((await ask(shortageHead, {})).since, null);
  await stage.act('planner', 'shortage.see', {});
  const { since } = await ask(shortageHead, {});
  assert.deepEqual(since?.changes, []);
});

test('an order moves the plan: the head says by what, and what is new since the last look', async () => {
  first = await order('1200', 40);
  const { plan, since } = await ask(shortageHead, {});
  assert.equal(plan.anew, false);
  assert.equal(plan.cause.command, 'sales.approve-order');
  assert.equal(plan.cause.changes[0]?.document?.no, first.no);
  assert.notEqual(plan.actorName, '');
  assert.ok(plan.netted > 0 && plan.netted <= plan.items);
  assert.deepEqual(
    since?.changes.map(({ change, code, qty, before }) => [change, code, qty, before]),
    [
      ['new', 'RM-GREASE', '0.2338', null],
      ['new', 'PK-BOX17', '98.5', null],
    ],
  );
  // Another person has looked at nothing yet.
  assert.equal((await ask(shortageHead, {}, 'buyer')).since, null);
});

test('a larger order shows as more of the same; what is gone shows as gone', async () => {
  await stage.act('planner', 'shortage.see', {});
  const second = await order('10', 41);
  const more = (await ask(shortageHead, {})).since?.changes ?? [];
  assert.ok(more.some(({ change, code, before }) => [change, code, before].join() === 'more,PK-BOX17,98.5'));
  await stage.act('salesmgr', 'sales.unapprove-order', { orderId: second.orderId });
  assert.deepEqual((await ask(shortageHead, {})).since?.changes, []);
  await stage.act('salesmgr', 'sales.unapprove-order', { orderId: first.orderId });
  const gone = (await ask(shortageHead, {})).since?.changes ?? [];
  assert.deepEqual(
    gone.map(({ change, code }) => [change, code]),
    [
      ['gone', 'RM-GREASE'],
      ['gone', 'PK-BOX17'],
    ],
  );
  await stage.act('salesmgr', 'sales.approve-order', { orderId: first.orderId });
});

test('filters leave what is asked for: how it is had, who plans it, who waits for it', async () => {
  assert.deepEqual(await codes({}), ['RM-GREASE', 'PK-BOX17']);
  assert.deepEqual(await codes({ sources: ['make', 'subcontract'] }), []);
  assert.deepEqual(await codes({ sources: ['buy'], committed: true }), ['RM-GREASE', 'PK-BOX17']);
  assert.deepEqual(await codes({ mine: true }), ['RM-GREASE', 'PK-BOX17']);
  const buyer = await database().owner.query(`select id from sys.user_account where login = 'buyer'`);
  await stage.act('planner', 'structure.save-planning', {
    ...PLANNED_PLAINLY,
    itemId: await idOf('md.item', 'PK-BOX17'),
    plannerId: zIds.parse(buyer.rows)[0]?.id,
  });
  assert.deepEqual(await codes({ mine: true }), ['RM-GREASE']);
  assert.deepEqual(await codes({ mine: true }, 'buyer'), ['PK-BOX17']);
  assert.deepEqual(await codes({ until: addDays(today, 10) }), []);
});

test('money at risk is what the waiting lines are still worth, for whoever may see prices', async () => {
  const [line] = z
    .array(z.object({ total: z.string() }))
    .parse(
      (
        await database().owner.query('select total::text from erp.sales_order_line where order_id = $1', [
          first.orderId,
        ])
      ).rows,
    );
  const owned = await ask(workbench, { by: 'money' }, 'salesmgr');
  assert.deepEqual(
    owned.materials.rows.map(({ riskAmount }) => Number(riskAmount)),
    [Number(line?.total), Number(line?.total)],
  );
  const planned = await ask(workbench, { by: 'money' });
  assert.deepEqual(
    planned.materials.rows.map(({ riskAmount }) => riskAmount),
    [null, null],
  );
});

test('doing nothing stands beside the purchases taken together, and what is foreseen is what then happens', async () => {
  const bench = await ask(workbench, {});
  const ids = bench.materials.rows.map(({ item }) => item.id);
  const itemId = await idOf('md.item', 'PK-BOX17');
  const one = await ask(adopt, { itemId, shortItemIds: [itemId] });
  assert.deepEqual([one.nothing.waiting, one.nothing.redCount], [1, 1]);
  assert.equal(one.nothing.red[0]?.document?.no, first.no);
  // One of two materials bought still leaves the order short of the other.
  assert.deepEqual([one.adopted.redCount, one.short, one.solved], [1, 2, 1]);
  const all = await ask(adopt, { itemId, shortItemIds: ids });
  assert.deepEqual([all.adopted.redCount, all.short, all.solved], [0, 2, 2]);
  assert.equal(all.adopted.red.length, 0);
  assert.equal(all.nothing.riskAmount, null);
  const valued = await ask(adopt, { itemId, shortItemIds: ids }, 'salesmgr');
  assert.ok(Number(valued.nothing.riskAmount) > 0);
  assert.equal(Number(valued.adopted.riskAmount), 0);
  const before = await ask(shortageMaterial, { itemId });
  assert.equal(before.balance.at(-1)?.qty, '-98.5');
  const preview = await ask(previewPurchases, { shortItemIds: ids });
  const box = preview.lines.find(({ item }) => item === 'PK-BOX17');
  assert.deepEqual([box?.wantedQty, box?.qty, box?.overQty], ['98.5', '1000', '901.5']);
  assert.deepEqual([box?.minimumQty, box?.multipleQty, box?.amount], ['1000', '100', null]);
  assert.equal(preview.total, null);
  const priced = await ask(previewPurchases, { shortItemIds: ids }, 'buyer');
  const sum = priced.lines.reduce((total, { amount }) => total + Number(amount), 0);
  assert.equal(Number(priced.total), sum);
  await stage.act('planner', 'planning.draft-purchases', { shortItemIds: ids });
  const after = await ask(shortageMaterial, { itemId });
  assert.deepEqual(after.balance, all.balance);
});

test('a delivery that slipped says since when and by how much; a firmed order says whom it is for', async () => {
  const itemId = await idOf('md.item', 'PK-BOX17');
  const supply = (await ask(shortageMaterial, { itemId })).supplies.find(({ kind }) => kind === 'PO');
  assert.equal(supply?.slipped, null);
  const orderId = supply?.supply?.documentId;
  await stage.act('purmgr', 'purchase.approve-order', { orderId });
  const ordered = supply?.date ?? '';
  await stage.act('buyer', 'purchase.confirm-dates', {
    orderId,
    lines: [{ lineId: supply?.supply?.lineId, confirmedDate: addDays(ordered, 4) }],
  });
  const slipped = (await ask(shortageMaterial, { itemId })).supplies.find(({ kind }) => kind === 'PO');
  assert.deepEqual(slipped?.slipped, { orderedDate: ordered, days: 4 });
  const asked = (await ask(shortageMaterial, { itemId })).asked;
  assert.deepEqual(
    asked.map(({ finally: whom }) => whom.map(({ document, item }) => [document?.no, item.code])),
    asked.map(() => [[first.no, 'FG-K17S']]),
  );
});

test('a firmed order between a material and a customer is seen through', async () => {
  const zProposals = z.object({ rows: z.array(z.object({ key: z.string() })) });
  const proposals = zProposals.parse(
    await stage.ask('planner', 'planning.proposals', {
      kinds: ['make'],
      itemId: await idOf('md.item', 'FG-K17S'),
    }),
  );
  const [proposal] = proposals.rows;
  assert.ok(proposal);
  const { orders } = await stage.act('planner', 'planning.firm-orders', { orders: [{ key: proposal.key }] });
  const { asked } = await ask(shortageMaterial, { itemId: await idOf('md.item', 'PK-BOX17') });
  const firm = asked.find(({ document }) => document?.kind === 'firm_order');
  assert.deepEqual(
    firm?.finally.map(({ document }) => document?.no),
    [first.no],
  );
  const [{ orderId } = {}] = orders as { orderId: string }[];
  const unseen = { orderId, version: 9, qty: '1', startDate: '2099-01-01', endDate: '2099-01-01' };
  await assert.rejects(
    stage.act('boss', 'planning.change-order', unseen),
    /VERSION_CHANGED.*"by":"[^"]+","at":"\d{4}-/,
  );
});

test('orders are sorted by the server, numbered in the order in which they are served, and summed', async () => {
  const second = await order('5', 3);
  const served = await ask(kitOrders, {});
  const turns = served.rows.flatMap(({ needs }) => needs.map(({ turn }) => turn));
  assert.ok(turns.every((turn) => turn > 0));
  assert.equal(new Set(turns).size, turns.length);
  const firsts = served.rows.map(({ needs }) => Math.min(...needs.map(({ turn }) => turn)));
  assert.deepEqual(
    firsts,
    [...firsts].sort((a, b) => a - b),
  );
  const { ready, covered, short, late, lines } = served.totals;
  assert.equal(ready + covered + short + late, served.count);
  assert.equal(lines, served.rows.flatMap(({ needs }) => needs).length);
  assert.ok(served.rows.every(({ openAmount }) => openAmount === null));
  const dates = async (descending: boolean) =>
    (await ask(kitOrders, { sort: 'date', descending })).rows.map(({ date }) => date);
  const up = await dates(false);
  assert.deepEqual(up, [...up].sort());
  const down = await dates(true);
  assert.deepEqual(down, [...up].sort().reverse());
  const byNo = (await ask(kitOrders, { sort: 'no', descending: true })).rows.map(
    (row) => row.document?.no ?? '',
  );
  assert.deepEqual(byNo, [...byNo].sort().reverse());
  const owned = await ask(kitOrders, { search: second.no }, 'salesmgr');
  assert.equal(owned.count, 1);
  assert.equal(Number(owned.rows[0]?.openAmount), Number(owned.openAmount));
  assert.ok(Number(owned.openAmount) > 0);
});

/** Everything that a query answers, read in the smallest pages there are. */
async function inPages<Page extends { readonly next: string | null }, Row>(
  read: (page: object) => Promise<Page>,
  rowsOf: (page: Page) => readonly Row[],
): Promise<Row[]> {
  const rows: Row[] = [];
  let after: string | null = null;
  do {
    const page: Page = await read({ after, limit: 1 });
    rows.push(...rowsOf(page));
    after = page.next;
  } while (after !== null);
  return rows;
}

test('orders, their lines in turn and materials come in pages, none twice and none left out', async () => {
  await order('900', 41);
  const orders = await ask(kitOrders, { sort: 'date', descending: true }, 'salesmgr');
  const noOf = ({ document }: { readonly document: { readonly no: string } | null }) => document?.no;
  const paged = await inPages(
    (page) => ask(kitOrders, { sort: 'date', descending: true, ...page }, 'salesmgr'),
    ({ rows }) => rows,
  );
  assert.ok(orders.count > 2 && orders.next === null);
  assert.deepEqual(paged.map(noOf), orders.rows.map(noOf));
  // The sum is of all that were found, whatever fits on the page.
  const small = await ask(kitOrders, { limit: 1 }, 'salesmgr');
  assert.equal(small.openAmount, orders.openAmount);
  const lines = await ask(kitSequence, {});
  const pagedLines = await inPages(
    (page) => ask(kitSequence, page),
    ({ rows }) => rows,
  );
  assert.equal(lines.count, orders.totals.lines);
  assert.deepEqual(
    lines.rows.map(({ turn }) => turn),
    lines.rows.map((_, at) => at + 1),
  );
  assert.deepEqual(pagedLines, lines.rows);
  const materials = await inPages(
    async (page) => (await ask(workbench, page)).materials,
    ({ rows }) => rows,
  );
  assert.ok(materials.length > 1);
  assert.deepEqual(
    materials.map(({ item }) => item.code),
    await codes({}),
  );
});

test('what holds back one order is found also when many other orders wait for it first', async () => {
  const last = await order('900', 45);
  for (const days of [42, 43, 44, 44, 44, 44]) await order('900', days);
  const { materials } = await ask(workbench, { documentId: last.orderId });
  assert.ok(materials.count > 0 && materials.rows.length === materials.count);
  for (const { orders, orderCount } of materials.rows) {
    assert.equal(orders[0]?.document?.no, last.no);
    assert.ok(orders.length <= 5 && orderCount >= orders.length);
  }
  assert.deepEqual(await codes({ documentId: first.orderId, search: 'no such thing' }), []);
});

test('proposals are found by who plans them, by supplier and by the week in which they start', async () => {
  const all = await ask(planProposals, { limit: 500 });
  assert.ok(all.total > 1 && all.suppliers.length > 1);
  const users = await database().owner.query(`select id from sys.user_account where login = 'buyer'`);
  const plannerId = zIds.parse(users.rows)[0]?.id;
  const planned = await ask(planProposals, { plannerId, limit: 500 });
  assert.deepEqual(
    [...new Set(planned.rows.map(({ item }) => item.plannerId))],
    planned.total ? [plannerId] : [],
  );
  const [supplier] = all.suppliers;
  const bought = await ask(planProposals, { supplierId: supplier?.id, limit: 500 });
  assert.ok(bought.total > 0 && bought.total < all.total);
  assert.ok(bought.rows.every(({ item }) => item.supplierName === supplier?.name));
  const week = { startFrom: addDays(today, 7), startTo: addDays(today, 13) };
  const within = await ask(planProposals, { ...week, limit: 500 });
  assert.equal(
    within.total,
    all.rows.filter(({ startDate }) => startDate >= week.startFrom && startDate <= week.startTo).length,
  );
});
