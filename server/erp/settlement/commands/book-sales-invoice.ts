// A sales invoice from delivered lines: revenue, output VAT and the receivable (entry E17). Prices come from the
// order line; amounts are tax-inclusive and always sum to what the customer was told.
import { sql } from 'kysely';
import { z } from 'zod';
import { defineCommand } from '../../../kernel/command.ts';
import type { Ctx } from '../../../kernel/ctx.ts';
import {
  type Amount, type PriceText, type Qty, type QtyText, type RateText, amountOf, amountText, parseQty, parseRate,
  parseUnitPrice, qtyText, splitTax, subQty, sumAmount,
} from '../../../kernel/decimal.ts';
import { linkDocuments, recordStep } from '../../../kernel/document.ts';
import { type Id, NONE_ID, newId } from '../../../kernel/ids.ts';
import { takeDocumentNo } from '../../../kernel/numbering.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { zDate, zId, zPositiveQty } from '../../../kernel/schema.ts';
import { type FinTx, linesOf, loadRules, mergeLines, postVouchers } from '../../ledger/index.ts';
import { dueDateOf } from '../due.ts';

type DeliveryLine = {
  id: Id; delivery_id: Id; delivery_no: string; line_no: number; customer_id: Id; order_line_id: Id; item_id: Id;
  qty: QtyText; qty_invoiced: QtyText; price: PriceText; price_with_tax: PriceText; tax_rate: RateText;
};

async function lockDeliveryLines(tx: FinTx, ctx: Ctx, ids: readonly Id[]): Promise<Map<Id, DeliveryLine>> {
  const { rows } = await sql<DeliveryLine>`
    select l.id, l.delivery_id, d.no as delivery_no, l.line_no, d.customer_id, l.order_line_id, l.item_id, l.qty,
      l.qty_invoiced, o.price, o.price_with_tax, o.tax_rate
    from erp.sales_delivery_line l
    join erp.sales_delivery d on d.company_id = l.company_id and d.id = l.delivery_id
    join erp.sales_order_line o on o.company_id = l.company_id and o.id = l.order_line_id
    where l.company_id = ${ctx.companyId} and l.id = any(${ids}::uuid[]) order by l.id for no key update of l`.execute(tx);
  return new Map(rows.map((row) => [row.id, row]));
}

type Priced = { line: DeliveryLine; qty: Qty; amount: Amount; tax: Amount };

function priceOne(line: DeliveryLine, qty: Qty): Priced {
  const left = subQty(parseQty(line.qty), parseQty(line.qty_invoiced));
  if (qty > left) refuse('INVOICE_TOO_MUCH', { no: line.delivery_no, line: line.line_no, left: qtyText(left), qty: qtyText(qty) });
  const { amount, tax } = splitTax(amountOf(qty, parseUnitPrice(line.price_with_tax), 'half-up'), parseRate(line.tax_rate));
  return { line, qty, amount, tax };
}

async function writeLines(tx: FinTx, ctx: Ctx, invoiceId: Id, priced: readonly Priced[]): Promise<void> {
  const text = JSON.stringify(priced.map(({ line, qty, amount, tax }, index) => ({
    id: newId(), line_no: index + 1, delivery_line_id: line.id, item_id: line.item_id, qty: qtyText(qty), price: line.price,
    tax_rate: line.tax_rate, amount: amountText(amount), tax_amount: amountText(tax), order_line_id: line.order_line_id,
  })));
  await sql`insert into fin.sales_invoice_line (company_id, id, invoice_id, line_no, delivery_line_id, item_id, qty, price,
      tax_rate, amount, tax_amount)
    select ${ctx.companyId}, id, ${invoiceId}, line_no, delivery_line_id, item_id, qty, price, tax_rate, amount, tax_amount
    from jsonb_populate_recordset(null::fin.sales_invoice_line, ${text}::jsonb)`.execute(tx);
  await sql`update erp.sales_delivery_line l set qty_invoiced = l.qty_invoiced + r.qty
    from (select delivery_line_id, sum(qty) as qty from jsonb_to_recordset(${text}::jsonb)
      as r (delivery_line_id uuid, qty numeric) group by 1) as r
    where l.company_id = ${ctx.companyId} and l.id = r.delivery_line_id`.execute(tx);
  await sql`update erp.sales_order_line l set qty_invoiced = l.qty_invoiced + r.qty
    from (select order_line_id, sum(qty) as qty from jsonb_to_recordset(${text}::jsonb)
      as r (order_line_id uuid, qty numeric) group by 1) as r
    where l.company_id = ${ctx.companyId} and l.id = r.order_line_id`.execute(tx);
}

