// Reversals in red: an invoice or a payment is never changed, a red one takes it back. What was estimated is estimated
// again, what was open is open again, and stock gives back only what its pool still carries.
import { sql } from 'kysely';
import { z } from 'zod';
import { defineCommand } from '../../../kernel/command.ts';
import type { Ctx } from '../../../kernel/ctx.ts';
import {
  type Amount,
  type AmountText,
  type Qty,
  type QtyText,
  ZERO_AMOUNT,
  negateAmount,
  parseAmount,
  parseQty,
} from '../../../kernel/decimal.ts';
import { type States, recordStep, requireStep } from '../../../kernel/document.ts';
import { type Id, newId } from '../../../kernel/ids.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { zDate, zId } from '../../../kernel/schema.ts';
import { writeAdjustments } from '../../costing/index.ts';
import {
  type FinTx,
  type VoucherLineDraft,
  linesOf,
  loadRules,
  loadVoucherLines,
  mergeLines,
  postVouchers,
  redLines,
  voucherNo,
} from '../../ledger/index.ts';
import { lockDeliveryLines, lockPartner, lockReceiptLines } from '../load.ts';
import { reversalAmounts } from '../match.ts';
import { reverseItem, writeSettlements } from '../open-items.ts';
import { splitByPools } from '../split.ts';
import { invoiceStates, paymentStates } from '../states.ts';
import { addPurchaseInvoiced, addSalesInvoiced } from '../write.ts';

type Kind = 'purchase_invoice' | 'sales_invoice' | 'payment';
type Head = { readonly id: Id; readonly no: string; readonly partnerId: Id };

const PARTNER_COLUMN: Readonly<Record<Kind, string>> = {
  purchase_invoice: 'supplier_id',
  sales_invoice: 'customer_id',
  payment: 'partner_id',
};

/** Locks the document behind its partner and moves it to its reversed state. */
async function takeBack(tx: FinTx, ctx: Ctx, kind: Kind, states: States, id: Id): Promise<Head> {
  const table = sql.table(`fin.${kind}`);
  const partner = sql.ref(PARTNER_COLUMN[kind]);
  const found = await sql<{ partner_id: Id }>`select ${partner} as partner_id from ${table}
    where company_id = ${ctx.companyId} and id = ${id}`.execute(tx);
  const partnerId =
    found.rows[0]?.partner_id ?? refuse('NOT_FOUND', { what: kind.replace('_', ' '), key: id });
  await lockPartner(tx, ctx, partnerId);
  const { rows } = await sql<{ no: string; state: string }>`select no, state from ${table}
    where company_id = ${ctx.companyId} and id = ${id} for no key update`.execute(tx);
  const row = rows[0] ?? refuse('NOT_FOUND', { what: kind.replace('_', ' '), key: id });
  const { to } = requireStep(states, 'reverse', row.state, row.no);
  await sql`update ${table} set state = ${to} where company_id = ${ctx.companyId} and id = ${id}`.execute(tx);
  await recordStep(tx, ctx, {
    documentKind: kind,
    documentId: id,
    verb: 'reverse',
    from: row.state,
    to,
    note: { no: row.no },
  });
  return { id, no: row.no, partnerId };
}

type Red = {
  readonly event: string;
  readonly reversalOf: Id | null;
  readonly lines: readonly VoucherLineDraft[];
};

async function bookRed(
  tx: FinTx,
  ctx: Ctx,
  kind: Kind,
  head: Head,
  businessDate: string,
  reds: readonly Red[],
) {
  const drafts = reds
    .filter(({ lines }) => lines.length > 0)
    .map((red) => ({
      ...red,
      id: newId(),
      sourceKind: kind,
      sourceId: head.id,
      sourceNo: head.no,
      businessDate,
      summary: `冲销 ${head.no}`,
    }));
  return postVouchers(tx, ctx, drafts, 'refuse');
}

/** The vouchers a document made, by event. */
async function vouchersOf(tx: FinTx, ctx: Ctx, kind: Kind, id: Id): Promise<Map<string, Id>> {
  const { rows } = await sql<{ event: string; id: Id }>`select event, id from fin.voucher
    where company_id = ${ctx.companyId} and source_kind = ${kind} and source_id = ${id}`.execute(tx);
  return new Map(rows.map((row) => [row.event, row.id]));
}

