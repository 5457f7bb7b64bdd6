// A supplier invoice matched by receipt line and quantity (钩稽, 单到冲回): the estimate is reversed in red (E3), the
// invoice is booked with its input VAT and payable (E4), and the price difference stays with what is on hand while
// the part already gone goes to cost of sales (E5).
import { sql } from 'kysely';
import { z } from 'zod';
import { defineCommand } from '../../../kernel/command.ts';
import type { Ctx } from '../../../kernel/ctx.ts';
import {
  type Amount,
  type Qty,
  amountText,
  priceText,
  qtyText,
  rateText,
  sumAmount,
} from '../../../kernel/decimal.ts';
import { recordStep } from '../../../kernel/document.ts';
import { type Id, newId } from '../../../kernel/ids.ts';
import { takeDocumentNo } from '../../../kernel/numbering.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { zAmount, zCode, zDate, zId, zPositiveQty, zRate, zUnitPrice } from '../../../kernel/schema.ts';
import { writeAdjustments } from '../../costing/index.ts';
import { type FinTx, linesOf, loadRules, mergeLines, postVouchers, voucherNo } from '../../ledger/index.ts';
import { dueDateOf, totalsOf } from '../decide.ts';
import { lockPartner, lockReceiptLines } from '../load.ts';
import { type Matched, invoiceAmounts, matchLines } from '../match.ts';
import { writeItem } from '../open-items.ts';
import { type SplitLine, splitByPools } from '../split.ts';
import { isDeductible } from '../taxpayer.ts';
import { addPurchaseInvoiced, linkGoods, writePurchaseInvoiceLines } from '../write.ts';

type Split = SplitLine<Matched>;

type Booking = {
  readonly invoiceId: Id;
  readonly no: string;
  readonly businessDate: string;
  readonly supplierId: Id;
};

/**
 * Two vouchers: the estimate in red, and the invoice with its difference split. One without lines is left out: goods
 * that were estimated and then come free of charge change their value by the red estimate alone.
 */
async function bookInvoice(tx: FinTx, ctx: Ctx, booking: Booking, split: readonly Split[]) {
  const rules = await loadRules(tx, ctx);
  const linesFor = (
    event: string,
    sign: bigint,
    amountsOf: (match: Split) => Readonly<Record<string, Amount>>,
  ) =>
    mergeLines(
      split.flatMap((match) =>
        linesOf(rules, event, {
          amounts: amountsOf(match),
          inventoryAccount: match.pool.accountCode,
          itemId: match.line.itemId,
          partnerId: booking.supplierId,
          qty: (match.qty * sign) as Qty,
          note: booking.no,
        }),
      ),
    );
  const { businessDate, no } = booking;
  const source = { sourceKind: 'purchase_invoice', sourceId: booking.invoiceId, sourceNo: no, businessDate };
  const reversal = {
    ...source,
    id: newId(),
    event: 'estimate_reversal',
    summary: `冲回暂估 ${no}`,
    lines: linesFor('estimate_reversal', -1n, (match) => ({ estimate: match.estimate })),
  };
  const invoice = {
    ...source,
    id: newId(),
    event: 'purchase_invoice',
    summary: `采购发票 ${no}`,
    lines: linesFor('purchase_invoice', 1n, (match) => invoiceAmounts(match, match.parts)),
  };
  const drafts = [reversal, invoice].filter(({ lines }) => lines.length > 0);
  return { valueVoucherId: drafts.at(-1)?.id ?? null, posted: await postVouchers(tx, ctx, drafts, 'refuse') };
}

const zLine = z
  .object({
    receiptLineId: zId,
    qty: zPositiveQty,
    priceWithTax: zUnitPrice.optional(),
    taxRate: zRate.optional(),
    amount: zAmount.optional(),
    taxAmount: zAmount.optional(),
  })
  .refine((line) => (line.amount === undefined) === (line.taxAmount === undefined), {
    error: 'amount and taxAmount go together',
    path: ['taxAmount'],
  });

