// Private writes of purchasing: the order's head under lock, and its lines always as one set.
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Ctx } from '../../kernel/ctx.ts';
import { rateText } from '../../kernel/decimal.ts';
import type { Id } from '../../kernel/ids.ts';
import { refuse } from '../../kernel/refusal.ts';
import { zRate, zText } from '../../kernel/schema.ts';
import { type ErpTx, type Order, type PricedLine, zOrderLine } from '../orders/index.ts';

export const zLine = zOrderLine.extend({
  toleranceOver: zRate.optional(),
  /** 计划跟踪号: bought for one order; '' = for everybody. */
  trackingNo: zText.optional(),
});

/** Replaces the lines of a draft. */
export async function replaceLines(
  tx: ErpTx,
  ctx: Ctx,
  orderId: Id,
  lines: readonly PricedLine<z.output<typeof zLine>>[],
): Promise<void> {
  await sql`delete from erp.purchase_order_line
    where company_id = ${ctx.companyId} and order_id = ${orderId}`.execute(tx);
  const rows = lines.map(({ line, item, row }) => ({
    ...row,
    tolerance_over: rateText(line.toleranceOver ?? item.toleranceOver),
    tracking_no: line.trackingNo ?? '',
  }));
  await sql`insert into erp.purchase_order_line (company_id, id, order_id, line_no, item_id, unit_id, qty_entered, qty,
      price_entered, price_with_tax, price, tax_rate, amount, tax_amount, total, delivery_date, tolerance_over, tracking_no)
    select ${ctx.companyId}, id, ${orderId}, line_no, item_id, unit_id, qty_entered, qty, price_entered, price_with_tax,
      price, tax_rate, amount, tax_amount, total, delivery_date, tolerance_over, tracking_no
    from jsonb_populate_recordset(null::erp.purchase_order_line, ${JSON.stringify(rows)}::jsonb)`.execute(tx);
}

export type OrderHead = Order & {
  readonly supplierId: Id;
  readonly warehouseId: Id;
  readonly deliveryDate: string;
};

/** Locks an order. Refuses NOT_FOUND. */
export async function lockOrder(tx: ErpTx, ctx: Ctx, id: Id): Promise<OrderHead> {
  const { rows } = await sql<OrderHead>`
    select id, no, state, version, supplier_id as "supplierId", warehouse_id as "warehouseId",
      delivery_date as "deliveryDate"
    from erp.purchase_order where company_id = ${ctx.companyId} and id = ${id} for no key update`.execute(tx);
  return rows[0] ?? refuse('NOT_FOUND', { what: 'purchase order', key: id });
}
