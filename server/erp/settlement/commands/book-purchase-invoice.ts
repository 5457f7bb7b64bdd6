// A supplier invoice matched by receipt line and quantity (钩稽, 单到冲回): the estimate is reversed in red, the invoice
// is booked, and the price difference stays with what is on hand; the part already gone goes to cost of sales.
// Entries E3, E4 and E5 of the small enterprise standard's practice.
import { sql } from 'kysely';
import { z } from 'zod';
import { defineCommand } from '../../../kernel/command.ts';
import type { Ctx } from '../../../kernel/ctx.ts';
import {
  type Amount, type AmountText, type PriceText, type Qty, type QtyText, type RateText, amountOf, amountText, parseAmount,
  parseQty, parseRate, portionOf, priceText, priceWithoutTax, qtyText, rateText, splitTax, subAmount, subQty, sumAmount,
  taxOf,
} from '../../../kernel/decimal.ts';
import { linkDocuments, recordStep } from '../../../kernel/document.ts';
import { type Id, NONE_ID, newId } from '../../../kernel/ids.ts';
import { takeDocumentNo } from '../../../kernel/numbering.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { zCode, zDate, zId, zPositiveQty, zRate, zUnitPrice } from '../../../kernel/schema.ts';
import { type PoolKey, lockPools, poolKeyText, splitDifference } from '../../costing/index.ts';
import { type FinTx, linesOf, loadRules, mergeLines, postVouchers } from '../../ledger/index.ts';
import { dueDateOf } from '../due.ts';

type ReceiptLine = {
  id: Id; receipt_id: Id; receipt_no: string; line_no: number; supplier_id: Id; order_line_id: Id; item_id: Id; lot_id: Id;
  qty: QtyText; qty_invoiced: QtyText; amount: AmountText; amount_reversed: AmountText; price: PriceText; tax_rate: RateText;
  method: string; account: string; pool_id: Id | null; cost_area: string | null; price_with_tax: PriceText; deductible: boolean;
};

async function lockReceiptLines(tx: FinTx, ctx: Ctx, ids: readonly Id[]): Promise<Map<Id, ReceiptLine>> {
  await sql`select from erp.purchase_receipt_line where company_id = ${ctx.companyId} and id = any(${ids}::uuid[])
    order by id for no key update`.execute(tx);
  const { rows } = await sql<ReceiptLine>`
    select l.id, l.receipt_id, r.no as receipt_no, l.line_no, r.supplier_id, l.order_line_id, l.item_id, l.lot_id, l.qty,
      l.qty_invoiced, l.amount, l.amount_reversed, l.price, l.tax_rate, i.cost_method as method,
      i.inventory_account_code as account, c.pool_id, p.cost_area, o.price_with_tax, s.taxpayer = 'general' as deductible
    from erp.purchase_receipt_line l
    join sys.company s on s.id = l.company_id
    join erp.purchase_receipt r on r.company_id = l.company_id and r.id = l.receipt_id
    join erp.purchase_order_line o on o.company_id = l.company_id and o.id = l.order_line_id
    join md.item i on i.company_id = l.company_id and i.id = l.item_id
    left join fin.cost_row c on c.company_id = l.company_id and c.movement_id = l.movement_id and c.kind = 'receipt'
    left join fin.cost_pool p on p.company_id = c.company_id and p.id = c.pool_id
    where l.company_id = ${ctx.companyId} and l.id = any(${ids}::uuid[])`.execute(tx);
  return new Map(rows.map((row) => [row.id, row]));
}

const zLine = z.object({
  receiptLineId: zId, qty: zPositiveQty, priceWithTax: zUnitPrice.optional(), taxRate: zRate.optional(),
});

type Matched = {
  line: ReceiptLine; poolKey: PoolKey; qty: Qty; amount: Amount; tax: Amount; estimate: Amount; price: string; taxRate: string;
};

