// Whether every difference has its decision. Pure; a difference that nobody named would be forgotten, so it is refused.
import type { Id } from '../../kernel/ids.ts';
import type { Facts } from '../../kernel/refusal.ts';

export type Decision = 'adjust' | 'keep_book' | 'recount';

export type DifferenceLine = {
  readonly id: Id;
  readonly lineNo: number;
  readonly label: string;
  /** It differs, and nobody has decided it yet. */
  readonly isOpen: boolean;
};

export type Said = { readonly lineId: Id; readonly decision: Decision; readonly reason: string };

/** Why the decisions cannot be taken as they are, or null. Precedence: the lines, their reasons, what is missing. */
export function objectionTo(
  no: string,
  lines: readonly DifferenceLine[],
  said: readonly Said[],
): { readonly code: string; readonly facts: Facts } | null {
  const open = new Map(lines.filter((line) => line.isOpen).map((line) => [line.id, line]));
  const numbers = new Map(lines.map((line) => [line.id, line.lineNo]));
  for (const { lineId, decision, reason } of said) {
    const line = numbers.get(lineId);
    if (line === undefined) return { code: 'NOT_FOUND', facts: { what: 'count line', key: lineId } };
    // A line that is named twice is decided once and then no longer open.
    if (!open.delete(lineId)) return { code: 'NOTHING_TO_DECIDE', facts: { no, line } };
    if (decision !== 'recount' && reason === '') return { code: 'REASON_NEEDED', facts: { no, line } };
  }
  if (open.size === 0) return null;
  return { code: 'DECISION_MISSING', facts: { no, lines: [...open.values()].map(({ label }) => label) } };
}
