// The plain verdict by quantity: parts must not pass what was received; anything but plain acceptance needs a reason.
import { type Qty, addQty, qtyText, sumQty } from '../kernel/decimal.ts';
import { refuse } from '../kernel/refusal.ts';

export type Verdict = {
  readonly accepted: Qty;
  readonly conceded: Qty;
  readonly rejected: Qty;
  readonly reason: string;
};

export type VerdictPart = { readonly verdict: 'accepted' | 'conceded' | 'rejected'; readonly qty: Qty };

/** The parts of a verdict and whether the inspection is finished with it. */
export function decideVerdict(
  inspection: { readonly no: string; readonly qty: Qty; readonly ruled: Qty },
  verdict: Verdict,
): { parts: VerdictPart[]; finished: boolean } {
  const parts: VerdictPart[] = [
    { verdict: 'accepted' as const, qty: verdict.accepted },
    { verdict: 'conceded' as const, qty: verdict.conceded },
    { verdict: 'rejected' as const, qty: verdict.rejected },
  ].filter((part) => part.qty > 0n);
  if (parts.length === 0) refuse('VERDICT_EMPTY');
  const now = sumQty(parts.map((part) => part.qty));
  const ruled = addQty(inspection.ruled, now);
  if (ruled > inspection.qty) {
    refuse('VERDICT_TOO_LARGE', {
      no: inspection.no,
      qty: qtyText(inspection.qty),
      ruled: qtyText(inspection.ruled),
      now: qtyText(now),
    });
  }
  if (verdict.conceded + verdict.rejected > 0n && verdict.reason.trim() === '') refuse('REASON_REQUIRED');
  return { parts, finished: ruled === inspection.qty };
}
