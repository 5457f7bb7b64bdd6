// Exact quantities inside the engine: a Micro is a whole number of millionths of the item's unit, held in a
// Float64 so that typed arrays can carry it. Every product and sum here is exact below 2^53 (nine billion
// units); anything larger is refused aloud instead of rounded. No fraction ever stands in a result.

/** A whole number of millionths. The engine's only kind of quantity; decimal text exists at its borders. */
export type Micro = number;

export const ONE: Micro = 1_000_000;
export const LARGEST: Micro = Number.MAX_SAFE_INTEGER;

export function guardMicro(value: Micro): Micro {
  if (!(value <= LARGEST && value >= -LARGEST)) {
    throw new RangeError('quantity beyond nine billion units: the plan would not be exact');
  }
  return value;
}

/** Reads decimal text exactly; refuses more than six decimals. */
export function parseMicro(text: string): Micro {
  const match = /^(-?)(\d+)(?:\.(\d*))?$/.exec(text);
  if (!match) throw new RangeError(`not a decimal number: ${text}`);
  const fraction = (match[3] ?? '').replace(/0+$/, '');
  if (fraction.length > 6) throw new RangeError(`more than 6 decimals: ${text}`);
  const magnitude = Number(match[2]) * ONE + Number(fraction.padEnd(6, '0'));
  return guardMicro(match[1] === '-' ? -magnitude : magnitude);
}

/** Decimal text of any length as a whole number of units, `per` of which are one. */
export function exactDecimal(text: string): { units: bigint; per: bigint } {
  const match = /^(-?\d+)(?:\.(\d*))?$/.exec(text);
  if (!match) throw new RangeError(`not a decimal number: ${text}`);
  const fraction = match[2] ?? '';
  return { units: BigInt(match[1]! + fraction), per: 10n ** BigInt(fraction.length) };
}

export function microText(value: Micro): string {
  const magnitude = Math.abs(value);
  const whole = Math.floor(magnitude / ONE);
  const rest = magnitude - whole * ONE;
  const sign = value < 0 ? '-' : '';
  if (rest === 0) return sign + whole;
  return `${sign}${whole}.${String(rest).padStart(6, '0').replace(/0+$/, '')}`;
}

/**
 * quantity × numerator / denominator, rounded up to the next millionth: a need is never understated, and at most
 * by one millionth too large. Floor and rest keep every intermediate below 2^53: for k × den < 2^53 neither the
 * floor nor the ceiling of the quotient can be off by one.
 */
export function multiplyUp(qty: Micro, numerator: number, denominator: number): Micro {
  if (denominator === 1) return qty * numerator;
  const whole = Math.floor(qty / denominator);
  const rest = qty - whole * denominator;
  return rest === 0 ? whole * numerator : whole * numerator + Math.ceil((rest * numerator) / denominator);
}

/** The same, rounded down: what a quantity surely yields. */
export function multiplyDown(qty: Micro, numerator: number, denominator: number): Micro {
  const whole = Math.floor(qty / denominator);
  const rest = qty - whole * denominator;
  return whole * numerator + Math.floor((rest * numerator) / denominator);
}

/** The smallest multiple of `step` that is not below `qty`. */
export function ceilTo(qty: Micro, step: Micro): Micro {
  const over = qty % step;
  return over === 0 ? qty : qty - over + step;
}

function commonDivisor(a: number, b: number): number {
  while (b !== 0) [a, b] = [b, a % b];
  return a;
}

export type Ratio = { readonly num: number; readonly den: number };

/** Numerator and denominator without common factor, small enough for `multiplyUp` to stay exact. */
export function ratio(num: number, den: number): Ratio {
  if (!Number.isSafeInteger(num) || !Number.isSafeInteger(den) || den <= 0) {
    throw new RangeError(`not a ratio of whole numbers: ${num}/${den}`);
  }
  const divisor = commonDivisor(Math.abs(num), den);
  const reduced = { num: num / divisor, den: den / divisor };
  if (Math.abs(reduced.num) * reduced.den > LARGEST) throw new RangeError(`ratio too fine: ${num}/${den}`);
  return reduced;
}

/** Exact where it can be; where the product is too fine, the next coarser decimal above: never understated. */
export function multiplyRatios(a: Ratio, b: Ratio): Ratio {
  return ratioUp(BigInt(a.num) * BigInt(b.num), BigInt(a.den) * BigInt(b.den));
}

const FINEST = 10n ** 12n;

const fits = (num: bigint, den: bigint): boolean => num * den <= BigInt(LARGEST);

function reduced(num: bigint, den: bigint): readonly [bigint, bigint] {
  let [a, b] = [num, den];
  while (b !== 0n) [a, b] = [b, a % b];
  return [num / a, den / a];
}

/** A ratio of whole numbers of any size as one the engine stays exact with, rounded up where it is too fine. */
export function ratioUp(num: bigint, den: bigint): Ratio {
  const [exactNum, exactDen] = reduced(num, den);
  if (fits(exactNum, exactDen)) return { num: Number(exactNum), den: Number(exactDen) };
  for (let coarse = FINEST; coarse >= 1n; coarse /= 10n) {
    const [up, down] = reduced((exactNum * coarse + exactDen - 1n) / exactDen, coarse);
    if (fits(up, down)) return { num: Number(up), den: Number(down) };
  }
  throw new RangeError(`not to be taken so often: ${num}/${den}`);
}

/** The ratio of a decimal number of at most six places: 1.02 is 51/50. */
export const ratioOfMicro = (value: Micro): Ratio => ratio(value, ONE);
