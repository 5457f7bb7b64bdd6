// Ways out of a shortage taken on the spot: each promises how the order will stand, is taken by a command, and the order
// then stands as was promised; and each has a way back.
import assert from 'node:assert/strict';
import test from 'node:test';
import { z } from 'zod';
import { addDays, dateIn } from '../../server/kernel/clock.ts';
import type { Stage } from '../../server/main/demo/actors.ts';
import { createDemoCompany } from '../../server/main/demo/load.ts';
import { buildHouse } from '../../server/main/house.ts';
import { createLive } from '../../server/main/live.ts';
import { shortageOrder, waysOut } from '../../server/planning/shortage/index.ts';
import { useTestDatabase } from '../support/database.ts';

let stage: Stage;
const today = dateIn('Asia/Shanghai', new Date());
const database = useTestDatabase(async (made) => {
  stage = await createDemoCompany(buildHouse(made.database, createLive()));
  stage.at(today, '10:00');
});

type Row = Record<string, string>;
const rows = async (text: string, values: readonly unknown[] = []): Promise<Row[]> =>
  z.array(z.record(z.string(), z.string())).parse((await database().owner.query(text, [...values])).rows);
const idOf = async (table: string, code: string): Promise<string> =>
  (await rows(`select id from ${table} where code = $1`, [code]))[0]?.['id'] ?? '';
const order = async (item: string, qty: string, days: number): Promise<{ orderId: string; no: string }> => {
  const saved = await stage.act('sales', 'sales.save-order', {
    customerId: await idOf('md.partner', 'C01'),
    warehouseId: await idOf('md.warehouse', 'CP'),
    deliveryDate: addDays(today, days),
    lines: [{ itemId: await idOf('md.item', item), qty }],
  });
  const { orderId, no } = z.object({ orderId: z.string(), no: z.string() }).parse(saved);
  await stage.act('salesmgr', 'sales.approve-order', { orderId, beyondCredit: true });
  return { orderId, no };
};
const linesOf = async (orderId: string) =>
  shortageOrder.output.parse(await stage.ask('planner', shortageOrder.name, { documentId: orderId })).lines;
const waysOf = async (id: string) => waysOut.output.parse(await stage.ask('planner', waysOut.name, { id }));
type Way = z.output<typeof waysOut.output>[number];
const wayOf = async (id: string, kind: Way['kind'], item?: string): Promise<Way> => {
  const ways = await waysOf(id);
  return (
    ways.find((way) => way.kind === kind && (item === undefined || way.item?.code === item)) ??
    assert.fail(`no ${kind} among ${ways.map((way) => `${way.kind} ${way.item?.code ?? ''}`).join(', ')}`)
  );
};
/** How an order's first line stands, in the words of a way's promise. */
const standing = async (orderId: string): Promise<Way['after']> => {
  const [line] = await linesOf(orderId);
  assert.ok(line);
  const { status, readyDate, lateDays } = line;
  return { status, readyDate, lateDays };
};

const DELIVERY = 40;
let kettles: { orderId: string; no: string };

test('a supplier who is late is asked for the day that cures; the plan moves when the day is confirmed', async () => {
  kettles = await order('FG-K17S', '1200', DELIVERY);
  const { orderId, no } = kettles;
  const shortItemIds = (await linesOf(orderId))[0]?.blockers.map(({ item }) => item.id);
  const { drafts } = z
    .object({ drafts: z.array(z.object({ orderId: z.string() })) })
    .parse(await stage.act('planner', 'planning.draft-purchases', { shortItemIds }));
  for (const draft of drafts) await stage.act('purmgr', 'purchase.approve-order', { orderId: draft.orderId });
  assert.equal((await standing(orderId)).status, 'covered');
  const [box] = await rows(
    `select l.id, l.order_id from erp.purchase_order_line l join md.item i on i.id = l.item_id
    where i.code = 'PK-BOX17' and l.order_id = any($1::uuid[])`,
    [drafts.map((draft) => draft.orderId)],
  );
  const confirm = (confirmedDate: string | null) =>
    stage.act('buyer', 'purchase.confirm-dates', {
      orderId: box?.['order_id'],
      lines: [{ lineId: box?.['id'], confirmedDate }],
    });
  await confirm(addDays(today, DELIVERY + 5));
  const late = await standing(orderId);
  assert.equal(late.status, 'late');
  const way = await wayOf(`${no}/1`, 'expedite');
  assert.deepEqual([way.about?.lineId, way.after.status, way.hurtCount], [box?.['id'], 'covered', 0]);
  assert.deepEqual(way.delivery, { confirmedDate: addDays(today, DELIVERY + 5), askedDate: null });
  const asked = { lineId: way.about?.lineId, wantedDate: way.askDate };
  await assert.rejects(
    stage.act('sales', 'purchase.expedite', { orderId: way.about?.documentId, lines: [asked] }),
    /forbidden/,
  );
  await stage.act('buyer', 'purchase.expedite', {
    orderId: way.about?.documentId,
    lines: [asked],
    reason: `${no} 缺 PK-BOX17`,
  });
  assert.deepEqual(await standing(orderId), late);
  assert.equal((await wayOf(`${no}/1`, 'expedite')).delivery?.askedDate, way.askDate);
  const stateOf = async (): Promise<string[]> => {
    const found = z
      .object({ rows: z.array(z.object({ state: z.string() })) })
      .parse(await stage.ask('buyer', 'purchase.list-expedites', { limit: 10 }));
    return found.rows.map(({ state }) => state);
  };
  assert.deepEqual(await stateOf(), ['open']);
  await confirm(way.askDate);
  assert.deepEqual(await standing(orderId), way.after);
  assert.deepEqual(await stateOf(), ['agreed']);
  await confirm(way.delivery?.confirmedDate ?? null);
  assert.deepEqual(await standing(orderId), late);
  assert.deepEqual(await stateOf(), ['later']);
  await stage.act('buyer', 'purchase.withdraw-expedite', {
    orderId: box?.['order_id'],
    lineIds: [box?.['id']],
  });
  assert.deepEqual(await stateOf(), ['withdrawn']);
});

