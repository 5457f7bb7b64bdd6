// Exact shares of a structure: a sixth of a carton, loss on top, times an order. Rounded once, where it is shown.
import { type Qty, type Rate, type UnitPrice, divideRounded } from '../../kernel/decimal.ts';

/** n ÷ d, d above zero. */
export type Fraction = { readonly n: bigint; readonly d: bigint };

const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? a : gcd(b, a % b));

export function fraction(n: bigint, d: bigint): Fraction {
  const common = gcd(n < 0n ? -n : n, d);
  return common > 1n ? { n: n / common, d: d / common } : { n, d };
}

export const ZERO: Fraction = { n: 0n, d: 1n };
export const plus = (a: Fraction, b: Fraction): Fraction => fraction(a.n * b.d + b.n * a.d, a.d * b.d);
export const minus = (a: Fraction, b: Fraction): Fraction => fraction(a.n * b.d - b.n * a.d, a.d * b.d);
export const times = (a: Fraction, b: Fraction): Fraction => fraction(a.n * b.n, a.d * b.d);

const QTY = 1_000_000n;
const EIGHT = 100_000_000n;

export const ofQty = (qty: Qty): Fraction => fraction(qty, QTY);
export const ofPrice = (price: UnitPrice): Fraction => fraction(price, EIGHT);
/** 1 + rate. */
export const onTop = (rate: Rate): Fraction => fraction(EIGHT + rate, EIGHT);

export const toQty = (share: Fraction): Qty => divideRounded(share.n * QTY, share.d, 'half-up') as Qty;
export const toPrice = (share: Fraction): UnitPrice =>
  divideRounded(share.n * EIGHT, share.d, 'half-up') as UnitPrice;
