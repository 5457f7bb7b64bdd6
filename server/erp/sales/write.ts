// Private writes of sales: the order's head under lock, and its lines always as one set.
import { sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import type { Id } from '../../kernel/ids.ts';
import { refuse } from '../../kernel/refusal.ts';
import type { ErpTx, Order, PricedLine } from '../orders/index.ts';

/** Replaces the lines of a draft. */
export async function replaceLines(
  tx: ErpTx,
  ctx: Ctx,
  orderId: Id,
  lines: readonly PricedLine[],
): Promise<void> {
  await sql`delete from erp.sales_order_line
    where company_id = ${ctx.companyId} and order_id = ${orderId}`.execute(tx);
  const rows = lines.map(({ row }) => row);
  await sql`insert into erp.sales_order_line (company_id, id, order_id, line_no, item_id, unit_id, qty_entered, qty,
      price_entered, price_with_tax, price, tax_rate, amount, tax_amount, total, delivery_date)
    select ${ctx.companyId}, id, ${orderId}, line_no, item_id, unit_id, qty_entered, qty, price_entered, price_with_tax,
      price, tax_rate, amount, tax_amount, total, delivery_date
    from jsonb_populate_recordset(null::erp.sales_order_line, ${JSON.stringify(rows)}::jsonb)`.execute(tx);
}

export type OrderHead = Order & {
  readonly customerId: Id;
  readonly warehouseId: Id;
  readonly deliveryDate: string;
};

/** Locks an order. Refuses NOT_FOUND. */
export async function lockOrder(tx: ErpTx, ctx: Ctx, id: Id): Promise<OrderHead> {
  const { rows } = await sql<OrderHead>`
    select id, no, state, version, customer_id as "customerId", warehouse_id as "warehouseId",
      delivery_date as "deliveryDate"
    from erp.sales_order where company_id = ${ctx.companyId} and id = ${id} for no key update`.execute(tx);
  return rows[0] ?? refuse('NOT_FOUND', { what: 'sales order', key: id });
}