test('an order is split: the complete sets keep their day, the rest has one of its own, and back', async () => {
  const { orderId, no } = kettles;
  const before = await standing(orderId);
  const figures = async (): Promise<Row[]> =>
    rows(
      `select line_no::text as line, trim_scale(l.qty)::text as qty, l.total::text as total, l.amount::text as amount,
        l.tax_amount::text as tax, trim_scale(p.qty)::text as promised, l.delivery_date::text as day
      from erp.sales_order_line l join erp.promise p on p.sales_order_line_id = l.id
      where l.order_id = $1 order by l.line_no`,
      [orderId],
    );
  const [whole] = await figures();
  const way = await wayOf(`${no}/1`, 'split');
  const split = {
    orderId,
    version: way.version,
    lineNo: way.about?.lineNo,
    qty: way.qty,
    restDate: way.date,
  };
  await assert.rejects(stage.act('buyer', 'sales.split-line', split), /forbidden/);
  await assert.rejects(stage.act('planner', 'sales.split-line', { ...split, version: 1 }), /VERSION_CHANGED/);
  await assert.rejects(stage.act('planner', 'sales.split-line', { ...split, lineNo: 9 }), /LINE_NOT_OPEN/);
  await assert.rejects(stage.act('planner', 'sales.split-line', { ...split, qty: '1200' }), /SPLIT_BEYOND/);
  const done = await stage.act('planner', 'sales.split-line', split);
  const [first, rest] = await linesOf(orderId);
  const asPromised = (line: typeof first): Way['after'] | null =>
    line ? { status: line.status, readyDate: line.readyDate, lateDays: line.lateDays } : null;
  assert.deepEqual(asPromised(first), way.after);
  assert.deepEqual(asPromised(rest), way.rest?.after);
  assert.deepEqual([first?.qty, rest?.qty, rest?.date], [way.qty, way.rest?.qty, way.date]);
  const [one, two] = await figures();
  const cents = (text: string | undefined): bigint => BigInt((text ?? '').replace('.', ''));
  for (const key of ['total', 'amount', 'tax'])
    assert.equal(cents(one?.[key]) + cents(two?.[key]), cents(whole?.[key]), key);
  assert.deepEqual([one?.['promised'], two?.['promised']], [way.qty, way.rest?.qty]);
  const back = { orderId, version: done['version'], lineNo: done['lineNo'], intoLineNo: 1 };
  await stage.act('planner', 'sales.merge-line', back);
  assert.deepEqual(await figures(), [whole]);
  assert.deepEqual(await standing(orderId), before);
});

test('what the warehouse was told of stays with the first line of a split order', async () => {
  const { orderId, no } = kettles;
  const [line] = await rows('select id from erp.sales_order_line where order_id = $1', [orderId]);
  await stage.act('sales', 'sales.notify-shipment', {
    orderId,
    lines: [{ orderLineId: line?.['id'], qty: '200' }],
  });
  const version = (await wayOf(`${no}/1`, 'split')).version;
  const split = { orderId, version, lineNo: 1, restDate: addDays(today, DELIVERY + 10) };
  await assert.rejects(stage.act('sales', 'sales.split-line', { ...split, qty: '199' }), /SPLIT_NOTIFIED/);
  await stage.act('sales', 'sales.split-line', { ...split, qty: '300' });
  await assert.rejects(
    stage.act('sales', 'sales.notify-shipment', {
      orderId,
      lines: [{ orderLineId: line?.['id'], qty: '101' }],
    }),
    /SHIP_TOO_MUCH/,
  );
  await stage.act('sales', 'sales.notify-shipment', { orderId });
  const left = await rows(
    `select line_no::text as line, trim_scale(qty - qty_notified)::text as left from erp.sales_order_line
    where order_id = $1 order by line_no`,
    [orderId],
  );
  assert.deepEqual(left, [
    { line: '1', left: '0' },
    { line: '2', left: '0' },
  ]);
});
