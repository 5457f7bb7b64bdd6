// Whose a lot is: stock of an item made to order belongs to the tracking numbers 计划跟踪号 it was received for. What was
// received last is what is still there; the rest of a lot, older than any such receipt, belongs to nobody in particular.
import type { Micro } from '../engine/index.ts';

export type Share = { readonly track: string; readonly qty: Micro };

/** `receipts` from the latest on. Shares of one tracking number are one. */
export function splitByTracking(onHand: Micro, receipts: readonly Share[]): Share[] {
  const shares = new Map<string, Micro>();
  let left = onHand;
  for (const { track, qty } of receipts) {
    const part = Math.min(left, qty);
    if (part <= 0) break;
    shares.set(track, (shares.get(track) ?? 0) + part);
    left -= part;
  }
  if (left > 0) shares.set('', left);
  return Array.from(shares, ([track, qty]) => ({ track, qty }));
}
