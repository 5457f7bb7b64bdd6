// What to buy: the plan's purchase proposals, chosen by check boxes, and one button that turns them into draft orders,
// one for each supplier. Above the button stands exactly what it will do.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { command, query } from '../../api-client/client.ts';
import { Segments } from '../../kit/choices.tsx';
import { shortDay } from '../../kit/days.ts';
import { compare, grouped, minus } from '../../kit/format.ts';
import { Empty, type Failure, FailureBanner, failureOf } from '../../kit/parts.tsx';
import { useWords } from '../../kit/words.tsx';
import { useSession } from '../session-context.ts';
import { DraftedBanner } from './drafted.tsx';
import { ItemLink } from './peg-tree.tsx';
import { PurchaseEffect } from './purchase-effect.tsx';
import { Why } from './why.tsx';
import type { Drafted, LackingMaterial, Proposal } from './shapes.ts';

/** The next purchase proposals of everything that may be bought now. */
const useBuys = () =>
  useQuery({
    queryKey: ['planning.proposals', 'buy'],
    queryFn: () => query('planning.proposals', { kinds: ['buy'], limit: 500 }),
  });

/** The proposals that cover what is short, the first ones of each material. */
function coveringKeys(
  proposals: readonly Proposal[],
  materials: readonly LackingMaterial[],
): ReadonlySet<string> {
  const open = new Map(materials.map(({ item, track, shortQty }) => [`${item.id} ${track}`, shortQty]));
  const keys = new Set<string>();
  for (const { key, item, track, qty } of proposals) {
    const left = open.get(`${item.id} ${track}`);
    if (left === undefined || compare(left, '0') <= 0) continue;
    keys.add(key);
    open.set(`${item.id} ${track}`, minus(left, qty));
  }
  return keys;
}

function Offer({
  proposal,
  today,
  on,
  onTurn,
}: {
  proposal: Proposal;
  today: string;
  on: boolean;
  onTurn: () => void;
}): ReactNode {
  const { t } = useWords();
  return (
    <label className={`offer ${on ? 'on' : ''}`}>
      <input
        type="checkbox"
        checked={on}
        onChange={onTurn}
        aria-label={`${proposal.item.code} ${proposal.qty}`}
      />
      <span>
        <ItemLink item={proposal.item} /> {proposal.item.name}
        <br />
        <small title={proposal.key}>
          {proposal.item.supplierName || t('plan.noSupplier')} · {shortDay(proposal.startDate, today)} →{' '}
          {shortDay(proposal.endDate, today)}
          {proposal.startDate < today && <span className="negative"> {t('plan.tooLateToStart')}</span>}
        </small>
        <details>
          <summary className="dim">{t('plan.why')}</summary>
          <small>
            <Why proposal={proposal} />
          </small>
        </details>
      </span>
      <span className="num">
        <b>{grouped(proposal.qty)}</b> {proposal.item.unit}
      </span>
    </label>
  );
}

export function Basket({ materials }: { materials: readonly LackingMaterial[] }): ReactNode {
  const { t } = useWords();
  const session = useSession();
  const client = useQueryClient();
  const [which, setWhich] = useState<'short' | 'all'>('short');
  const [turned, setTurned] = useState<ReadonlySet<string>>(new Set());
  const [failure, setFailure] = useState<Failure | null>(null);
  const [drafted, setDrafted] = useState<Drafted | null>(null);
  const [busy, setBusy] = useState(false);
  const buys = useBuys();
  const today = session.company?.today ?? '';
  const short = new Set(materials.map(({ item }) => item.id));
  const needed = coveringKeys(buys.data?.rows ?? [], materials);
  const rows = (buys.data?.rows ?? []).filter((one) => which === 'all' || short.has(one.item.id));
  // What covers a shortage is chosen until somebody turns it off, everything else the other way round.
  const isOn = (one: Proposal): boolean => needed.has(one.key) !== turned.has(one.key);
  const chosen = rows.filter(isOn);
  const turn = (keys: readonly string[]): void =>
    setTurned((before) => {
      const next = new Set(before);
      for (const key of keys) if (!next.delete(key)) next.add(key);
      return next;
    });
  const draft = async (): Promise<void> => {
    setBusy(true);
    setFailure(null);
    try {
      setDrafted(await command('planning.draft-purchases', { proposalKeys: chosen.map(({ key }) => key) }));
      setTurned(new Set());
      await client.invalidateQueries();
    } catch (thrown) {
      setFailure(failureOf(thrown));
    }
    setBusy(false);
  };
  return (
    <aside aria-label={t('plan.basket')}>
      <div className="bar-title">
        <b>{t('plan.basket')}</b>
        <Segments
          label={t('plan.basket')}
          value={which}
          onChange={setWhich}
          options={[
            { key: 'short', label: t('plan.basketShort') },
            { key: 'all', label: t('list.all') },
          ]}
        />
      </div>
      {drafted && <DraftedBanner drafted={drafted} />}
      {rows.map((one) => (
        <Offer key={one.key} proposal={one} today={today} on={isOn(one)} onTurn={() => turn([one.key])} />
      ))}
      {buys.data && rows.length === 0 && <Empty title={t('plan.basketEmpty')} />}
      <div className="offer-foot">
        <FailureBanner failure={failure ?? (buys.error ? failureOf(buys.error) : null)} />
        <PurchaseEffect keys={chosen.map(({ key }) => key)} today={today} />
        {session.rights.includes('purchase_order.edit') && (
          <button
            className="button primary wide"
            disabled={busy || chosen.length === 0}
            onClick={() => void draft()}
          >
            {t('plan.draftPurchases')}
          </button>
        )}
      </div>
    </aside>
  );
}
