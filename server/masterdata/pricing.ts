// Tax-inclusive line entry, the way prices are said aloud: the total is what was agreed; amount and tax are parts
// of it and always sum to it. Quantity and price are of the unit they were typed in and stay so; the base quantity
// follows exactly, and the price of a base unit is there to be read.
import {
  type Amount,
  type Qty,
  type Rate,
  type UnitPrice,
  amountAsSaid,
  basePriceOf,
  packPriceOf,
  priceWithoutTax,
  splitTax,
  toBaseQty,
} from '../kernel/decimal.ts';
import { refuse } from '../kernel/refusal.ts';

export type PricedLine = {
  /** In base units. */
  readonly qty: Qty;
  /** With tax, of the unit that was typed. */
  readonly priceEntered: UnitPrice;
  /** With and without tax, of a base unit. */
  readonly priceWithTax: UnitPrice;
  readonly price: UnitPrice;
  readonly amount: Amount;
  readonly taxAmount: Amount;
  readonly total: Amount;
};

/** One typed unit is numerator / denominator base units of an item. */
export type TypedUnit = { readonly code: string; readonly numerator: bigint; readonly denominator: bigint };

/** A line from the quantity and the price with tax of a typed unit, and the tax rate. Refuses QTY_NOT_EXACT. */
export function priceLine(entered: Qty, priceEntered: UnitPrice, unit: TypedUnit, taxRate: Rate): PricedLine {
  const qty = baseQtyOf(entered, unit.numerator, unit.denominator, unit.code);
  const total = amountAsSaid(qty, { price: priceEntered, entered, base: qty }, 'half-up');
  const { amount, tax } = splitTax(total, taxRate);
  const priceWithTax = basePriceOf(priceEntered, unit.numerator, unit.denominator);
  const price = priceWithoutTax(priceWithTax, taxRate);
  return { qty, priceEntered, priceWithTax, price, amount, taxAmount: tax, total };
}

/** The list price of a base unit as the price of the unit that was typed; null when nobody said one. */
export const listPriceOf = (listPrice: UnitPrice | null, unit: TypedUnit): UnitPrice | null =>
  listPrice === null ? null : packPriceOf(listPrice, unit.numerator, unit.denominator);

/** The base quantity of what was entered; refuses when the pack ratio leaves more than six decimals. */
export function baseQtyOf(entered: Qty, numerator: bigint, denominator: bigint, item: string): Qty {
  return toBaseQty(entered, numerator, denominator) ?? refuse('QTY_NOT_EXACT', { item });
}
