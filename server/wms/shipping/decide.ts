// Which stock serves which line: by expiry (FEFO) or by receipt (FIFO), then by the walk through the bins. Pure; the
// candidates were locked before.
import { type Qty, ZERO_QTY, addQty, minQty, subQty } from '../../kernel/decimal.ts';
import type { Id } from '../../kernel/ids.ts';
import type { Candidate } from './types.ts';
import { stockKeyText } from '../stock/index.ts';

/** The one answer to "may this lot leave on that day": the expiry day itself is still good. */
export const lotUsableOn = (expiryDate: string | null, day: string): boolean =>
  expiryDate === null || expiryDate >= day;

const LAST = '9999-12-31';

/** Sorts candidates in the order in which they are taken. */
export function inOrderOfChoice(candidates: readonly Candidate[], rule: 'fifo' | 'fefo'): Candidate[] {
  const rank = (one: Candidate): string =>
    rule === 'fefo'
      ? `${one.expiryDate ?? LAST} ${one.receivedDate ?? LAST}`
      : `${one.receivedDate ?? ''} ${one.lotNo}`;
  return [...candidates].sort((a, b) => {
    const [first, second] = [rank(a), rank(b)];
    if (first !== second) return first < second ? -1 : 1;
    return a.pickSequence - b.pickSequence || (a.binCode < b.binCode ? -1 : 1);
  });
}

export type Want = {
  readonly lineId: Id;
  readonly itemId: Id;
  readonly qty: Qty;
  readonly rule: 'fifo' | 'fefo';
};
export type Choice = { readonly lineId: Id; readonly candidate: Candidate; readonly qty: Qty };

/** Gives each line what there is, in line order; what is missing is told per line. */
export function chooseStock(
  wants: readonly Want[],
  candidates: readonly Candidate[],
): { choices: Choice[]; missing: Map<Id, Qty> } {
  const left = new Map(candidates.map((candidate) => [stockKeyText(candidate.key), candidate.free]));
  const choices: Choice[] = [];
  const missing = new Map<Id, Qty>();
  for (const want of wants) {
    let open = want.qty;
    const fitting = candidates.filter((candidate) => candidate.key.itemId === want.itemId);
    for (const candidate of inOrderOfChoice(fitting, want.rule)) {
      const text = stockKeyText(candidate.key);
      const qty = minQty(open, left.get(text) ?? ZERO_QTY);
      if (qty <= 0n) continue;
      choices.push({ lineId: want.lineId, candidate, qty });
      left.set(text, subQty(left.get(text) ?? ZERO_QTY, qty));
      open = subQty(open, qty);
      if (open === 0n) break;
    }
    if (open > 0n) missing.set(want.lineId, addQty(missing.get(want.lineId) ?? ZERO_QTY, open));
  }
  return { choices, missing };
}
