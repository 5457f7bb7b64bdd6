// The plan and the allocation look at the same order with two questions: what has to be ordered, and who gets what is there
// already. Where they seem to disagree, this says in what way, so that a sentence can explain it.
import type { Blocker, Waits } from './shapes.ts';

export type PlanSays =
  /** The plan proposes what is missing; nobody has ordered it. */
  | {
      readonly kind: 'proposed';
      readonly qty: readonly string[];
      readonly start: string | null;
      readonly date: string;
      readonly source: 'buy' | 'make' | 'subcontract' | 'other';
    }
  /** The plan counts on supply that the allocation has given to an order served before. */
  | { readonly kind: 'givenAway' }
  /** Both say the same. */
  | { readonly kind: 'same' };

const sourceOf = ({ item: { source } }: Waits): 'buy' | 'make' | 'subcontract' | 'other' =>
  source === 'buy' || source === 'make' || source === 'subcontract' ? source : 'other';

/** What the plan says of an item that the allocation misses for an order. */
export function planSays(blocker: Blocker, chain: readonly Waits[]): PlanSays {
  const rows = chain.filter(({ item, track }) => item.id === blocker.item.id && track === blocker.track);
  const proposed = rows.filter(({ supply }) => supply.side === 'planned');
  const [first] = proposed;
  if (first) {
    const last = proposed.reduce((latest, row) => (row.date > latest.date ? row : latest), first);
    const start = proposed.map(({ startDate }) => startDate ?? '').sort()[0];
    return {
      kind: 'proposed',
      qty: proposed.map(({ qty }) => qty),
      start: start || null,
      date: last.date,
      source: sourceOf(first),
    };
  }
  if (blocker.kind !== 'short') return { kind: 'same' };
  return rows.some(({ supply }) => supply.side === 'short') ? { kind: 'same' } : { kind: 'givenAway' };
}

/** The other way round: the order has got real supply, and what the plan proposes serves whoever comes after it. */
export const hasMoreThanPlanned = (
  status: 'ready' | 'covered' | 'short' | 'late',
  chain: readonly Waits[],
): boolean =>
  (status === 'ready' || status === 'covered') && chain.some(({ supply }) => supply.side === 'planned');
