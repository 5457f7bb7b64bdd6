// What a line of a structure takes for each unit, as a ratio the engine stays exact with. Where loss and denominator
// together are too fine for that, the next coarser decimal above is taken: a need is never understated.
import { type Ratio, ratioUp } from '../engine/index.ts';

const PLACES = 8n;

/** '1.05' as a whole number and the power of ten it counts. */
function scaled(text: string): bigint {
  const [whole = '0', fraction = ''] = text.split('.');
  return BigInt(whole + fraction.slice(0, Number(PLACES)).padEnd(Number(PLACES), '0'));
}

/** numerator ÷ denominator × (1 + loss), of decimal texts. */
export function lineRatio(numerator: string, denominator: string, loss: string): Ratio {
  const one = 10n ** PLACES;
  return ratioUp(scaled(numerator) * (one + scaled(loss)), scaled(denominator) * one);
}
