// The rows of 计划订单: what is proposed, on one line each. A marked row of somebody who may firm shows its quantity and its
// days as fields, so that it can be changed where it stands before it is firmed.
import type { ReactNode } from 'react';
import { daysBetween, shortDay } from '../../kit/days.ts';
import { grouped } from '../../kit/format.ts';
import { StateTag } from '../../kit/parts.tsx';
import { useWords } from '../../kit/words.tsx';
import { ItemLink } from './peg-tree.tsx';
import { ORDER_KIND_WORDS } from './plan-words.ts';
import type { Proposal } from './shapes.ts';
import { FoldedWhy } from './why.tsx';

/** What a planner has changed of a proposal before firming it. */
export type Changed = { readonly qty?: string; readonly startDate?: string; readonly endDate?: string };
export const PROPOSAL_COLUMNS = ['kind', 'item', 'qty', 'start', 'end', 'supplier', 'why'] as const;

type RowProps = {
  readonly proposal: Proposal;
  readonly today: string;
  readonly marked: boolean;
  readonly changed: Changed | undefined;
  /** Undefined for whoever may not firm. */
  readonly onChange: ((next: Changed) => void) | undefined;
  readonly onMark: (on: boolean) => void;
};

export function ProposalRow({ proposal, today, marked, changed, onChange, onMark }: RowProps): ReactNode {
  const { t } = useWords();
  const late = daysBetween(proposal.startDate, today);
  const { item } = proposal;
  const edits = marked && onChange !== undefined;
  const field = (key: keyof Changed, type: 'text' | 'date', label: string): ReactNode => (
    <input
      className={`input in-row ${type === 'text' ? 'num' : ''} ${changed?.[key] === undefined ? '' : 'edited'}`}
      type={type}
      aria-label={`${label} ${item.code}`}
      inputMode={type === 'text' ? 'decimal' : undefined}
      value={changed?.[key] ?? proposal[key]}
      onChange={(event) => onChange?.({ ...changed, [key]: event.target.value })}
    />
  );
  return (
    <tr className={marked ? 'chosen' : ''}>
      <td>
        <input
          type="checkbox"
          aria-label={`${item.code} ${proposal.qty}`}
          checked={marked}
          onChange={(event) => onMark(event.target.checked)}
        />
      </td>
      <td>
        <StateTag value={proposal.kind} words={ORDER_KIND_WORDS} />
      </td>
      <td title={item.name}>
        <ItemLink item={item} /> {item.name}{' '}
        {proposal.track && <small className="dim">{proposal.track}</small>}
      </td>
      <td className="num">
        {edits ? field('qty', 'text', t('order.qty')) : <b>{grouped(proposal.qty)}</b>}{' '}
        <small className="dim">{item.unit}</small>
      </td>
      <td>
        {edits ? field('startDate', 'date', t('plan.start')) : shortDay(proposal.startDate, today)}{' '}
        {late > 0 && <span className="tag warn">{t('plan.lateDays', { days: late })}</span>}
      </td>
      <td>{edits ? field('endDate', 'date', t('plan.end')) : shortDay(proposal.endDate, today)}</td>
      <td title={item.supplierName}>{item.supplierName}</td>
      <td className="folded-cell">
        <FoldedWhy proposal={proposal} />
      </td>
    </tr>
  );
}