/** Amounts of one matched line: what the invoice says, and the part of the estimate it reverses. */
function matchLine(line: ReceiptLine, input: z.output<typeof zLine>): Matched {
  const left = subQty(parseQty(line.qty), parseQty(line.qty_invoiced));
  if (input.qty > left) {
    refuse('INVOICE_TOO_MUCH', { no: line.receipt_no, line: line.line_no, left: qtyText(left), qty: qtyText(input.qty) });
  }
  if (line.pool_id === null || line.cost_area === null) return refuse('NOT_YET_VALUED', { no: line.receipt_no });
  const taxRate = input.taxRate ?? parseRate(line.tax_rate);
  const orderNet = parseAmount(line.amount);
  const isWhole = input.qty === parseQty(line.qty);
  const net = input.priceWithTax === undefined
    ? (isWhole ? orderNet : portionOf(orderNet, input.qty, parseQty(line.qty), 'half-up'))
    : splitTax(amountOf(input.qty, input.priceWithTax, 'half-up'), taxRate).amount;
  const tax = input.priceWithTax === undefined
    ? taxOf(net, taxRate) : splitTax(amountOf(input.qty, input.priceWithTax, 'half-up'), taxRate).tax;
  const estimate = input.qty === left
    ? subAmount(orderNet, parseAmount(line.amount_reversed)) : portionOf(orderNet, input.qty, parseQty(line.qty), 'half-up');
  // A small-scale taxpayer deducts nothing: the tax is part of what the goods cost.
  const [amount, deductible] = line.deductible ? [net, tax] : [(net + tax) as Amount, 0n as Amount];
  return {
    line, qty: input.qty, amount, tax: deductible, estimate, taxRate: rateText(taxRate),
    price: input.priceWithTax === undefined ? line.price : priceText(priceWithoutTax(input.priceWithTax, taxRate)),
    poolKey: { itemId: line.item_id, costArea: line.cost_area, lotId: line.method === 'specific' ? line.lot_id : NONE_ID },
  };
}

