// Needs, supplies and proposals of one item as tables; a row that is chosen shows its pegs beside.
import { type ReactNode, useState } from 'react';
import { type Share, ShareBar } from '../../kit/chart/bars.tsx';
import { shortDay } from '../../kit/days.ts';
import { grouped, minus } from '../../kit/format.ts';
import { Empty, StateTag } from '../../kit/parts.tsx';
import { type Words, useWords } from '../../kit/words.tsx';
import { FaceLink, SIDE_WORDS, sideOf } from './peg-tree.tsx';
import { ORDER_KIND_WORDS } from './plan-words.ts';
import type { ItemPlan, Need } from './shapes.ts';
import { Why } from './why.tsx';

type TableProps = {
  readonly plan: ItemPlan;
  readonly chosen: string;
  readonly onChoose: (about: { id: string; label: string }) => void;
};

const SHARE_KINDS: Readonly<Record<string, Share['kind']>> = {
  stock: 'done',
  inspection: 'held',
  short: 'short',
};

/** What a need is met from, in the order of the pegs. */
export function SharesOf({ need, today }: { need: Need; today: string }): ReactNode {
  const { say } = useWords();
  const shares = need.pegs.map(({ supply, qty }): Share => {
    const side = sideOf(supply);
    const word = SIDE_WORDS[side];
    const name = supply.document?.no || (word ? say(word) : side);
    return { kind: SHARE_KINDS[side] ?? (supply.side === 'planned' ? 'short' : 'coming'), qty, label: name };
  });
  return (
    <span title={shortDay(need.date, today)}>
      <ShareBar shares={shares} />
    </span>
  );
}

function PegButton({ label, on, onClick }: { label: string; on: boolean; onClick: () => void }): ReactNode {
  return (
    <button className="button small" aria-pressed={on} aria-label={label} title={label} onClick={onClick}>
      ⇄
    </button>
  );
}

