// 拆行 and its way back: an open line of an approved order becomes two, so that what is complete goes now and the rest has
// a day of its own. The order's totals stay what they were; the warehouse is told nothing, for it knows only what was
// notified, and that stays with the line it was notified of.
import { sql } from 'kysely';
import { z } from 'zod';
import { defineCommand } from '../../../kernel/command.ts';
import type { Ctx } from '../../../kernel/ctx.ts';
import {
  type AmountText,
  type PriceText,
  type QtyText,
  type RateText,
  amountText,
  parseAmount,
  parseQty,
  parseRate,
  parseUnitPrice,
  qtyText,
} from '../../../kernel/decimal.ts';
import { requireStep, requireVersion } from '../../../kernel/document.ts';
import { type Id, newId } from '../../../kernel/ids.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { zDate, zId, zPositiveQty } from '../../../kernel/schema.ts';
import { type OpenLine, type Portion, decideMerge, decideSplit } from '../splitting.ts';
import { type ErpTx, noteStep } from '../../orders/index.ts';
import { salesOrders } from '../states.ts';
import { type OrderHead, lockOrder } from '../write.ts';

const zLineNo = z.int().min(1);
const input = z.object({ orderId: zId, version: z.int(), lineNo: zLineNo });

export const splitLine = defineCommand({
  name: 'sales.split-line',
  right: 'sales_order.split',
  input: input.extend({
    /** So much of what is open keeps its day; the rest becomes a line of its own for `restDate`. */
    qty: zPositiveQty,
    restDate: zDate,
  }),
  output: z.object({ lineNo: z.int(), version: z.int() }),
  refusals: ['LINE_NOT_OPEN', 'SPLIT_BEYOND', 'SPLIT_NOTIFIED', 'SPLIT_MADE_TO_ORDER', 'QTY_NOT_EXACT'],
  run: async (tx, { orderId, version, lineNo, qty, restDate }, ctx) => {
    const { order, lines, lastLineNo } = await lockLines(tx, ctx, orderId, version, 'split');
    const line = lines.get(lineNo) ?? refuse('LINE_NOT_OPEN', { no: order.no });
    const { first, rest } = decideSplit(line, qty);
    const newLineNo = lastLineNo + 1;
    await rewrite(tx, ctx, line, first);
    await insertRest(tx, ctx, order, line, { id: newId(), lineNo: newLineNo, restDate, rest });
    const note = { lineNos: `${lineNo} → ${lineNo} + ${newLineNo}`, qty: qtyText(rest.qty), dates: restDate };
    return { lineNo: newLineNo, version: await told(tx, ctx, order, 'split', note) };
  },
});

export const mergeLine = defineCommand({
  name: 'sales.merge-line',
  right: 'sales_order.split',
  input: input.extend({ intoLineNo: zLineNo }),
  output: z.object({ version: z.int() }),
  refusals: ['LINE_NOT_OPEN', 'MERGE_UNLIKE'],
  run: async (tx, { orderId, version, lineNo, intoLineNo }, ctx) => {
    const { order, lines } = await lockLines(tx, ctx, orderId, version, 'merge');
    const rest = lines.get(lineNo) ?? refuse('LINE_NOT_OPEN', { no: order.no });
    const into = lines.get(intoLineNo) ?? refuse('LINE_NOT_OPEN', { no: order.no });
    const merged = decideMerge(into, rest);
    await sql`delete from erp.promise where company_id = ${ctx.companyId} and sales_order_line_id = ${rest.id}`.execute(
      tx,
    );
    await sql`delete from erp.sales_order_line where company_id = ${ctx.companyId} and id = ${rest.id}`.execute(
      tx,
    );
    await rewrite(tx, ctx, into, merged);
    const note = { lineNos: `${intoLineNo} + ${lineNo} → ${intoLineNo}`, qty: qtyText(rest.qty) };
    return { version: await told(tx, ctx, order, 'merge', note) };
  },
});

type LineRow = {
  id: Id;
  line_no: number;
  item_id: Id;
  item: string;
  unit_id: Id;
  qty_entered: QtyText;
  qty: QtyText;
  qty_notified: QtyText;
  qty_shipped: QtyText;
  price_entered: PriceText;
  tax_rate: RateText;
  amount: AmountText;
  tax_amount: AmountText;
  total: AmountText;
  promised: QtyText;
  made_to_order: boolean;
};

const openLine = (row: LineRow): OpenLine => ({
  id: row.id,
  lineNo: row.line_no,
  itemId: row.item_id,
  item: row.item,
  unitId: row.unit_id,
  entered: parseQty(row.qty_entered),
  qty: parseQty(row.qty),
  notified: parseQty(row.qty_notified),
  shipped: parseQty(row.qty_shipped),
  priceEntered: parseUnitPrice(row.price_entered),
  taxRate: parseRate(row.tax_rate),
  amount: parseAmount(row.amount),
  taxAmount: parseAmount(row.tax_amount),
  total: parseAmount(row.total),
  promised: parseQty(row.promised),
  madeToOrder: row.made_to_order,
});

