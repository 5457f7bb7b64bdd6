// Exact quantities and money as scaled integers: a Qty counts millionths, an Amount counts cents, a UnitPrice
// and a Rate count hundred-millionths. Adding two brands gives a plain bigint on purpose: only the functions
// here give a brand back. What rounds is told how or says so; everything else is exact or refuses.

declare const mark: unique symbol;
type Branded<Base, Name extends string> = Base & { readonly [mark]: Name };

export type Qty = Branded<bigint, 'qty'>;
export type Amount = Branded<bigint, 'amount'>;
export type UnitPrice = Branded<bigint, 'unit_price'>;
export type Rate = Branded<bigint, 'rate'>;

/** The same values as the database and JSON carry them: decimal text. */
export type QtyText = Branded<string, 'qty'>;
export type AmountText = Branded<string, 'amount'>;
export type PriceText = Branded<string, 'unit_price'>;
export type RateText = Branded<string, 'rate'>;

const QTY_SCALE = 6;
const AMOUNT_SCALE = 2;
const PRICE_SCALE = 8;
const RATE_SCALE = 8;

export const ZERO_QTY = 0n as Qty;
export const ZERO_AMOUNT = 0n as Amount;

/** Reads decimal text exactly. Throws RangeError when the text is no number or has more decimals than the scale. */
function parseScaled(text: string, scale: number): bigint {
  const match = /^(-?)(\d+)(?:\.(\d*))?$/.exec(text);
  if (!match) throw new RangeError(`not a decimal number: ${text}`);
  const fraction = (match[3] ?? '').replace(/0+$/, '');
  if (fraction.length > scale) throw new RangeError(`more than ${scale} decimals: ${text}`);
  const magnitude = BigInt((match[2] ?? '0') + fraction.padEnd(scale, '0'));
  return match[1] === '-' ? -magnitude : magnitude;
}

