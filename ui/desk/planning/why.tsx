// Why a proposal has its quantity and its dates, as a sentence.
import type { ReactNode } from 'react';
import { compare, grouped } from '../../kit/format.ts';
import { useWords } from '../../kit/words.tsx';
import { REASON_WORDS } from './plan-words.ts';
import type { Proposal } from './shapes.ts';

/** Which rules made the quantity and the dates of a proposal, as a sentence. */
export function Why({ proposal }: { proposal: Proposal }): ReactNode {
  const { t, say } = useWords();
  const reasons = proposal.reasons.flatMap((reason) => {
    const word = REASON_WORDS[reason];
    return word ? [say(word)] : [];
  });
  return (
    <span>
      {compare(proposal.netQty, proposal.qty) === 0
        ? t('plan.whyExact', { qty: grouped(proposal.qty) })
        : t('plan.whyQty', { net: grouped(proposal.netQty), qty: grouped(proposal.qty) })}{' '}
      {t('plan.whyDate', { need: proposal.needDate, end: proposal.endDate, start: proposal.startDate })}{' '}
      {reasons.join(t('plan.and'))}
    </span>
  );
}
