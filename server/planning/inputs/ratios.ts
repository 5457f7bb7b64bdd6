// What a line of a structure takes for each unit, as a ratio the engine stays exact with. Where loss and denominator
// together are too fine for that, the next coarser decimal above is taken: a need is never understated.
import type { Ratio } from '../engine/index.ts';

const MOST = BigInt(Number.MAX_SAFE_INTEGER);
const PLACES = 8n;

/** '1.05' as a whole number and the power of ten it counts. */
function scaled(text: string): bigint {
  const [whole = '0', fraction = ''] = text.split('.');
  return BigInt(whole + fraction.slice(0, Number(PLACES)).padEnd(Number(PLACES), '0'));
}

function commonDivisor(a: bigint, b: bigint): bigint {
  while (b !== 0n) [a, b] = [b, a % b];
  return a;
}

function reduced(num: bigint, den: bigint): { num: bigint; den: bigint } {
  const divisor = commonDivisor(num, den) || 1n;
  return { num: num / divisor, den: den / divisor };
}

const fits = ({ num, den }: { num: bigint; den: bigint }): boolean => num * den <= MOST;

/** numerator ÷ denominator × (1 + loss), of decimal texts. */
export function lineRatio(numerator: string, denominator: string, loss: string): Ratio {
  const one = 10n ** PLACES;
  const exact = reduced(scaled(numerator) * (one + scaled(loss)), scaled(denominator) * one);
  if (fits(exact)) return { num: Number(exact.num), den: Number(exact.den) };
  for (let den = 1_000_000n; den >= 1n; den /= 10n) {
    const coarse = reduced((exact.num * den + exact.den - 1n) / exact.den, den);
    if (fits(coarse)) return { num: Number(coarse.num), den: Number(coarse.den) };
  }
  throw new RangeError(`no component is needed ${numerator} times for each ${denominator}`);
}