export const bookPurchaseInvoice = defineCommand({
  name: 'settlement.book-purchase-invoice',
  right: 'invoice.approve',
  input: z.object({
    supplierId: zId, invoiceNo: zCode, invoiceDate: zDate, businessDate: zDate.optional(),
    lines: z.array(zLine).min(1).max(500),
  }),
  output: z.object({
    invoiceId: zId, no: z.string(), amount: z.string(), tax: z.string(), total: z.string(), difference: z.string(),
    vouchers: z.array(z.string()),
  }),
  refusals: [
    'INVOICE_TOO_MUCH', 'OTHER_PARTNER', 'NOT_YET_VALUED', 'INVOICE_NO_USED', 'PERIOD_CLOSED', 'NO_PERIOD', 'NO_RULE',
    'UNKNOWN_ACCOUNT', 'NOT_BALANCED',
  ],
  run: async (tx, input, ctx) => {
    const partner = await tx.selectFrom('md.partner').select(['name', 'terms_days', 'terms_from'])
      .where('company_id', '=', ctx.companyId).where('id', '=', input.supplierId).executeTakeFirst();
    if (!partner) return refuse('NOT_FOUND', { what: 'supplier', key: input.supplierId });
    const found = await lockReceiptLines(tx, ctx, input.lines.map((line) => line.receiptLineId));
    const matched = input.lines.map((line) => {
      const receipt = found.get(line.receiptLineId) ?? refuse('NOT_FOUND', { what: 'receipt line', key: line.receiptLineId });
      return receipt.supplier_id === input.supplierId ? matchLine(receipt, line) : refuse('OTHER_PARTNER', { partner: partner.name });
    });
    const used = await sql`select from fin.purchase_invoice where company_id = ${ctx.companyId}
      and supplier_id = ${input.supplierId} and invoice_no = ${input.invoiceNo} and state <> 'reversed'`.execute(tx);
    if (used.rows.length > 0) refuse('INVOICE_NO_USED', { invoice: input.invoiceNo });

    const pools = await lockPools(tx, ctx, matched.map(({ poolKey }) => poolKey));
    const split = matched.map((match) => {
      const pool = pools.get(poolKeyText(match.poolKey));
      const difference = subAmount(match.amount, match.estimate);
      return { ...match, difference, pool, parts: splitDifference(difference, match.qty, pool?.qty ?? (0n as Qty)) };
    });
    const invoiceId = newId();
    const businessDate = input.businessDate ?? ctx.today;
    const dueDate = dueDateOf(input.invoiceDate, partner.terms_days, partner.terms_from);
    const no = await takeDocumentNo(tx, ctx, 'CGFP', businessDate);
    const amount = sumAmount(matched.map((match) => match.amount));
    const tax = sumAmount(matched.map((match) => match.tax));
    const total = (amount + tax) as Amount;
    await tx.insertInto('fin.purchase_invoice').values({
      company_id: ctx.companyId, id: invoiceId, no, state: 'approved', supplier_id: input.supplierId, invoice_no: input.invoiceNo,
      invoice_date: input.invoiceDate, business_date: businessDate, due_date: dueDate, amount: amountText(amount),
      tax_amount: amountText(tax), total: amountText(total), prepared_by: ctx.actor.userId, approved_by: ctx.actor.userId,
      approved_at: ctx.now,
    }).execute();
    await writeInvoiceLines(tx, ctx, invoiceId, split);
    const vouchers = await bookInvoice(tx, ctx, { invoiceId, no, businessDate, supplierId: input.supplierId, total, tax }, split);
    await writeAdjustments(tx, ctx, invoiceId, businessDate, vouchers[1]?.id ?? null, split);
    await tx.insertInto('fin.open_item').values({
      company_id: ctx.companyId, id: newId(), side: 'payable', partner_id: input.supplierId, source_kind: 'purchase_invoice',
      source_id: invoiceId, source_no: no, business_date: businessDate, due_date: dueDate, amount: amountText(total),
      voucher_id: vouchers[1]?.id ?? vouchers[0]?.id ?? NONE_ID,
    }).execute();
    await linkDocuments(tx, ctx, [...new Set(split.map(({ line }) => line.receipt_id))].map((receiptId) => ({
      fromKind: 'purchase_receipt', fromId: receiptId, toKind: 'purchase_invoice', toId: invoiceId,
    })));
    await recordStep(tx, ctx, {
      documentKind: 'purchase_invoice', documentId: invoiceId, verb: 'approve', from: null, to: 'approved', note: { no },
    });
    return {
      invoiceId, no, amount: amountText(amount), tax: amountText(tax), total: amountText(total),
      difference: amountText(sumAmount(split.map((match) => match.difference))),
      vouchers: vouchers.map((voucher) => `记-${String(voucher.no).padStart(4, '0')}`),
    };
  },
});

type Split = Matched & { difference: Amount; parts: { onHand: Amount; gone: Amount }; pool: { id: Id; qty: Qty; value: Amount } | undefined };

async function writeInvoiceLines(tx: FinTx, ctx: Ctx, invoiceId: Id, split: readonly Split[]): Promise<void> {
  const rows = split.map((match, index) => ({
    id: newId(), line_no: index + 1, receipt_line_id: match.line.id, item_id: match.line.item_id, qty: qtyText(match.qty),
    price: match.price, tax_rate: match.taxRate, amount: amountText(match.amount), tax_amount: amountText(match.tax),
    estimate_reversed: amountText(match.estimate), difference_on_hand: amountText(match.parts.onHand),
    difference_gone: amountText(match.parts.gone), order_line_id: match.line.order_line_id,
  }));
  const text = JSON.stringify(rows);
  await sql`insert into fin.purchase_invoice_line (company_id, id, invoice_id, line_no, receipt_line_id, item_id, qty, price,
      tax_rate, amount, tax_amount, estimate_reversed, difference_on_hand, difference_gone)
    select ${ctx.companyId}, id, ${invoiceId}, line_no, receipt_line_id, item_id, qty, price, tax_rate, amount, tax_amount,
      estimate_reversed, difference_on_hand, difference_gone
    from jsonb_populate_recordset(null::fin.purchase_invoice_line, ${text}::jsonb)`.execute(tx);
  await sql`update erp.purchase_receipt_line l set qty_invoiced = l.qty_invoiced + r.qty,
      amount_reversed = l.amount_reversed + r.estimate
    from (select receipt_line_id, sum(qty) as qty, sum(estimate_reversed) as estimate
      from jsonb_to_recordset(${text}::jsonb) as r (receipt_line_id uuid, qty numeric, estimate_reversed numeric) group by 1) as r
    where l.company_id = ${ctx.companyId} and l.id = r.receipt_line_id`.execute(tx);
  await sql`update erp.purchase_order_line l set qty_invoiced = l.qty_invoiced + r.qty
    from (select order_line_id, sum(qty) as qty
      from jsonb_to_recordset(${text}::jsonb) as r (order_line_id uuid, qty numeric) group by 1) as r
    where l.company_id = ${ctx.companyId} and l.id = r.order_line_id`.execute(tx);
}

