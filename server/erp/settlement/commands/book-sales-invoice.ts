// A sales invoice from delivered lines: revenue, output VAT and the receivable (E17). Prices come from the order line
// and amounts are slices of it, so that a fully invoiced order sums to what the customer was told.
import { z } from 'zod';
import { defineCommand } from '../../../kernel/command.ts';
import type { Ctx } from '../../../kernel/ctx.ts';
import {
  type Qty,
  addQty,
  amountText,
  priceText,
  priceWithoutTax,
  qtyText,
  rateText,
  subQty,
} from '../../../kernel/decimal.ts';
import { recordStep } from '../../../kernel/document.ts';
import { type Id, newId } from '../../../kernel/ids.ts';
import { takeDocumentNo } from '../../../kernel/numbering.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { zAmount, zDate, zId, zPositiveQty } from '../../../kernel/schema.ts';
import { type FinTx, linesOf, loadRules, mergeLines, postVouchers, voucherNo } from '../../ledger/index.ts';
import { type Taxed, priceSlice } from '../../orders/index.ts';
import { type Totals, dueDateOf, totalsOf } from '../decide.ts';
import { type DeliveryLine, lockDeliveryLines, lockPartner } from '../load.ts';
import { writeItem } from '../open-items.ts';
import { addSalesInvoiced, linkGoods, writeSalesInvoiceLines } from '../write.ts';

type Priced = Taxed & { readonly line: DeliveryLine; readonly qty: Qty };
type Wanted = { readonly deliveryLineId: Id; readonly qty: Qty };

/** Prices the lines in order; a delivery or order line named twice goes on where it stopped. */
function priceLines(
  customer: { readonly id: Id; readonly name: string },
  found: ReadonlyMap<Id, DeliveryLine>,
  wanted: readonly Wanted[],
): Priced[] {
  const deliveries = new Map(found);
  const orders = new Map([...found.values()].map((line) => [line.orderLineId, line.orderInvoiced]));
  return wanted.map(({ deliveryLineId, qty }) => {
    const line =
      deliveries.get(deliveryLineId) ?? refuse('NOT_FOUND', { what: 'delivery line', key: deliveryLineId });
    if (line.customerId !== customer.id) refuse('OTHER_PARTNER', { partner: customer.name });
    const left = subQty(line.qty, line.qtyInvoiced);
    if (qty > left) {
      const facts = { no: line.deliveryNo, line: line.lineNo, left: qtyText(left), qty: qtyText(qty) };
      refuse('INVOICE_TOO_MUCH', facts);
    }
    const before = orders.get(line.orderLineId) ?? line.orderInvoiced;
    orders.set(line.orderLineId, addQty(before, qty));
    deliveries.set(line.id, { ...line, qtyInvoiced: addQty(line.qtyInvoiced, qty) });
    return { ...priceSlice(line.told, line.taxRate, before, qty), line, qty };
  });
}

type Booking = Totals & {
  readonly invoiceId: Id;
  readonly no: string;
  readonly businessDate: string;
  readonly customerId: Id;
};

async function bookRevenue(tx: FinTx, ctx: Ctx, booking: Booking) {
  const { amount, tax, total, no, businessDate } = booking;
  const lines = linesOf(await loadRules(tx, ctx), 'sales_invoice', {
    amounts: { amount, tax, total },
    partnerId: booking.customerId,
    note: no,
  });
  const id = newId();
  const head = { id, event: 'sales_invoice', summary: `销售发票 ${no}`, sourceNo: no, businessDate };
  const source = { sourceKind: 'sales_invoice', sourceId: booking.invoiceId };
  const drafts = lines.length > 0 ? [{ ...head, ...source, lines: mergeLines(lines) }] : [];
  return { voucherId: id, posted: await postVouchers(tx, ctx, drafts, 'refuse') };
}