export const bookSalesInvoice = defineCommand({
  name: 'settlement.book-sales-invoice',
  right: 'invoice.approve',
  input: z.object({
    customerId: zId, invoiceNo: z.string().trim().max(60).default(''), invoiceDate: zDate, businessDate: zDate.optional(),
    lines: z.array(z.object({ deliveryLineId: zId, qty: zPositiveQty })).min(1).max(500),
  }),
  output: z.object({ invoiceId: zId, no: z.string(), amount: z.string(), tax: z.string(), total: z.string(), vouchers: z.array(z.string()) }),
  refusals: ['INVOICE_TOO_MUCH', 'OTHER_PARTNER', 'PERIOD_CLOSED', 'NO_PERIOD', 'NO_RULE', 'UNKNOWN_ACCOUNT', 'NOT_BALANCED'],
  run: async (tx, input, ctx) => {
    const partner = await tx.selectFrom('md.partner').select(['name', 'terms_days', 'terms_from'])
      .where('company_id', '=', ctx.companyId).where('id', '=', input.customerId).executeTakeFirst();
    if (!partner) return refuse('NOT_FOUND', { what: 'customer', key: input.customerId });
    const found = await lockDeliveryLines(tx, ctx, input.lines.map((line) => line.deliveryLineId));
    const priced = input.lines.map((wanted) => {
      const line = found.get(wanted.deliveryLineId) ?? refuse('NOT_FOUND', { what: 'delivery line', key: wanted.deliveryLineId });
      return line.customer_id === input.customerId ? priceOne(line, wanted.qty) : refuse('OTHER_PARTNER', { partner: partner.name });
    });
    const [amount, tax] = [sumAmount(priced.map((p) => p.amount)), sumAmount(priced.map((p) => p.tax))];
    const total = (amount + tax) as Amount;
    const invoiceId = newId();
    const businessDate = input.businessDate ?? ctx.today;
    const dueDate = dueDateOf(input.invoiceDate, partner.terms_days, partner.terms_from);
    const no = await takeDocumentNo(tx, ctx, 'XSFP', businessDate);
    await tx.insertInto('fin.sales_invoice').values({
      company_id: ctx.companyId, id: invoiceId, no, state: 'approved', customer_id: input.customerId, invoice_no: input.invoiceNo,
      invoice_date: input.invoiceDate, business_date: businessDate, due_date: dueDate, amount: amountText(amount),
      tax_amount: amountText(tax), total: amountText(total), prepared_by: ctx.actor.userId, approved_by: ctx.actor.userId,
      approved_at: ctx.now,
    }).execute();
    await writeLines(tx, ctx, invoiceId, priced);
    const lines = linesOf(await loadRules(tx, ctx), 'sales_invoice', { amounts: { amount, tax, total }, partnerId: input.customerId, note: no });
    const vouchers = await postVouchers(tx, ctx, [{
      id: newId(), event: 'sales_invoice', sourceKind: 'sales_invoice', sourceId: invoiceId, sourceNo: no, businessDate,
      summary: `销售发票 ${no}`, lines: mergeLines(lines),
    }], 'refuse');
    await tx.insertInto('fin.open_item').values({
      company_id: ctx.companyId, id: newId(), side: 'receivable', partner_id: input.customerId, source_kind: 'sales_invoice',
      source_id: invoiceId, source_no: no, business_date: businessDate, due_date: dueDate, amount: amountText(total),
      voucher_id: vouchers[0]?.id ?? NONE_ID,
    }).execute();
    await linkDocuments(tx, ctx, [...new Set(priced.map(({ line }) => line.delivery_id))].map((deliveryId) => ({
      fromKind: 'sales_delivery', fromId: deliveryId, toKind: 'sales_invoice', toId: invoiceId,
    })));
    await recordStep(tx, ctx, {
      documentKind: 'sales_invoice', documentId: invoiceId, verb: 'approve', from: null, to: 'approved', note: { no },
    });
    return {
      invoiceId, no, amount: amountText(amount), tax: amountText(tax), total: amountText(total),
      vouchers: vouchers.map((voucher) => `记-${String(voucher.no).padStart(4, '0')}`),
    };
  },
});
