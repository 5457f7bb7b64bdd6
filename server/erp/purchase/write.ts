// Private writes of purchasing: the order's head and lines, always as one set.
import { sql } from 'kysely';
import type { Ctx, Only, Tx } from '../../kernel/ctx.ts';
import {
  type Qty,
  type Rate,
  type UnitPrice,
  amountText,
  priceText,
  qtyText,
  rateText,
  sumAmount,
} from '../../kernel/decimal.ts';
import { type Id, newId } from '../../kernel/ids.ts';
import { refuse } from '../../kernel/refusal.ts';
import { loadLineItems } from '../../masterdata/order-lines.ts';
import { listPriceOf, priceLine } from '../../masterdata/pricing.ts';

export type ErpTx = Tx<Only<'sys' | 'md' | 'contract' | 'erp'>>;

export type OrderLineInput = {
  readonly itemId: Id;
  readonly unitId?: Id | undefined;
  readonly qty: Qty;
  /** Of the unit that was typed, like the quantity; the list price when absent. */
  readonly priceWithTax?: UnitPrice | undefined;
  readonly taxRate?: Rate | undefined;
  readonly deliveryDate?: string | undefined;
  readonly toleranceOver?: Rate | undefined;
  /** 计划跟踪号: bought for one order; '' = for everybody; absent = as the line of the same number and item had it. */
  readonly trackingNo?: string | undefined;
};

/** Prices the lines and replaces those of a draft; returns the order's totals. */
export async function replaceLines(
  tx: ErpTx,
  ctx: Ctx,
  order: { id: Id; supplierId: Id; deliveryDate: string },
  lines: readonly OrderLineInput[],
): Promise<{ amount: string; taxAmount: string; total: string }> {
  if (lines.length === 0) refuse('NO_LINES');
  const items = await loadLineItems(tx, ctx, 'purchase', order.supplierId, lines);
  const priced = lines.map((line, index) => {
    const item = items[index];
    if (!item) return refuse('UNKNOWN_ITEM', { line: index + 1 });
    const price =
      line.priceWithTax ??
      listPriceOf(item.listPrice, item) ??
      refuse('PRICE_MISSING', { line: index + 1, item: item.code });
    const taxRate = line.taxRate ?? item.taxRate;
    return { line, item, taxRate, amounts: priceLine(line.qty, price, item, taxRate) };
  });
  const { rows: old } = await sql<{ line_no: number; item_id: Id; tracking_no: string }>`
    delete from erp.purchase_order_line where company_id = ${ctx.companyId} and order_id = ${order.id}
    returning line_no, item_id, tracking_no`.execute(tx);
  const tracked = new Map(old.map((line) => [`${line.line_no} ${line.item_id}`, line.tracking_no]));
  const rows = priced.map(({ line, item, taxRate, amounts }, index) => ({
    company_id: ctx.companyId,
    id: newId(),
    order_id: order.id,
    line_no: index + 1,
    item_id: item.itemId,
    unit_id: item.unitId,
    qty_entered: qtyText(line.qty),
    qty: qtyText(amounts.qty),
    price_entered: priceText(amounts.priceEntered),
    price_with_tax: priceText(amounts.priceWithTax),
    price: priceText(amounts.price),
    tax_rate: rateText(taxRate),
    amount: amountText(amounts.amount),
    tax_amount: amountText(amounts.taxAmount),
    total: amountText(amounts.total),
    delivery_date: line.deliveryDate ?? order.deliveryDate,
    tolerance_over: rateText(line.toleranceOver ?? item.toleranceOver),
    tracking_no: line.trackingNo ?? tracked.get(`${index + 1} ${item.itemId}`) ?? '',
  }));
  await sql`insert into erp.purchase_order_line (company_id, id, order_id, line_no, item_id, unit_id, qty_entered, qty,
      price_entered, price_with_tax, price, tax_rate, amount, tax_amount, total, delivery_date, tolerance_over, tracking_no)
    select company_id, id, order_id, line_no, item_id, unit_id, qty_entered, qty, price_entered, price_with_tax, price,
      tax_rate, amount, tax_amount, total, delivery_date, tolerance_over, tracking_no
    from jsonb_populate_recordset(null::erp.purchase_order_line, ${JSON.stringify(rows)}::jsonb)`.execute(tx);
  return {
    amount: amountText(sumAmount(priced.map((row) => row.amounts.amount))),
    taxAmount: amountText(sumAmount(priced.map((row) => row.amounts.taxAmount))),
    total: amountText(sumAmount(priced.map((row) => row.amounts.total))),
  };
}

export type OrderHead = {
  readonly id: Id;
  readonly no: string;
  readonly state: string;
  readonly supplierId: Id;
  readonly warehouseId: Id;
  readonly deliveryDate: string;
  readonly version: number;
};

/** Locks an order. Refuses NOT_FOUND. */
export async function lockOrder(tx: ErpTx, ctx: Ctx, id: Id): Promise<OrderHead> {
  const row = await tx
    .selectFrom('erp.purchase_order')
    .select(['id', 'no', 'state', 'supplier_id', 'warehouse_id', 'delivery_date', 'version'])
    .where('company_id', '=', ctx.companyId)
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (!row) return refuse('NOT_FOUND', { what: 'purchase order', key: id });
  return {
    id: row.id,
    no: row.no,
    state: row.state,
    supplierId: row.supplier_id,
    warehouseId: row.warehouse_id,
    deliveryDate: row.delivery_date,
    version: row.version,
  };
}

/** Sets the state of a locked order and counts its version up. */
export async function setOrderState(tx: ErpTx, ctx: Ctx, id: Id, state: string): Promise<void> {
  const approved = state === 'approved';
  await sql`update erp.purchase_order set state = ${state}, version = version + 1,
      approved_by = case when ${approved} then ${ctx.actor.userId}::uuid else approved_by end,
      approved_at = case when ${approved} then ${ctx.now}::timestamptz else approved_at end
    where company_id = ${ctx.companyId} and id = ${id}`.execute(tx);
}
