// Matching a supplier invoice with receipts 钩稽, line by line and quantity by quantity: what the invoice says, the
// part of the estimate it reverses, and the difference between them. Pure, over facts read under lock.
import {
  type Amount,
  type Qty,
  type Rate,
  type UnitPrice,
  ZERO_AMOUNT,
  addAmount,
  addQty,
  negateAmount,
  priceWithoutTax,
  qtyText,
  subAmount,
  subQty,
  unitPriceOf,
} from '../../kernel/decimal.ts';
import type { Id } from '../../kernel/ids.ts';
import { refuse } from '../../kernel/refusal.ts';
import type { Parts } from '../costing/index.ts';
import { type Taxed, priceSlice } from '../orders/index.ts';
import { estimateSlice, pricePlain } from './decide.ts';
import type { OrderSlice, ReceiptLine } from './load.ts';

export type InvoiceLineInput = {
  readonly qty: Qty;
  /** The invoice's own price; the order's when absent. */
  readonly priceWithTax?: UnitPrice | undefined;
  readonly taxRate?: Rate | undefined;
  /** The amounts as printed on the invoice; they win over any price. */
  readonly amount?: Amount | undefined;
  readonly taxAmount?: Amount | undefined;
};

export type PricedLine = Taxed & { readonly price: UnitPrice; readonly taxRate: Rate };

/** The amounts of an invoice line: as printed, else at the invoice's price, else the next slice of the order line. */
export function priceInvoiceLine(order: OrderSlice, input: InvoiceLineInput): PricedLine {
  const taxRate = input.taxRate ?? order.taxRate;
  if (input.amount !== undefined && input.taxAmount !== undefined) {
    const price = unitPriceOf(input.amount, input.qty, 'half-up');
    return { amount: input.amount, tax: input.taxAmount, price, taxRate };
  }
  const ownPrice = input.priceWithTax !== undefined || input.taxRate !== undefined;
  const priceWithTax = input.priceWithTax ?? order.priceWithTax;
  const taxed = ownPrice
    ? pricePlain(priceWithTax, taxRate, input.qty)
    : priceSlice(order.told, taxRate, order.orderInvoiced, input.qty);
  return { ...taxed, price: priceWithoutTax(priceWithTax, taxRate), taxRate };
}

export type Matched = PricedLine & {
  readonly line: ReceiptLine;
  readonly costArea: string;
  readonly qty: Qty;
  /** What the goods cost: the amount, and the tax too where none can be deducted. */
  readonly cost: Amount;
  readonly inputTax: Amount;
  readonly estimate: Amount;
  readonly difference: Amount;
};

function matchOne(line: ReceiptLine, input: InvoiceLineInput, deductible: boolean): Matched {
  const left = subQty(line.qty, line.qtyInvoiced);
  if (input.qty > left) {
    refuse('INVOICE_TOO_MUCH', {
      no: line.receiptNo,
      line: line.lineNo,
      left: qtyText(left),
      qty: qtyText(input.qty),
    });
  }
  if (line.costArea === null) return refuse('NOT_YET_VALUED', { no: line.receiptNo });
  const priced = priceInvoiceLine(line, input);
  const cost = deductible ? priced.amount : addAmount(priced.amount, priced.tax);
  const estimate = estimateSlice(line, input.qty);
  return {
    ...priced,
    line,
    costArea: line.costArea,
    qty: input.qty,
    cost,
    inputTax: deductible ? priced.tax : ZERO_AMOUNT,
    estimate,
    difference: subAmount(cost, estimate),
  };
}

/**
 * Matches the lines of an invoice in order; a receipt or order line named twice goes on where it stopped. Refuses
 * NOT_FOUND, OTHER_PARTNER, INVOICE_TOO_MUCH, NOT_YET_VALUED.
 */
export function matchLines(
  supplier: { readonly id: Id; readonly name: string },
  found: ReadonlyMap<Id, ReceiptLine>,
  inputs: readonly (InvoiceLineInput & { readonly receiptLineId: Id })[],
  deductible: boolean,
): Matched[] {
  const receipts = new Map(found);
  const orders = new Map([...found.values()].map((line) => [line.orderLineId, line.orderInvoiced]));
  return inputs.map((input) => {
    const line =
      receipts.get(input.receiptLineId) ??
      refuse('NOT_FOUND', { what: 'receipt line', key: input.receiptLineId });
    if (line.supplierId !== supplier.id) refuse('OTHER_PARTNER', { partner: supplier.name });
    const orderInvoiced = orders.get(line.orderLineId) ?? line.orderInvoiced;
    const matched = matchOne({ ...line, orderInvoiced }, input, deductible);
    orders.set(line.orderLineId, addQty(orderInvoiced, input.qty));
    receipts.set(line.id, {
      ...line,
      qtyInvoiced: addQty(line.qtyInvoiced, input.qty),
      amountReversed: addAmount(line.amountReversed, matched.estimate),
    });
    return matched;
  });
}

/** The amounts that the posting rules of an invoice name, for one line. */
export const invoiceAmounts = (match: Pick<Matched, 'cost' | 'inputTax'>, parts: Parts) => ({
  stock: subAmount(match.cost, parts.gone),
  gone: parts.gone,
  tax: match.inputTax,
  total: addAmount(match.cost, match.inputTax),
});

/** The same for the reversal: stock gives back what was estimated and what the pool can give of the difference. */
export const reversalAmounts = (match: Pick<Matched, 'cost' | 'inputTax' | 'estimate'>, parts: Parts) => ({
  stock: subAmount(parts.onHand, match.estimate),
  gone: parts.gone,
  tax: negateAmount(match.inputTax),
  total: negateAmount(addAmount(match.cost, match.inputTax)),
});