function scaledText(value: bigint, scale: number, leastDecimals: number): string {
  const digits = (value < 0n ? -value : value).toString().padStart(scale + 1, '0');
  let fraction = digits.slice(digits.length - scale).replace(/0+$/, '');
  fraction = fraction.padEnd(leastDecimals, '0');
  const whole = digits.slice(0, digits.length - scale);
  return `${value < 0n ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}

export const parseQty = (text: string): Qty => parseScaled(text, QTY_SCALE) as Qty;
export const parseAmount = (text: string): Amount => parseScaled(text, AMOUNT_SCALE) as Amount;
export const parseUnitPrice = (text: string): UnitPrice => parseScaled(text, PRICE_SCALE) as UnitPrice;
export const parseRate = (text: string): Rate => parseScaled(text, RATE_SCALE) as Rate;

/** "100", "0.5": no trailing zeros. */
export const qtyText = (qty: Qty): QtyText => scaledText(qty, QTY_SCALE, 0) as QtyText;
/** "100.00": always two decimals. */
export const amountText = (amount: Amount): AmountText => scaledText(amount, AMOUNT_SCALE, 2) as AmountText;
/** "9.20", "261.061947": at least two decimals. */
export const priceText = (price: UnitPrice): PriceText => scaledText(price, PRICE_SCALE, 2) as PriceText;
export const rateText = (rate: Rate): RateText => scaledText(rate, RATE_SCALE, 0) as RateText;

export const addQty = (a: Qty, b: Qty): Qty => (a + b) as Qty;
export const subQty = (a: Qty, b: Qty): Qty => (a - b) as Qty;
export const sumQty = (all: Iterable<Qty>): Qty =>
  [...all].reduce<bigint>((sum, qty) => sum + qty, 0n) as Qty;
export const minQty = (a: Qty, b: Qty): Qty => (a < b ? a : b);
export const minAmount = (a: Amount, b: Amount): Amount => (a < b ? a : b);
export const maxAmount = (a: Amount, b: Amount): Amount => (a > b ? a : b);
export const addAmount = (a: Amount, b: Amount): Amount => (a + b) as Amount;
export const subAmount = (a: Amount, b: Amount): Amount => (a - b) as Amount;
export const negateAmount = (a: Amount): Amount => -a as Amount;
export const sumAmount = (all: Iterable<Amount>): Amount =>
  [...all].reduce<bigint>((sum, amount) => sum + amount, 0n) as Amount;

/** half-up is 四舍五入: away from zero at exactly one half, the habit of the trade. */
export type Rounding = 'half-up' | 'down' | 'up';

/** Integer division with the rounding named by the caller. `up` means away from zero. */
export function divideRounded(numerator: bigint, denominator: bigint, rounding: Rounding): bigint {
  if (denominator === 0n) throw new RangeError('division by zero');
  const negative = numerator < 0n !== denominator < 0n;
  const n = numerator < 0n ? -numerator : numerator;
  const d = denominator < 0n ? -denominator : denominator;
  const rest = n % d;
  const away = rounding === 'up' ? rest > 0n : rounding === 'half-up' ? rest * 2n >= d : false;
  const quotient = n / d + (away ? 1n : 0n);
  return negative ? -quotient : quotient;
}

const tenTo = (power: number): bigint => 10n ** BigInt(power);

/** Quantity times unit price, in cents. */
export const amountOf = (qty: Qty, price: UnitPrice, rounding: Rounding): Amount =>
  divideRounded(qty * price, tenTo(QTY_SCALE + PRICE_SCALE - AMOUNT_SCALE), rounding) as Amount;

/**
 * A price as it was said, of a unit that need not be the base unit: `entered` of them are `base` base units. The price
 * of one base unit may have no end (100 for a box of 12), so amounts are taken from what was said.
 */
export type SaidPrice = { readonly price: UnitPrice; readonly entered: Qty; readonly base: Qty };

/** What a quantity of base units costs at a price that was said for another unit, in cents. */
export const amountAsSaid = (qty: Qty, said: SaidPrice, rounding: Rounding): Amount =>
  divideRounded(
    qty * said.price * said.entered,
    said.base * tenTo(QTY_SCALE + PRICE_SCALE - AMOUNT_SCALE),
    rounding,
  ) as Amount;

/** The price of one base unit, to be read: eight decimals. */
export const basePriceOf = (price: UnitPrice, numerator: bigint, denominator: bigint): UnitPrice =>
  divideRounded(price * denominator, numerator, 'half-up') as UnitPrice;

/** The price of a pack unit from that of a base unit. */
export const packPriceOf = (price: UnitPrice, numerator: bigint, denominator: bigint): UnitPrice =>
  divideRounded(price * numerator, denominator, 'half-up') as UnitPrice;

/** Amount divided by quantity, as a unit price with 8 decimals. The quantity must not be zero. */
export const unitPriceOf = (amount: Amount, qty: Qty, rounding: Rounding): UnitPrice =>
  divideRounded(amount * tenTo(QTY_SCALE + PRICE_SCALE - AMOUNT_SCALE), qty, rounding) as UnitPrice;

/** The part of `amount` that `part` of `whole` carries: amount × part ÷ whole. */
export const portionOf = (amount: Amount, part: Qty, whole: Qty, rounding: Rounding): Amount =>
  divideRounded(amount * part, whole, rounding) as Amount;

/** An amount with tax divided into the amount without tax and the tax; the two always sum to the total. */
export function splitTax(total: Amount, taxRate: Rate): { amount: Amount; tax: Amount } {
  const one = tenTo(RATE_SCALE);
  const amount = divideRounded(total * one, one + taxRate, 'half-up') as Amount;
  return { amount, tax: (total - amount) as Amount };
}

/** Amount times rate, in cents. */
export const taxOf = (amount: Amount, taxRate: Rate): Amount =>
  divideRounded(amount * taxRate, tenTo(RATE_SCALE), 'half-up') as Amount;

export const priceWithoutTax = (price: UnitPrice, taxRate: Rate): UnitPrice =>
  divideRounded(price * tenTo(RATE_SCALE), tenTo(RATE_SCALE) + taxRate, 'half-up') as UnitPrice;

/** Quantity times (1 + rate), rounded down to a millionth: the most a tolerance allows. */
export const withTolerance = (qty: Qty, tolerance: Rate): Qty =>
  (qty + divideRounded(qty * tolerance, tenTo(RATE_SCALE), 'down')) as Qty;

/** Converts an entered quantity of a pack unit to base units exactly; null when the result has over 6 decimals. */
export function toBaseQty(entered: Qty, numerator: bigint, denominator: bigint): Qty | null {
  const scaled = entered * numerator;
  return scaled % denominator === 0n ? ((scaled / denominator) as Qty) : null;
}