export function NeedsTable({ plan, chosen, onChoose }: TableProps): ReactNode {
  const { t } = useWords();
  if (plan.needs.length === 0) return <Empty title={t('plan.noNeeds')} />;
  return (
    <div className="table-frame lines">
      <table className="grid fit">
        <thead>
          <tr>
            <th>{t('plan.need')}</th>
            <th>{t('plan.needDate')}</th>
            <th className="num">{t('order.qty')}</th>
            <th>{t('plan.metFrom')}</th>
            <th>{t('plan.track')}</th>
            <th />
          </tr>
        </thead>
        <tbody>
          {plan.needs.map((need, at) => (
            <tr key={`${need.id}${at}`} className={need.id !== '' && need.id === chosen ? 'chosen' : ''}>
              <td>
                <StateTag value={need.document?.kind ?? need.kind} words={SIDE_WORDS} />{' '}
                <FaceLink face={need.document} /> {need.document?.partnerName}{' '}
                {need.parent && (
                  <>
                    <span className="code">{need.parent.code}</span> {need.parent.name}
                  </>
                )}
              </td>
              <td className="day">{need.date}</td>
              <td className="num">{grouped(need.qty)}</td>
              <td style={{ minWidth: 180, whiteSpace: 'normal' }}>
                <SharesOf need={need} today={plan.today} />
              </td>
              <td className="code">{need.track}</td>
              <td>
                {need.kind === 'demand' && (
                  <PegButton
                    label={t('plan.pegging')}
                    on={need.id === chosen}
                    onClick={() => onChoose({ id: need.id, label: need.document?.no ?? '' })}
                  />
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

export function SuppliesTable({ plan, chosen, onChoose }: TableProps): ReactNode {
  const { t } = useWords();
  if (plan.supplies.length === 0) return <Empty title={t('plan.noSupplies')} />;
  return (
    <div className="table-frame lines">
      <table className="grid fit">
        <thead>
          <tr>
            <th>{t('plan.supply')}</th>
            <th>{t('plan.usableFrom')}</th>
            <th className="num">{t('order.qty')}</th>
            <th className="num">{t('plan.used')}</th>
            <th className="num">{t('plan.free')}</th>
            <th>{t('plan.expiry')}</th>
            <th>{t('plan.track')}</th>
            <th />
          </tr>
        </thead>
        <tbody>
          {plan.supplies.map((supply) => (
            <tr key={supply.id} className={supply.id === chosen ? 'chosen' : ''}>
              <td>
                <StateTag value={supply.document?.kind ?? 'stock'} words={SIDE_WORDS} />{' '}
                <FaceLink face={supply.document} /> {supply.document?.partnerName}
                {supply.document?.draft && <span className="tag draft">{t('plan.draft')}</span>}
              </td>
              <td className="day">{supply.date}</td>
              <td className="num">{grouped(supply.qty)}</td>
              <td className="num">{grouped(supply.qtyUsed)}</td>
              <td className="num">{grouped(minus(supply.qty, supply.qtyUsed))}</td>
              <td className="day">{supply.expiry}</td>
              <td className="code">{supply.track}</td>
              <td>
                <PegButton
                  label={t('plan.pegging')}
                  on={supply.id === chosen}
                  onClick={() => onChoose({ id: supply.id, label: supply.document?.no ?? t('plan.onHand') })}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** A proposal by how much and when. */
export const proposalLabel = (t: Words, { qty, endDate }: { qty: string; endDate: string }): string =>
  `${t('plan.proposal')} ${grouped(qty)} ${endDate}`;

const FIRST_SERVED = 3;

/** Whom a proposal is for, the first at once; paper names them all, one after the other. */
function ServesCell({ serves }: { serves: ItemPlan['proposals'][number]['serves'] }): ReactNode {
  const { t } = useWords();
  const [all, setAll] = useState(false);
  const left = serves.length - FIRST_SERVED;
  return (
    <>
      {serves.map((served, at) => (
        <div key={served.id} className={all || at < FIRST_SERVED ? 'served' : 'served print-only'}>
          <FaceLink face={served.document} /> {served.document?.partnerName ?? t('plan.safetyStock')}{' '}
          {grouped(served.qty)}
        </div>
      ))}
      {!all && left > 0 && (
        <button className="link no-print" onClick={() => setAll(true)}>
          {t('bench.moreCustomers', { count: left })}
        </button>
      )}
    </>
  );
}

export function ProposalsTable({ plan, chosen, onChoose }: TableProps): ReactNode {
  const { t } = useWords();
  if (plan.proposals.length === 0) return <Empty title={t('plan.noProposals')} />;
  return (
    <div className="table-frame lines">
      <table className="grid fit">
        <thead>
          <tr>
            <th>{t('plan.proposal')}</th>
            <th className="num">{t('order.qty')}</th>
            <th>{t('plan.start')}</th>
            <th>{t('plan.end')}</th>
            <th>{t('plan.forWhom')}</th>
            <th>{t('plan.why')}</th>
            <th />
          </tr>
        </thead>
        <tbody>
          {plan.proposals.map((proposal) => (
            <tr key={proposal.key} className={proposal.key === chosen ? 'chosen' : ''}>
              <td>
                <StateTag value={proposal.kind} words={ORDER_KIND_WORDS} />
              </td>
              <td className="num">
                <b>{grouped(proposal.qty)}</b>
              </td>
              <td className={proposal.startDate < plan.today ? 'day negative' : 'day'}>
                {proposal.startDate}
              </td>
              <td className="day">{proposal.endDate}</td>
              <td style={{ whiteSpace: 'normal' }}>
                <ServesCell serves={proposal.serves} />
              </td>
              <td style={{ whiteSpace: 'normal', minWidth: 200 }}>
                <Why proposal={proposal} />
              </td>
              <td>
                <PegButton
                  label={t('plan.pegging')}
                  on={proposal.key === chosen}
                  onClick={() => onChoose({ id: proposal.key, label: proposalLabel(t, proposal) })}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