type LineText = {
  receipt_line_id: Id;
  qty: QtyText;
  amount: AmountText;
  tax_amount: AmountText;
  estimate_reversed: AmountText;
  deductible: boolean;
};

async function loadInvoiceLines(tx: FinTx, ctx: Ctx, invoiceId: Id): Promise<LineText[]> {
  const { rows } = await sql<LineText>`
    select l.receipt_line_id, l.qty, l.amount, l.tax_amount, coalesce(l.estimate_reversed, 0)::numeric(18,2) as
      estimate_reversed, i.deductible
    from fin.purchase_invoice_line l
    join fin.purchase_invoice i on i.company_id = l.company_id and i.id = l.invoice_id
    where l.company_id = ${ctx.companyId} and l.invoice_id = ${invoiceId} order by l.line_no`.execute(tx);
  return rows;
}

/** The lines of a booked invoice with their difference turned round and split by what the pools hold now. */
async function turnRound(tx: FinTx, ctx: Ctx, invoiceId: Id) {
  const rows = await loadInvoiceLines(tx, ctx, invoiceId);
  const receipts = await lockReceiptLines(
    tx,
    ctx,
    rows.map((row) => row.receipt_line_id),
  );
  const lines = rows.map((row) => {
    const line = receipts.get(row.receipt_line_id);
    if (!line || line.costArea === null) throw new Error('an invoiced receipt line is gone');
    const [amount, tax] = [parseAmount(row.amount), parseAmount(row.tax_amount)];
    const estimate = parseAmount(row.estimate_reversed);
    const cost = row.deductible ? amount : ((amount + tax) as Amount);
    return {
      line,
      costArea: line.costArea,
      qty: parseQty(row.qty),
      cost,
      inputTax: row.deductible ? tax : ZERO_AMOUNT,
      estimate,
      difference: (estimate - cost) as Amount,
    };
  });
  return splitByPools(tx, ctx, lines);
}

const input = z.object({ documentId: zId, businessDate: zDate.optional() });
const output = z.object({ no: z.string(), vouchers: z.array(z.string()) });
const BOOK_REFUSALS = ['PERIOD_CLOSED', 'NO_PERIOD', 'NO_RULE', 'UNKNOWN_ACCOUNT', 'NOT_BALANCED'];

export const reversePurchaseInvoice = defineCommand({
  name: 'settlement.reverse-purchase-invoice',
  right: 'invoice.approve',
  input,
  output,
  refusals: ['INVOICE_SETTLED', ...BOOK_REFUSALS],
  run: async (tx, { documentId, businessDate = '' }, ctx) => {
    const date = businessDate || ctx.today;
    const head = await takeBack(tx, ctx, 'purchase_invoice', invoiceStates, documentId);
    const split = await turnRound(tx, ctx, head.id);
    await addPurchaseInvoiced(
      tx,
      ctx,
      split.map(({ line, qty, estimate }) => ({ line, qty: -qty as Qty, estimate: negateAmount(estimate) })),
    );
    const rules = await loadRules(tx, ctx);
    const booked = await vouchersOf(tx, ctx, 'purchase_invoice', head.id);
    const linesFor = (
      event: string,
      sign: bigint,
      amountsOf: (match: (typeof split)[number]) => Record<string, Amount>,
    ) =>
      mergeLines(
        split.flatMap((match) =>
          linesOf(rules, event, {
            amounts: amountsOf(match),
            inventoryAccount: match.pool.accountCode,
            itemId: match.line.itemId,
            partnerId: head.partnerId,
            qty: (match.qty * sign) as Qty,
            note: head.no,
          }),
        ),
      );
    const posted = await bookRed(tx, ctx, 'purchase_invoice', head, date, [
      {
        event: 'purchase_invoice_reversal',
        reversalOf: booked.get('purchase_invoice') ?? null,
        lines: linesFor('purchase_invoice', -1n, (match) => reversalAmounts(match, match.parts)),
      },
      {
        event: 'estimate_again',
        reversalOf: booked.get('estimate_reversal') ?? null,
        lines: linesFor('estimate_reversal', 1n, (match) => ({ estimate: negateAmount(match.estimate) })),
      },
    ]);
    const voucherId = posted[0]?.id ?? null;
    await writeAdjustments(
      tx,
      ctx,
      { sourceKind: 'purchase_invoice', sourceId: head.id, voucherId, businessDate: date },
      split.map(({ pool, parts, line }) => ({ pool, value: parts.onHand, sourceLineId: line.id })),
    );
    if (voucherId !== null) {
      const source = { kind: 'purchase_invoice', id: head.id, no: head.no };
      await reverseItem(tx, ctx, source, { voucherId, businessDate: date });
    }
    return { no: head.no, vouchers: posted.map((voucher) => voucherNo(voucher.no)) };
  },
});

