// Private writes of settlement: invoice lines, and how much of receipts, deliveries and orders is invoiced.
import { sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import { type Amount, type Qty, ZERO_AMOUNT, addAmount, amountText, qtyText } from '../../kernel/decimal.ts';
import { linkDocuments } from '../../kernel/document.ts';
import { type Id, newId } from '../../kernel/ids.ts';
import type { FinTx } from '../ledger/index.ts';

export type PurchaseInvoiceRow = {
  readonly receiptLineId: Id;
  readonly itemId: Id;
  readonly qty: string;
  readonly price: string;
  readonly taxRate: string;
  readonly amount: string;
  readonly taxAmount: string;
  readonly estimate: string;
  readonly onHand: string;
  readonly gone: string;
};

export async function writePurchaseInvoiceLines(
  tx: FinTx,
  ctx: Ctx,
  invoiceId: Id,
  rows: readonly PurchaseInvoiceRow[],
): Promise<void> {
  const all = rows.map((row, index) => ({
    id: newId(),
    line_no: index + 1,
    receipt_line_id: row.receiptLineId,
    item_id: row.itemId,
    qty: row.qty,
    price: row.price,
    tax_rate: row.taxRate,
    amount: row.amount,
    tax_amount: row.taxAmount,
    estimate_reversed: row.estimate,
    difference_on_hand: row.onHand,
    difference_gone: row.gone,
  }));
  await sql`insert into fin.purchase_invoice_line (company_id, id, invoice_id, line_no, receipt_line_id, item_id, qty,
      price, tax_rate, amount, tax_amount, estimate_reversed, difference_on_hand, difference_gone)
    select ${ctx.companyId}, id, ${invoiceId}, line_no, receipt_line_id, item_id, qty, price, tax_rate, amount,
      tax_amount, estimate_reversed, difference_on_hand, difference_gone
    from jsonb_populate_recordset(null::fin.purchase_invoice_line, ${JSON.stringify(all)}::jsonb)`.execute(
    tx,
  );
}

export type InvoicedReceipt = {
  readonly line: { readonly id: Id; readonly orderLineId: Id };
  /** Negative when an invoice is reversed. */
  readonly qty: Qty;
  readonly estimate: Amount;
};

/** Adds invoiced quantities to receipt lines and their order lines, and reversed estimates to the receipt lines. */
export async function addPurchaseInvoiced(
  tx: FinTx,
  ctx: Ctx,
  rows: readonly InvoicedReceipt[],
): Promise<void> {
  const text = JSON.stringify(
    rows.map(({ line, qty, estimate }) => ({
      receipt_line_id: line.id,
      order_line_id: line.orderLineId,
      qty: qtyText(qty),
      estimate: amountText(estimate),
    })),
  );
  await sql`update erp.purchase_receipt_line l set qty_invoiced = l.qty_invoiced + r.qty,
      amount_reversed = l.amount_reversed + r.estimate
    from (select receipt_line_id, sum(qty) as qty, sum(estimate) as estimate
      from jsonb_to_recordset(${text}::jsonb) as r (receipt_line_id uuid, qty numeric, estimate numeric)
      group by 1) as r
    where l.company_id = ${ctx.companyId} and l.id = r.receipt_line_id`.execute(tx);
  await sql`update erp.purchase_order_line l set qty_invoiced = l.qty_invoiced + r.qty
    from (select order_line_id, sum(qty) as qty
      from jsonb_to_recordset(${text}::jsonb) as r (order_line_id uuid, qty numeric) group by 1) as r
    where l.company_id = ${ctx.companyId} and l.id = r.order_line_id`.execute(tx);
  ctx.topics.add('purchase_receipt').add('purchase_order');
}

export type SalesInvoiceRow = {
  readonly deliveryLineId: Id;
  readonly itemId: Id;
  readonly qty: string;
  readonly price: string;
  readonly taxRate: string;
  readonly amount: string;
  readonly taxAmount: string;
};

export async function writeSalesInvoiceLines(
  tx: FinTx,
  ctx: Ctx,
  invoiceId: Id,
  rows: readonly SalesInvoiceRow[],
): Promise<void> {
  const all = rows.map((row, index) => ({
    id: newId(),
    line_no: index + 1,
    delivery_line_id: row.deliveryLineId,
    item_id: row.itemId,
    qty: row.qty,
    price: row.price,
    tax_rate: row.taxRate,
    amount: row.amount,
    tax_amount: row.taxAmount,
  }));
  await sql`insert into fin.sales_invoice_line (company_id, id, invoice_id, line_no, delivery_line_id, item_id, qty, price,
      tax_rate, amount, tax_amount)
    select ${ctx.companyId}, id, ${invoiceId}, line_no, delivery_line_id, item_id, qty, price, tax_rate, amount, tax_amount
    from jsonb_populate_recordset(null::fin.sales_invoice_line, ${JSON.stringify(all)}::jsonb)`.execute(tx);
}

export type InvoicedDelivery = {
  readonly line: { readonly id: Id; readonly orderLineId: Id };
  readonly qty: Qty;
};

/** Adds invoiced quantities to delivery lines and their order lines. */
export async function addSalesInvoiced(
  tx: FinTx,
  ctx: Ctx,
  rows: readonly InvoicedDelivery[],
): Promise<void> {
  const text = JSON.stringify(
    rows.map(({ line, qty }) => ({
      delivery_line_id: line.id,
      order_line_id: line.orderLineId,
      qty: qtyText(qty),
    })),
  );
  await sql`update erp.sales_delivery_line l set qty_invoiced = l.qty_invoiced + r.qty
    from (select delivery_line_id, sum(qty) as qty from jsonb_to_recordset(${text}::jsonb)
      as r (delivery_line_id uuid, qty numeric) group by 1) as r
    where l.company_id = ${ctx.companyId} and l.id = r.delivery_line_id`.execute(tx);
  await sql`update erp.sales_order_line l set qty_invoiced = l.qty_invoiced + r.qty
    from (select order_line_id, sum(qty) as qty from jsonb_to_recordset(${text}::jsonb)
      as r (order_line_id uuid, qty numeric) group by 1) as r
    where l.company_id = ${ctx.companyId} and l.id = r.order_line_id`.execute(tx);
  ctx.topics.add('sales_delivery').add('sales_order');
}

/** Links an invoice with the receipts or deliveries it invoices, each with what it takes of it. */
export function linkGoods(
  tx: FinTx,
  ctx: Ctx,
  { fromKind, toKind, toId }: { readonly fromKind: string; readonly toKind: string; readonly toId: Id },
  goods: readonly { readonly id: Id; readonly amount: Amount }[],
): Promise<void> {
  const amounts = new Map<Id, Amount>();
  for (const { id, amount } of goods) amounts.set(id, addAmount(amounts.get(id) ?? ZERO_AMOUNT, amount));
  return linkDocuments(
    tx,
    ctx,
    [...amounts].map(([fromId, amount]) => ({ fromKind, fromId, toKind, toId, amount: amountText(amount) })),
  );
}
