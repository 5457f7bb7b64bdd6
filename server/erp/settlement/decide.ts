// What invoices are worth, decided before anything is written: slices of an order line whose amounts sum to the
// order, slices of an estimate that sum to the estimate, due dates. Entry is tax-inclusive: the total is what was
// agreed, amount and tax are parts of it.
import { addDays, monthEnd } from '../../kernel/clock.ts';
import {
  type Amount,
  type Qty,
  type Rate,
  type UnitPrice,
  addAmount,
  addQty,
  amountOf,
  amountText,
  portionOf,
  splitTax,
  subAmount,
  sumAmount,
} from '../../kernel/decimal.ts';
import { refuse } from '../../kernel/refusal.ts';
import type { Taxed } from '../orders/index.ts';

/** The next `qty` at a price of the invoice's own. */
export const pricePlain = (priceWithTax: UnitPrice, taxRate: Rate, qty: Qty): Taxed =>
  splitTax(amountOf(qty, priceWithTax, 'half-up'), taxRate);

export type Totals = Taxed & { readonly total: Amount };

/** What an invoice comes to. Refuses AMOUNT_DIFFERS where the paper says something else. */
export function totalsOf(lines: readonly Taxed[], onPaper: Amount | undefined): Totals {
  const amount = sumAmount(lines.map((line) => line.amount));
  const tax = sumAmount(lines.map((line) => line.tax));
  const total = addAmount(amount, tax);
  if (onPaper !== undefined && onPaper !== total)
    refuse('AMOUNT_DIFFERS', { lines: amountText(total), invoice: amountText(onPaper) });
  return { amount, tax, total };
}

export type Estimate = {
  readonly qty: Qty;
  readonly amount: Amount;
  readonly qtyInvoiced: Qty;
  readonly amountReversed: Amount;
};

/** The part of an estimate 暂估 that an invoice of `qty` reverses; the last one takes the remainder. */
export function estimateSlice(estimate: Estimate, qty: Qty): Amount {
  const reached = addQty(estimate.qtyInvoiced, qty);
  const upTo =
    reached === estimate.qty ? estimate.amount : portionOf(estimate.amount, reached, estimate.qty, 'half-up');
  return subAmount(upTo, estimate.amountReversed);
}

/** When an invoice falls due: from its date, or from the end of its month (月结30天). */
export const dueDateOf = (invoiceDate: string, days: number, from: string): string =>
  addDays(from === 'month_end' ? monthEnd(invoiceDate) : invoiceDate, days);
