// Facts for invoicing and paying, read under lock: receipt and delivery lines with their orders, partners with their
// terms, open items with what is left of them.
import { sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import {
  type AmountText,
  type PriceText,
  type Qty,
  type QtyText,
  type Rate,
  type RateText,
  type UnitPrice,
  parseAmount,
  parseQty,
  parseRate,
  parseUnitPrice,
} from '../../kernel/decimal.ts';
import type { Id } from '../../kernel/ids.ts';
import { refuse } from '../../kernel/refusal.ts';
import type { CostMethod } from '../costing/index.ts';
import type { FinTx } from '../ledger/index.ts';
import type { Told } from '../orders/index.ts';
import type { Estimate } from './decide.ts';

export type Terms = { readonly name: string; readonly termsDays: number; readonly termsFrom: string };

/** Locks a partner: what is open with one partner changes in one transaction at a time. Refuses NOT_FOUND. */
export async function lockPartner(tx: FinTx, ctx: Ctx, id: Id): Promise<Terms> {
  const { rows } = await sql<{ name: string; terms_days: number; terms_from: string }>`
    select name, terms_days, terms_from from md.partner
    where company_id = ${ctx.companyId} and id = ${id} for no key update`.execute(tx);
  const row = rows[0] ?? refuse('NOT_FOUND', { what: 'partner', key: id });
  return { name: row.name, termsDays: row.terms_days, termsFrom: row.terms_from };
}

export type OrderSlice = {
  readonly orderLineId: Id;
  readonly orderInvoiced: Qty;
  readonly priceWithTax: UnitPrice;
  readonly taxRate: Rate;
  /** The line as the order said it, exactly. */
  readonly told: Told;
};

type ToldText = {
  readonly order_amount: AmountText;
  readonly order_tax: AmountText;
  readonly price_entered: PriceText;
  readonly order_entered: QtyText;
  readonly order_qty: QtyText;
};

const toldBy = (row: ToldText): Told => ({
  amount: parseAmount(row.order_amount),
  tax: parseAmount(row.order_tax),
  said: {
    price: parseUnitPrice(row.price_entered),
    entered: parseQty(row.order_entered),
    base: parseQty(row.order_qty),
  },
});

export type ReceiptLine = Estimate &
  OrderSlice & {
    readonly id: Id;
    readonly receiptId: Id;
    readonly receiptNo: string;
    readonly lineNo: number;
    readonly supplierId: Id;
    readonly itemId: Id;
    readonly lotId: Id;
    readonly method: CostMethod;
    /** Where the receipt was valued; null while it waits for its value. */
    readonly costArea: string | null;
  };

type ReceiptText = ToldText & {
  id: Id;
  receipt_id: Id;
  receipt_no: string;
  line_no: number;
  supplier_id: Id;
  order_line_id: Id;
  order_invoiced: QtyText;
  item_id: Id;
  lot_id: Id;
  qty: QtyText;
  qty_invoiced: QtyText;
  amount: AmountText;
  amount_reversed: AmountText;
  tax_rate: RateText;
  price_with_tax: PriceText;
  method: CostMethod;
  cost_area: string | null;
};

/** Locks receipt lines and their order lines, each in id order. */
export async function lockReceiptLines(
  tx: FinTx,
  ctx: Ctx,
  ids: readonly Id[],
): Promise<Map<Id, ReceiptLine>> {
  await sql`select from erp.purchase_receipt_line where company_id = ${ctx.companyId} and id = any(${ids}::uuid[])
    order by id for no key update`.execute(tx);
  await sql`select from erp.purchase_order_line where company_id = ${ctx.companyId} and id in (
      select order_line_id from erp.purchase_receipt_line
      where company_id = ${ctx.companyId} and id = any(${ids}::uuid[]))
    order by id for no key update`.execute(tx);
  const { rows } = await sql<ReceiptText>`
    select l.id, l.receipt_id, r.no as receipt_no, l.line_no, r.supplier_id, l.order_line_id,
      o.qty_invoiced as order_invoiced, l.item_id, l.lot_id, l.qty, l.qty_invoiced, l.amount, l.amount_reversed,
      l.tax_rate, o.price_with_tax, o.price_entered, o.qty_entered as order_entered, o.qty as order_qty,
      o.amount as order_amount, o.tax_amount as order_tax, i.cost_method as method, p.cost_area
    from erp.purchase_receipt_line l
    join erp.purchase_receipt r on r.company_id = l.company_id and r.id = l.receipt_id
    join erp.purchase_order_line o on o.company_id = l.company_id and o.id = l.order_line_id
    join md.item i on i.company_id = l.company_id and i.id = l.item_id
    left join fin.cost_row c on c.company_id = l.company_id and c.movement_id = l.movement_id and c.kind = 'receipt'
    left join fin.cost_pool p on p.company_id = c.company_id and p.id = c.pool_id
    where l.company_id = ${ctx.companyId} and l.id = any(${ids}::uuid[])`.execute(tx);
  return new Map(rows.map((row) => [row.id, receiptLineOf(row)]));
}

const receiptLineOf = (row: ReceiptText): ReceiptLine => ({
  id: row.id,
  receiptId: row.receipt_id,
  receiptNo: row.receipt_no,
  lineNo: row.line_no,
  supplierId: row.supplier_id,
  orderLineId: row.order_line_id,
  orderInvoiced: parseQty(row.order_invoiced),
  itemId: row.item_id,
  lotId: row.lot_id,
  qty: parseQty(row.qty),
  qtyInvoiced: parseQty(row.qty_invoiced),
  amount: parseAmount(row.amount),
  amountReversed: parseAmount(row.amount_reversed),
  taxRate: parseRate(row.tax_rate),
  priceWithTax: parseUnitPrice(row.price_with_tax),
  told: toldBy(row),
  method: row.method,
  costArea: row.cost_area,
});

export type DeliveryLine = OrderSlice & {
  readonly id: Id;
  readonly deliveryId: Id;
  readonly deliveryNo: string;
  readonly lineNo: number;
  readonly customerId: Id;
  readonly itemId: Id;
  readonly qty: Qty;
  readonly qtyInvoiced: Qty;
};

type DeliveryText = ToldText & {
  id: Id;
  delivery_id: Id;
  delivery_no: string;
  line_no: number;
  customer_id: Id;
  order_line_id: Id;
  order_invoiced: QtyText;
  item_id: Id;
  qty: QtyText;
  qty_invoiced: QtyText;
  price_with_tax: PriceText;
  tax_rate: RateText;
};

/** Locks delivery lines and their order lines, each in id order. */
export async function lockDeliveryLines(
  tx: FinTx,
  ctx: Ctx,
  ids: readonly Id[],
): Promise<Map<Id, DeliveryLine>> {
  await sql`select from erp.sales_delivery_line where company_id = ${ctx.companyId} and id = any(${ids}::uuid[])
    order by id for no key update`.execute(tx);
  await sql`select from erp.sales_order_line where company_id = ${ctx.companyId} and id in (
      select order_line_id from erp.sales_delivery_line
      where company_id = ${ctx.companyId} and id = any(${ids}::uuid[]))
    order by id for no key update`.execute(tx);
  const { rows } = await sql<DeliveryText>`
    select l.id, l.delivery_id, d.no as delivery_no, l.line_no, d.customer_id, l.order_line_id,
      o.qty_invoiced as order_invoiced, l.item_id, l.qty, l.qty_invoiced, o.price_with_tax, o.price_entered,
      o.qty_entered as order_entered, o.qty as order_qty, o.amount as order_amount,
      o.tax_amount as order_tax, o.tax_rate
    from erp.sales_delivery_line l
    join erp.sales_delivery d on d.company_id = l.company_id and d.id = l.delivery_id
    join erp.sales_order_line o on o.company_id = l.company_id and o.id = l.order_line_id
    where l.company_id = ${ctx.companyId} and l.id = any(${ids}::uuid[])`.execute(tx);
  return new Map(rows.map((row) => [row.id, deliveryLineOf(row)]));
}

const deliveryLineOf = (row: DeliveryText): DeliveryLine => ({
  id: row.id,
  deliveryId: row.delivery_id,
  deliveryNo: row.delivery_no,
  lineNo: row.line_no,
  customerId: row.customer_id,
  orderLineId: row.order_line_id,
  orderInvoiced: parseQty(row.order_invoiced),
  itemId: row.item_id,
  qty: parseQty(row.qty),
  qtyInvoiced: parseQty(row.qty_invoiced),
  priceWithTax: parseUnitPrice(row.price_with_tax),
  told: toldBy(row),
  taxRate: parseRate(row.tax_rate),
});
