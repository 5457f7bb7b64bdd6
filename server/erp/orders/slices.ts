// What a part of an order line is worth: slices of it, invoiced one after the other or split off, that sum to the line.
import {
  type Amount,
  type Qty,
  type Rate,
  type SaidPrice,
  addQty,
  amountAsSaid,
  maxAmount,
  minAmount,
  splitTax,
  subAmount,
} from '../../kernel/decimal.ts';

export type Taxed = { readonly amount: Amount; readonly tax: Amount };

/** What an order line said: its price, and what all of it is worth, which after a split may be beside the price. */
export type Told = Taxed & { readonly said: SaidPrice };

/**
 * The next `qty` of an order line after the first `before` of it, rounded as a whole: up to the end of the line never more
 * than all of it, beyond its end never less. So no slice is below nothing, the slices of a whole line sum to its total to the
 * cent, and what came within the tolerance besides has the same price.
 */
export function priceSlice(told: Told, taxRate: Rate, before: Qty, qty: Qty): Taxed {
  const upTo = (reached: Qty): Taxed => {
    if (reached === told.said.base) return told;
    const { amount, tax } = splitTax(amountAsSaid(reached, told.said, 'half-up'), taxRate);
    const within = reached < told.said.base ? minAmount : maxAmount;
    return { amount: within(amount, told.amount), tax: within(tax, told.tax) };
  };
  const [start, end] = [upTo(before), upTo(addQty(before, qty))];
  return { amount: subAmount(end.amount, start.amount), tax: subAmount(end.tax, start.tax) };
}