/** The red copies of the vouchers a document made. */
async function redCopies(tx: FinTx, ctx: Ctx, kind: Kind, head: Head, event: string): Promise<Red[]> {
  const booked = (await vouchersOf(tx, ctx, kind, head.id)).get(event);
  if (booked === undefined) return [];
  return [
    {
      event: `${event}_reversal`,
      reversalOf: booked,
      lines: redLines(await loadVoucherLines(tx, ctx, booked)),
    },
  ];
}

export const reverseSalesInvoice = defineCommand({
  name: 'settlement.reverse-sales-invoice',
  right: 'invoice.approve',
  input,
  output,
  refusals: ['INVOICE_SETTLED', ...BOOK_REFUSALS],
  run: async (tx, { documentId, businessDate = '' }, ctx) => {
    const date = businessDate || ctx.today;
    const head = await takeBack(tx, ctx, 'sales_invoice', invoiceStates, documentId);
    const { rows } = await sql<{ delivery_line_id: Id; qty: QtyText }>`select delivery_line_id, qty
      from fin.sales_invoice_line where company_id = ${ctx.companyId} and invoice_id = ${head.id}`.execute(
      tx,
    );
    const lines = await lockDeliveryLines(
      tx,
      ctx,
      rows.map((row) => row.delivery_line_id),
    );
    await addSalesInvoiced(
      tx,
      ctx,
      rows.flatMap((row) => {
        const line = lines.get(row.delivery_line_id);
        return line ? [{ line, qty: -parseQty(row.qty) as Qty }] : [];
      }),
    );
    const reds = await redCopies(tx, ctx, 'sales_invoice', head, 'sales_invoice');
    const posted = await bookRed(tx, ctx, 'sales_invoice', head, date, reds);
    const voucherId = posted[0]?.id;
    if (voucherId !== undefined) {
      const source = { kind: 'sales_invoice', id: head.id, no: head.no };
      await reverseItem(tx, ctx, source, { voucherId, businessDate: date });
    }
    return { no: head.no, vouchers: posted.map((voucher) => voucherNo(voucher.no)) };
  },
});

export const reversePayment = defineCommand({
  name: 'settlement.reverse-payment',
  right: 'payment.approve',
  input,
  output,
  refusals: BOOK_REFUSALS,
  run: async (tx, { documentId, businessDate = '' }, ctx) => {
    const date = businessDate || ctx.today;
    const head = await takeBack(tx, ctx, 'payment', paymentStates, documentId);
    const { rows } = await sql<{
      open_item_id: Id;
      amount: AmountText;
    }>`select open_item_id, amount from fin.settlement
      where company_id = ${ctx.companyId} and payment_id = ${head.id} order by id`.execute(tx);
    await writeSettlements(
      tx,
      ctx,
      date,
      rows.map((row) => ({
        openItemId: row.open_item_id,
        paymentId: head.id,
        amount: negateAmount(parseAmount(row.amount)),
      })),
    );
    const reds = [
      ...(await redCopies(tx, ctx, 'payment', head, 'payment')),
      ...(await redCopies(tx, ctx, 'payment', head, 'collection')),
    ];
    const posted = await bookRed(tx, ctx, 'payment', head, date, reds);
    return { no: head.no, vouchers: posted.map((voucher) => voucherNo(voucher.no)) };
  },
});