const rowsOf = (priced: readonly Priced[]) =>
  priced.map(({ line, qty, amount, tax }) => ({
    deliveryLineId: line.id,
    itemId: line.itemId,
    qty: qtyText(qty),
    price: priceText(priceWithoutTax(line.priceWithTax, line.taxRate)),
    taxRate: rateText(line.taxRate),
    amount: amountText(amount),
    taxAmount: amountText(tax),
  }));

export const bookSalesInvoice = defineCommand({
  name: 'settlement.book-sales-invoice',
  right: 'invoice.approve',
  input: z.object({
    customerId: zId,
    invoiceNo: z.string().trim().max(60).default(''),
    invoiceDate: zDate,
    businessDate: zDate.optional(),
    /** What the issued invoice says in all; checked against the lines when given. */
    total: zAmount.optional(),
    lines: z
      .array(z.object({ deliveryLineId: zId, qty: zPositiveQty }))
      .min(1)
      .max(500),
  }),
  output: z.object({
    invoiceId: zId,
    no: z.string(),
    amount: z.string(),
    tax: z.string(),
    total: z.string(),
    vouchers: z.array(z.string()),
  }),
  refusals: [
    'INVOICE_TOO_MUCH',
    'OTHER_PARTNER',
    'AMOUNT_DIFFERS',
    'PERIOD_CLOSED',
    'NO_PERIOD',
    'NO_RULE',
    'UNKNOWN_ACCOUNT',
    'NOT_BALANCED',
  ],
  run: async (tx, input, ctx) => {
    const terms = await lockPartner(tx, ctx, input.customerId);
    const found = await lockDeliveryLines(
      tx,
      ctx,
      input.lines.map((line) => line.deliveryLineId),
    );
    const priced = priceLines({ id: input.customerId, name: terms.name }, found, input.lines);
    const { amount, tax, total } = totalsOf(priced, input.total);
    const invoiceId = newId();
    const businessDate = input.businessDate ?? ctx.today;
    const dueDate = dueDateOf(input.invoiceDate, terms.termsDays, terms.termsFrom);
    const no = await takeDocumentNo(tx, ctx, 'XSFP', businessDate);
    await tx
      .insertInto('fin.sales_invoice')
      .values({
        company_id: ctx.companyId,
        id: invoiceId,
        no,
        state: 'approved',
        customer_id: input.customerId,
        invoice_no: input.invoiceNo,
        invoice_date: input.invoiceDate,
        business_date: businessDate,
        due_date: dueDate,
        amount: amountText(amount),
        tax_amount: amountText(tax),
        total: amountText(total),
        prepared_by: ctx.actor.userId,
        approved_by: ctx.actor.userId,
        approved_at: ctx.now,
      })
      .execute();
    await writeSalesInvoiceLines(tx, ctx, invoiceId, rowsOf(priced));
    await addSalesInvoiced(tx, ctx, priced);
    const { customerId } = input;
    const booking = { invoiceId, no, businessDate, customerId, amount, tax, total };
    const { voucherId, posted } = await bookRevenue(tx, ctx, booking);
    if (total !== 0n) {
      await writeItem(tx, ctx, {
        side: 'receivable',
        partnerId: customerId,
        sourceKind: 'sales_invoice',
        sourceId: invoiceId,
        sourceNo: no,
        businessDate,
        dueDate,
        amount: total,
        voucherId,
      });
    }
    await linkGoods(
      tx,
      ctx,
      { fromKind: 'sales_delivery', toKind: 'sales_invoice', toId: invoiceId },
      priced.map(({ line, amount: part }) => ({ id: line.deliveryId, amount: part })),
    );
    await recordStep(tx, ctx, {
      documentKind: 'sales_invoice',
      documentId: invoiceId,
      verb: 'approve',
      from: null,
      to: 'approved',
      note: { no, total: amountText(total) },
    });
    return {
      invoiceId,
      no,
      amount: amountText(amount),
      tax: amountText(tax),
      total: amountText(total),
      vouchers: posted.map((voucher) => voucherNo(voucher.no)),
    };
  },
});
