// Approve, unapprove, close and void. Approval promises: items are locked in order, so that two clerks cannot
// promise the same stock without one of them being told.
import { sql } from 'kysely';
import { z } from 'zod';
import { defineCommand } from '../../../kernel/command.ts';
import type { Ctx } from '../../../kernel/ctx.ts';
import {
  type AmountText,
  type Qty,
  type QtyText,
  addAmount,
  amountText,
  parseAmount,
  parseQty,
  qtyText,
} from '../../../kernel/decimal.ts';
import { requireStep } from '../../../kernel/document.ts';
import type { Id } from '../../../kernel/ids.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { zId } from '../../../kernel/schema.ts';
import { availableBy, loadAvailability } from '../availability.ts';
import { type ErpTx, takeStep } from '../../orders/index.ts';
import { salesOrders } from '../states.ts';
import { type OrderHead, lockOrder } from '../write.ts';

const input = z.object({ orderId: zId });
const output = z.object({ state: z.string() });

type Line = { id: Id; line_no: number; item_id: Id; item_code: string; qty: QtyText; delivery_date: string };

async function lockItemsOf(tx: ErpTx, ctx: Ctx, orderId: Id): Promise<Line[]> {
  await sql`select from md.item i where i.company_id = ${ctx.companyId} and i.id in
    (select item_id from erp.sales_order_line where company_id = ${ctx.companyId} and order_id = ${orderId})
    order by i.id for no key update`.execute(tx);
  const { rows } = await sql<Line>`
    select l.id, l.line_no, l.item_id, i.code as item_code, l.qty, l.delivery_date
    from erp.sales_order_line l join md.item i on i.company_id = l.company_id and i.id = l.item_id
    where l.company_id = ${ctx.companyId} and l.order_id = ${orderId} order by l.line_no`.execute(tx);
  return rows;
}

export type Late = {
  readonly line: number;
  readonly item: string;
  readonly wanted: string;
  readonly byDate: string;
  readonly earliest: string | null;
};

/** The lines that stock and expected receipts cannot serve by their date, each taking its turn in line order. */
async function lateLines(tx: ErpTx, ctx: Ctx, orderId: Id, lines: readonly Line[]): Promise<Late[]> {
  const availability = await loadAvailability(
    tx,
    ctx,
    lines.map((line) => line.item_id),
    orderId,
  );
  const taken = new Map<Id, Qty>();
  return lines.flatMap((line) => {
    const wanted = (parseQty(line.qty) + (taken.get(line.item_id) ?? 0n)) as Qty;
    taken.set(line.item_id, wanted);
    const one = availability.get(line.item_id);
    if (!one) return [];
    const { qty, earliest } = availableBy(one, line.delivery_date, wanted);
    return qty >= wanted
      ? []
      : [
          {
            line: line.line_no,
            item: line.item_code,
            wanted: qtyText(wanted),
            byDate: qtyText(qty),
            earliest,
          },
        ];
  });
}

async function requireCredit(tx: ErpTx, ctx: Ctx, order: OrderHead): Promise<void> {
  const { rows } = await sql<{
    name: string;
    credit_limit: AmountText | null;
    used: AmountText;
    total: AmountText;
  }>`
    select p.name, p.credit_limit, o.total, coalesce((select sum(x.total) from erp.sales_order x
      where x.company_id = o.company_id and x.customer_id = o.customer_id and x.state = 'approved' and x.id <> o.id
        and exists (select from erp.sales_order_line l where l.company_id = x.company_id and l.order_id = x.id
          and l.qty_invoiced < l.qty and not l.closed)), 0)::numeric(18,2) as used
    from erp.sales_order o join md.partner p on p.company_id = o.company_id and p.id = o.customer_id
    where o.company_id = ${ctx.companyId} and o.id = ${order.id}`.execute(tx);
  const row = rows[0];
  if (!row?.credit_limit) return;
  const [limit, used, total] = [parseAmount(row.credit_limit), parseAmount(row.used), parseAmount(row.total)];
  if (limit > 0n && addAmount(used, total) > limit) {
    refuse('CREDIT_EXCEEDED', {
      partner: row.name,
      limit: amountText(limit),
      used: amountText(used),
      total: amountText(total),
    });
  }
}

