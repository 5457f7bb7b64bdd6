// Why a proposal has its quantity and its dates, as a sentence.
import { type ReactNode, useState } from 'react';
import { compare, grouped } from '../../kit/format.ts';
import { useWords } from '../../kit/words.tsx';
import { REASON_WORDS } from './plan-words.ts';
import type { Proposal } from './shapes.ts';

/** Which rules made the quantity and the dates of a proposal, as a sentence. */
export function useWhy(): (proposal: Proposal) => string {
  const { t, say } = useWords();
  return (proposal) => {
    const reasons = proposal.reasons.flatMap((reason) => {
      const word = REASON_WORDS[reason];
      return word ? [say(word)] : [];
    });
    const { net, qty } = { net: grouped(proposal.netQty), qty: grouped(proposal.qty) };
    return [
      compare(proposal.netQty, proposal.qty) === 0
        ? t('plan.whyExact', { qty })
        : t('plan.whyQty', { net, qty }),
      t('plan.whyDate', { need: proposal.needDate, end: proposal.endDate, start: proposal.startDate }),
      reasons.join(t('plan.and')),
    ].join(' ');
  };
}

export const Why = ({ proposal }: { proposal: Proposal }): ReactNode => <span>{useWhy()(proposal)}</span>;

/** The same on one line, opened by a click; a pointer over it reads it whole. */
export function FoldedWhy({ proposal }: { proposal: Proposal }): ReactNode {
  const [open, setOpen] = useState(false);
  const sentence = useWhy()(proposal);
  return (
    <button
      className={`link folded ${open ? 'unfolded' : ''}`}
      aria-expanded={open}
      title={sentence}
      onClick={() => setOpen(!open)}
    >
      {sentence}
    </button>
  );
}
