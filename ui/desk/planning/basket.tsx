// What to buy: the plan's purchase proposals, chosen by check boxes, and one button that turns them into draft orders,
// one for each supplier. Above the button stands exactly what it will do.
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { query } from '../../api-client/client.ts';
import { Segments } from '../../kit/choices.tsx';
import { shortDay } from '../../kit/days.ts';
import { compare, grouped, minus } from '../../kit/format.ts';
import { Empty, FailureBanner, failureOf } from '../../kit/parts.tsx';
import { useWords } from '../../kit/words.tsx';
import { useSession } from '../session-context.ts';
import { ItemLink } from './peg-tree.tsx';
import { Why } from './why.tsx';
import type { LackingMaterial, Proposal } from './shapes.ts';

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

/** Proposals by supplier, those without one apart. */
export function bySupplier(proposals: readonly Proposal[]): ReadonlyMap<string, readonly Proposal[]> {
  const groups = new Map<string, Proposal[]>();
  for (const proposal of proposals)
    groups.set(proposal.item.supplierName, [...(groups.get(proposal.item.supplierName) ?? []), proposal]);
  return groups;
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

/** What pressing the button will do. */
function Effect({ chosen, shortCount }: { chosen: readonly Proposal[]; shortCount: number }): ReactNode {
  const { t } = useWords();
  const groups = bySupplier(chosen.filter((proposal) => proposal.item.supplierName !== ''));
  const without = chosen.filter((proposal) => proposal.item.supplierName === '').length;
  return (
    <>
      <b>{t('plan.basketChosen', { count: chosen.length })}</b>
      <div>{t('plan.basketEffect', { orders: groups.size, short: shortCount })}</div>
      {[...groups].map(([supplier, lines]) => (
        <small key={supplier} className="dim">
          {t('plan.basketSupplier', { supplier, lines: lines.length })}
        </small>
      ))}
      {without > 0 && <small className="negative">{t('plan.basketWithout', { count: without })}</small>}
    </>
  );
}

export function Basket({ materials }: { materials: readonly LackingMaterial[] }): ReactNode {
  const { t } = useWords();
  const session = useSession();
  const [which, setWhich] = useState<'short' | 'all'>('short');
  const [turned, setTurned] = useState<ReadonlySet<string>>(new Set());
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
      {rows.map((one) => (
        <Offer key={one.key} proposal={one} today={today} on={isOn(one)} onTurn={() => turn([one.key])} />
      ))}
      {buys.data && rows.length === 0 && <Empty title={t('plan.basketEmpty')} />}
      <div className="offer-foot">
        <FailureBanner failure={buys.error ? failureOf(buys.error) : null} />
        <Effect
          chosen={chosen}
          shortCount={new Set(chosen.filter((one) => short.has(one.item.id)).map((one) => one.item.id)).size}
        />
      </div>
    </aside>
  );
}