export const approveOrder = defineCommand({
  name: 'sales.approve-order',
  right: 'sales_order.approve',
  input: z.object({ orderId: zId, beyondCredit: z.boolean().default(false) }),
  output: z.object({
    state: z.string(),
    late: z.array(
      z.object({
        line: z.int(),
        item: z.string(),
        wanted: z.string(),
        byDate: z.string(),
        earliest: z.string().nullable(),
      }),
    ),
  }),
  refusals: ['CREDIT_EXCEEDED'],
  run: async (tx, { orderId, beyondCredit }, ctx) => {
    const order = await lockOrder(tx, ctx, orderId);
    requireStep(salesOrders.states, 'approve', order.state, order.no);
    if (!beyondCredit) await requireCredit(tx, ctx, order);
    const lines = await lockItemsOf(tx, ctx, orderId);
    const late = await lateLines(tx, ctx, orderId, lines);
    await sql`insert into erp.promise (company_id, sales_order_line_id, item_id, warehouse_id, qty, due_date)
      select company_id, id, item_id, ${order.warehouseId}, qty, delivery_date from erp.sales_order_line
      where company_id = ${ctx.companyId} and order_id = ${orderId}
      on conflict (company_id, sales_order_line_id) do update set qty = excluded.qty, due_date = excluded.due_date`.execute(
      tx,
    );
    ctx.topics.add('stock');
    return { ...(await takeStep(tx, ctx, salesOrders, order, 'approve', { late })), late };
  },
});

export const unapproveOrder = defineCommand({
  name: 'sales.unapprove-order',
  right: 'sales_order.approve',
  input,
  output,
  refusals: ['SALES_HAS_DOWNSTREAM'],
  run: async (tx, { orderId }, ctx) => {
    const order = await lockOrder(tx, ctx, orderId);
    const { rows } = await sql`select from erp.sales_order_line
      where company_id = ${ctx.companyId} and order_id = ${orderId} and qty_notified > 0 limit 1`.execute(tx);
    if (rows.length > 0) refuse('SALES_HAS_DOWNSTREAM', { no: order.no });
    await dropPromises(tx, ctx, orderId);
    return takeStep(tx, ctx, salesOrders, order, 'unapprove');
  },
});

/** Locks the lines before their promises, as a shipment that leaves at this moment does. */
async function dropPromises(tx: ErpTx, ctx: Ctx, orderId: Id): Promise<void> {
  await sql`select from erp.sales_order_line where company_id = ${ctx.companyId} and order_id = ${orderId}
    order by id for no key update`.execute(tx);
  await sql`delete from erp.promise p using erp.sales_order_line l
    where p.company_id = ${ctx.companyId} and l.company_id = p.company_id and l.id = p.sales_order_line_id
      and l.order_id = ${orderId}`.execute(tx);
}

export const closeOrder = defineCommand({
  name: 'sales.close-order',
  right: 'sales_order.approve',
  input,
  output,
  refusals: [],
  run: async (tx, { orderId }, ctx) => {
    const order = await lockOrder(tx, ctx, orderId);
    await dropPromises(tx, ctx, orderId);
    await sql`update erp.sales_order_line set closed = true
      where company_id = ${ctx.companyId} and order_id = ${orderId}`.execute(tx);
    return takeStep(tx, ctx, salesOrders, order, 'close');
  },
});

export const voidOrder = defineCommand({
  name: 'sales.void-order',
  right: 'sales_order.edit',
  input,
  output,
  refusals: [],
  run: async (tx, { orderId }, ctx) =>
    takeStep(tx, ctx, salesOrders, await lockOrder(tx, ctx, orderId), 'void'),
});
