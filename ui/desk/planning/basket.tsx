// What to buy to cover what is short: one line for each material, as the supplier's lots, minimum and calendar make it, chosen
// by check boxes, and one button that drafts the orders, one for each supplier. Above it stands exactly what it will do.
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { command } from '../../api-client/client.ts';
import { shortDay } from '../../kit/days.ts';
import { compare, grouped } from '../../kit/format.ts';
import { Empty, type Failure, FailureBanner, failureOf } from '../../kit/parts.tsx';
import { useWords } from '../../kit/words.tsx';
import { useSession } from '../session-context.ts';
import { DraftedBanner } from './drafted.tsx';
import { ItemLink } from './peg-tree.tsx';
import { PurchaseEffect, usePreview } from './purchase-effect.tsx';
import type { Drafted, LackingMaterial, PreviewLine } from './shapes.ts';

type OfferProps = {
  readonly material: LackingMaterial;
  readonly lines: readonly PreviewLine[];
  readonly today: string;
  readonly on: boolean;
  readonly onTurn: () => void;
};

/** A short material with what would be ordered of it, of whom and for when. */
function Offer({ material, lines, today, on, onTurn }: OfferProps): ReactNode {
  const { t } = useWords();
  const { item } = material;
  return (
    <label className={`offer ${on ? 'on' : ''}`}>
      <input type="checkbox" checked={on} onChange={onTurn} aria-label={item.code} />
      <span>
        <ItemLink item={item} /> {item.name}
        {lines.map((line, at) => (
          <small key={at} className="offer-line">
            {line.supplier} · {t('plan.comesOn', { date: shortDay(line.deliveryDate, today) })}
            {line.deliveryDate > line.wantedDate && (
              <span className="negative">
                {' '}
                {t('plan.wantedBy', { date: shortDay(line.wantedDate, today) })}
              </span>
            )}
            <br />
            {compare(line.qty, line.wantedQty) > 0 &&
              t('plan.whyQty', { net: grouped(line.wantedQty), qty: grouped(line.qty) })}
          </small>
        ))}
        {lines.length === 0 && <small className="negative">{t('plan.noSupplier')}</small>}
      </span>
      <span className="num">
        {lines.map((line, at) => (
          <span key={at}>
            <b>{grouped(line.qty)}</b> {item.unit}
            <br />
          </span>
        ))}
      </span>
    </label>
  );
}

/** What is bought, and short rather than late. */
const isToBuy = ({ item, shortQty }: LackingMaterial): boolean =>
  item.source !== 'make' && compare(shortQty, '0') > 0;

export function Basket({
  materials,
  until,
}: {
  materials: readonly LackingMaterial[];
  until: string | null;
}): ReactNode {
  const { t } = useWords();
  const session = useSession();
  const client = useQueryClient();
  const [off, setOff] = useState<ReadonlySet<string>>(new Set());
  const [failure, setFailure] = useState<Failure | null>(null);
  const [drafted, setDrafted] = useState<Drafted | null>(null);
  const [busy, setBusy] = useState(false);
  const today = session.company?.today ?? '';
  const rows = materials.filter(isToBuy);
  const ids = [...new Set(rows.map(({ item }) => item.id))];
  const all = usePreview({ shortItemIds: ids, until });
  const chosen = ids.filter((id) => !off.has(id));
  const turn = (id: string): void =>
    setOff((before) => new Set(before.has(id) ? [...before].filter((one) => one !== id) : [...before, id]));
  const draft = async (): Promise<void> => {
    setBusy(true);
    setFailure(null);
    try {
      setDrafted(await command('planning.draft-purchases', { shortItemIds: chosen, until }));
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
      </div>
      {drafted && <DraftedBanner drafted={drafted} />}
      {rows.map((material) => (
        <Offer
          key={`${material.item.id}${material.track}`}
          material={material}
          lines={(ids.length > 0 ? (all.data?.lines ?? []) : []).filter(
            (line) => line.itemId === material.item.id && line.track === material.track,
          )}
          today={today}
          on={!off.has(material.item.id)}
          onTurn={() => turn(material.item.id)}
        />
      ))}
      {rows.length === 0 && !drafted && <Empty title={t('plan.basketEmpty')} />}
      <div className="offer-foot">
        <FailureBanner failure={failure ?? (all.error ? failureOf(all.error) : null)} />
        <PurchaseEffect wanted={{ shortItemIds: chosen, until }} today={today} />
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