type Booking = { invoiceId: Id; no: string; businessDate: string; supplierId: Id; total: Amount; tax: Amount };

/** Two vouchers: the estimate in red, and the invoice with its difference split. */
async function bookInvoice(tx: FinTx, ctx: Ctx, booking: Booking, split: readonly Split[]) {
  const rules = await loadRules(tx, ctx);
  const facts = (match: Split) => ({
    inventoryAccount: match.line.account, itemId: match.line.item_id, partnerId: booking.supplierId, note: booking.no,
  });
  const reversal = split.flatMap((match) =>
    linesOf(rules, 'estimate_reversal', { ...facts(match), qty: -match.qty as Qty, amounts: { estimate: match.estimate } }));
  const invoice = split.flatMap((match) => linesOf(rules, 'purchase_invoice', {
    ...facts(match), qty: match.qty,
    amounts: {
      stock: subAmount(match.amount, match.parts.gone), gone: match.parts.gone, tax: match.tax,
      total: (match.amount + match.tax) as Amount,
    },
  }));
  const common = { sourceKind: 'purchase_invoice', sourceId: booking.invoiceId, sourceNo: booking.no, businessDate: booking.businessDate };
  return postVouchers(tx, ctx, [
    { id: newId(), event: 'estimate_reversal', summary: `冲回暂估 ${booking.no}`, lines: mergeLines(reversal), ...common },
    { id: newId(), event: 'purchase_invoice', summary: `采购发票 ${booking.no}`, lines: mergeLines(invoice), ...common },
  ], 'refuse');
}

/** The on-hand part of each difference changes its pool's value, with a cost row of its own. */
async function writeAdjustments(
  tx: FinTx, ctx: Ctx, invoiceId: Id, businessDate: string, voucherId: Id | null, split: readonly Split[],
): Promise<void> {
  const running = new Map<Id, Amount>();
  const rows = split.flatMap((match) => {
    if (!match.pool || match.parts.onHand === 0n) return [];
    const value = ((running.get(match.pool.id) ?? match.pool.value) + match.parts.onHand) as Amount;
    running.set(match.pool.id, value);
    return [{
      pool_id: match.pool.id, item_id: match.line.item_id, source_line_id: match.line.id, value: amountText(match.parts.onHand),
      pool_qty_after: qtyText(match.pool.qty), pool_value_after: amountText(value),
    }];
  });
  if (rows.length === 0) return;
  await sql`insert into fin.cost_row (company_id, pool_id, kind, item_id, source_kind, source_id, source_line_id, qty, value,
      pool_qty_after, pool_value_after, unit_cost, voucher_id, business_date)
    select ${ctx.companyId}, pool_id, 'adjustment', item_id, 'purchase_invoice', ${invoiceId}, source_line_id, 0, value,
      pool_qty_after, pool_value_after, 0, ${voucherId}, ${businessDate}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (pool_id uuid, item_id uuid, source_line_id uuid,
      value numeric, pool_qty_after numeric, pool_value_after numeric)`.execute(tx);
  await sql`update fin.cost_pool p set value = k.value
    from unnest(${[...running.keys()]}::uuid[], ${[...running.values()].map(amountText)}::numeric[]) as k (id, value)
    where p.company_id = ${ctx.companyId} and p.id = k.id`.execute(tx);
}