type Locked = {
  readonly order: OrderHead;
  /** Open lines by their numbers. */
  readonly lines: ReadonlyMap<number, OpenLine>;
  readonly lastLineNo: number;
};

/** Locks the order, its lines and then their promises, as a shipment that leaves at this moment does. */
async function lockLines(
  tx: ErpTx,
  ctx: Ctx,
  orderId: Id,
  version: number,
  verb: 'split' | 'merge',
): Promise<Locked> {
  const order = await lockOrder(tx, ctx, orderId);
  requireStep(salesOrders.states, verb, order.state, order.no);
  await requireVersion(tx, ctx, salesOrders.kind, order, version);
  const { rows: all } = await sql<{ line_no: number }>`select line_no from erp.sales_order_line
    where company_id = ${ctx.companyId} and order_id = ${orderId} order by id for no key update`.execute(tx);
  const { rows } = await sql<LineRow>`
    select l.id, l.line_no, l.item_id, i.code as item, l.unit_id, l.qty_entered, l.qty, l.qty_notified,
      l.qty_shipped, l.price_entered, l.tax_rate, l.amount, l.tax_amount, l.total,
      coalesce(p.qty, 0)::numeric as promised, g.policy is not distinct from 'order' as made_to_order
    from erp.sales_order_line l
    join md.item i on i.company_id = l.company_id and i.id = l.item_id
    left join md.item_planning g on g.company_id = l.company_id and g.item_id = l.item_id
    left join erp.promise p on p.company_id = l.company_id and p.sales_order_line_id = l.id
    where l.company_id = ${ctx.companyId} and l.order_id = ${orderId} and not l.closed and l.qty > l.qty_shipped`.execute(
    tx,
  );
  return {
    order,
    lines: new Map(rows.map((row) => [row.line_no, openLine(row)])),
    lastLineNo: Math.max(0, ...all.map((row) => row.line_no)),
  };
}

async function rewrite(tx: ErpTx, ctx: Ctx, { id }: OpenLine, part: Portion): Promise<void> {
  await sql`with promised as (
      update erp.promise set qty = ${qtyText(part.promised)}
      where company_id = ${ctx.companyId} and sales_order_line_id = ${id})
    update erp.sales_order_line set qty_entered = ${qtyText(part.entered)},
      qty = ${qtyText(part.qty)}, amount = ${amountText(part.amount)}, tax_amount = ${amountText(part.taxAmount)},
      total = ${amountText(part.total)}
    where company_id = ${ctx.companyId} and id = ${id}`.execute(tx);
}

type NewLine = {
  readonly id: Id;
  readonly lineNo: number;
  readonly restDate: string;
  readonly rest: Portion;
};

async function insertRest(
  tx: ErpTx,
  ctx: Ctx,
  order: OrderHead,
  line: OpenLine,
  { id, lineNo, restDate, rest }: NewLine,
): Promise<void> {
  await sql`insert into erp.sales_order_line (company_id, id, order_id, line_no, item_id, unit_id, qty_entered, qty,
      price_entered, price_with_tax, price, tax_rate, amount, tax_amount, total, delivery_date)
    select company_id, ${id}, order_id, ${lineNo}, item_id, unit_id, ${qtyText(rest.entered)}, ${qtyText(rest.qty)},
      price_entered, price_with_tax, price, tax_rate, ${amountText(rest.amount)}, ${amountText(rest.taxAmount)},
      ${amountText(rest.total)}, ${restDate}
    from erp.sales_order_line where company_id = ${ctx.companyId} and id = ${line.id}`.execute(tx);
  await sql`insert into erp.promise (company_id, sales_order_line_id, item_id, warehouse_id, qty, due_date)
    values (${ctx.companyId}, ${id}, ${line.itemId}, ${order.warehouseId}, ${qtyText(rest.promised)}, ${restDate})`.execute(
    tx,
  );
}

/** Counts the order's version up and puts the step on its timeline; returns the new version. */
async function told(
  tx: ErpTx,
  ctx: Ctx,
  order: OrderHead,
  verb: 'split' | 'merge',
  note: Readonly<Record<string, string>>,
): Promise<number> {
  await sql`update erp.sales_order set version = version + 1
    where company_id = ${ctx.companyId} and id = ${order.id}`.execute(tx);
  await noteStep(tx, ctx, salesOrders, order, verb, note);
  ctx.topics.add('sales_order');
  return order.version + 1;
}