export const bookPurchaseInvoice = defineCommand({
  name: 'settlement.book-purchase-invoice',
  right: 'invoice.approve',
  input: z.object({
    supplierId: zId,
    invoiceNo: zCode,
    invoiceDate: zDate,
    businessDate: zDate.optional(),
    /** False for an ordinary invoice, whose tax is part of the cost. */
    deductible: z.boolean().default(true),
    /** What the paper says in all; checked against the lines when given. */
    total: zAmount.optional(),
    lines: z.array(zLine).min(1).max(500),
  }),
  output: z.object({
    invoiceId: zId,
    no: z.string(),
    amount: z.string(),
    tax: z.string(),
    total: z.string(),
    difference: z.string(),
    vouchers: z.array(z.string()),
  }),
  refusals: [
    'INVOICE_TOO_MUCH',
    'OTHER_PARTNER',
    'NOT_YET_VALUED',
    'INVOICE_NO_USED',
    'AMOUNT_DIFFERS',
    'PERIOD_CLOSED',
    'NO_PERIOD',
    'NO_RULE',
    'UNKNOWN_ACCOUNT',
    'NOT_BALANCED',
  ],
  run: async (tx, input, ctx) => {
    const terms = await lockPartner(tx, ctx, input.supplierId);
    await requireNewNumber(tx, ctx, input.supplierId, input.invoiceNo);
    const found = await lockReceiptLines(
      tx,
      ctx,
      input.lines.map((line) => line.receiptLineId),
    );
    const deductible = input.deductible && (await isDeductible(tx, ctx));
    const matched = matchLines({ id: input.supplierId, name: terms.name }, found, input.lines, deductible);
    const { amount, tax, total } = totalsOf(matched, input.total);
    const split = await splitByPools(tx, ctx, matched);
    const invoiceId = newId();
    const businessDate = input.businessDate ?? ctx.today;
    const dueDate = dueDateOf(input.invoiceDate, terms.termsDays, terms.termsFrom);
    const no = await takeDocumentNo(tx, ctx, 'CGFP', businessDate);
    await tx
      .insertInto('fin.purchase_invoice')
      .values({
        company_id: ctx.companyId,
        id: invoiceId,
        no,
        state: 'approved',
        supplier_id: input.supplierId,
        invoice_no: input.invoiceNo,
        invoice_date: input.invoiceDate,
        business_date: businessDate,
        due_date: dueDate,
        deductible,
        amount: amountText(amount),
        tax_amount: amountText(tax),
        total: amountText(total),
        prepared_by: ctx.actor.userId,
        approved_by: ctx.actor.userId,
        approved_at: ctx.now,
      })
      .execute();
    await writePurchaseInvoiceLines(tx, ctx, invoiceId, rowsOf(split));
    await addPurchaseInvoiced(
      tx,
      ctx,
      split.map(({ line, qty, estimate }) => ({ line, qty, estimate })),
    );
    const booking = { invoiceId, no, businessDate, supplierId: input.supplierId };
    const { valueVoucherId, posted } = await bookInvoice(tx, ctx, booking, split);
    await writeAdjustments(
      tx,
      ctx,
      { sourceKind: 'purchase_invoice', sourceId: invoiceId, voucherId: valueVoucherId, businessDate },
      split.map(({ pool, parts, line }) => ({ pool, value: parts.onHand, sourceLineId: line.id })),
    );
    if (total !== 0n && valueVoucherId !== null) {
      await writeItem(tx, ctx, {
        side: 'payable',
        partnerId: input.supplierId,
        sourceKind: 'purchase_invoice',
        sourceId: invoiceId,
        sourceNo: no,
        businessDate,
        dueDate,
        amount: total,
        voucherId: valueVoucherId,
      });
    }
    await linkGoods(
      tx,
      ctx,
      { fromKind: 'purchase_receipt', toKind: 'purchase_invoice', toId: invoiceId },
      split.map((match) => ({ id: match.line.receiptId, amount: match.amount })),
    );
    await recordStep(tx, ctx, {
      documentKind: 'purchase_invoice',
      documentId: invoiceId,
      verb: 'approve',
      from: null,
      to: 'approved',
      note: { no, invoiceNo: input.invoiceNo, total: amountText(total) },
    });
    return {
      invoiceId,
      no,
      amount: amountText(amount),
      tax: amountText(tax),
      total: amountText(total),
      difference: amountText(sumAmount(split.map((match) => match.difference))),
      vouchers: posted.map((voucher) => voucherNo(voucher.no)),
    };
  },
});

async function requireNewNumber(tx: FinTx, ctx: Ctx, supplierId: Id, invoiceNo: string): Promise<void> {
  const used = await sql`select from fin.purchase_invoice where company_id = ${ctx.companyId}
    and supplier_id = ${supplierId} and invoice_no = ${invoiceNo} and state <> 'reversed'`.execute(tx);
  if (used.rows.length > 0) refuse('INVOICE_NO_USED', { invoice: invoiceNo });
}

const rowsOf = (split: readonly Split[]) =>
  split.map((match) => ({
    receiptLineId: match.line.id,
    itemId: match.line.itemId,
    qty: qtyText(match.qty),
    price: priceText(match.price),
    taxRate: rateText(match.taxRate),
    amount: amountText(match.amount),
    taxAmount: amountText(match.tax),
    estimate: amountText(match.estimate),
    onHand: amountText(match.parts.onHand),
    gone: amountText(match.parts.gone),
  }));
