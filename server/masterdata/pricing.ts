// Tax-inclusive line entry, the way prices are said aloud: the total is what was agreed; amount and tax are parts
// of it and always sum to it. Prices are per base unit; what was typed in a pack unit is converted exactly.
import {
  type Amount,
  type Qty,
  type Rate,
  type UnitPrice,
  amountOf,
  priceWithoutTax,
  splitTax,
  toBaseQty,
} from '../kernel/decimal.ts';
import { refuse } from '../kernel/refusal.ts';

export type PricedLine = {
  readonly qty: Qty;
  readonly price: UnitPrice;
  readonly amount: Amount;
  readonly taxAmount: Amount;
  readonly total: Amount;
};

/** Amounts of a line from its base quantity, its price with tax per base unit and the tax rate. */
export function priceLine(qty: Qty, priceWithTax: UnitPrice, taxRate: Rate): PricedLine {
  const total = amountOf(qty, priceWithTax, 'half-up');
  const { amount, tax } = splitTax(total, taxRate);
  return { qty, price: priceWithoutTax(priceWithTax, taxRate), amount, taxAmount: tax, total };
}

/** The base quantity of what was entered; refuses when the pack ratio leaves more than six decimals. */
export function baseQtyOf(entered: Qty, numerator: bigint, denominator: bigint, item: string): Qty {
  return toBaseQty(entered, numerator, denominator) ?? refuse('QTY_NOT_EXACT', { item });
}
