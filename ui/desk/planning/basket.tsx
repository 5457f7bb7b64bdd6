// What to buy to cover what is short: one line for each material, as the supplier's lots, minimum and calendar make it, chosen
// by check boxes, and one button that drafts the orders, one for each supplier. Above it stands exactly what it will do.
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { command } from '../../api-client/client.ts';
import { shortDay } from '../../kit/days.ts';
import { compare, grouped, money } from '../../kit/format.ts';
import { Empty, type Failure, FailureBanner, failureOf } from '../../kit/parts.tsx';
import { useWords } from '../../kit/words.tsx';
import { useSession } from '../session-context.ts';
import { BasketPreview } from './basket-preview.tsx';
import { type ChosenBuys, itemsOf } from './chosen-buys.ts';
import { DraftedBanner } from './drafted.tsx';
import { ItemLink } from './peg-tree.tsx';
import { PurchaseEffect, usePreview } from './purchase-effect.tsx';
import type { Drafted, LackingMaterial, Preview, PreviewLine } from './shapes.ts';

type OfferProps = {
  readonly material: LackingMaterial;
  readonly lines: readonly PreviewLine[];
  /** Subcontract orders that would be firmed for it. */
  readonly firms: Preview['firms'];
  readonly known: boolean;
  readonly today: string;
  readonly urgent: boolean;
  readonly on: boolean;
  readonly onTurn: () => void;
};

/** A short material with what would be ordered of it, of whom and for when. */
function Offer({ material, lines, firms, known, today, urgent, on, onTurn }: OfferProps): ReactNode {
  const { t } = useWords();
  const { item } = material;
  return (
    <label className={`offer ${on ? 'on' : ''}`}>
      <input type="checkbox" checked={on} onChange={onTurn} aria-label={item.code} />
      <span>
        <ItemLink item={item} /> {item.name}
        {urgent && (
          <span className="tag warn" title={t('bench.urgentHint')}>
            {t('bench.urgent')}
          </span>
        )}
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
        {firms.map((one, at) => (
          <small key={at} className="offer-line">
            {t('plan.firmsSubcontract', { item: '' })} ·{' '}
            {t('plan.comesOn', { date: shortDay(one.endDate, today) })}
          </small>
        ))}
        {known && lines.length + firms.length === 0 && (
          <small className="negative">{t('plan.noSupplier')}</small>
        )}
      </span>
      <span className="num">
        {lines.map((line, at) => (
          <span key={at}>
            <b>{grouped(line.qty)}</b> {item.unit}
            <br />
            {line.amount !== null && <small>¥{money(line.amount)}</small>}
          </span>
        ))}
        {firms.map((one, at) => (
          <span key={at}>
            <b>{grouped(one.qty)}</b> {item.unit}
            <br />
          </span>
        ))}
      </span>
    </label>
  );
}

/** Ctrl+Enter does it from anywhere on the page, unless a dialog asks something. */
function useCtrlEnter(act: () => void): void {
  const latest = useRef(act);
  useEffect(() => {
    latest.current = act;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const asks = document.querySelector('dialog[open]') !== null;
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.repeat || asks) return;
      event.preventDefault();
      latest.current();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
}

function Title({ buys }: { buys: ChosenBuys }): ReactNode {
  const { t } = useWords();
  const { rows, all, urgent, choose } = buys;
  return (
    <div className="bar-title">
      <b className="grow">
        {t('plan.basket')}{' '}
        <span className="dim">{rows.length > 0 && t('bench.suggestions', { count: rows.length })}</span>
      </b>
      {all.length > 0 && (
        <>
          <button className="link" onClick={() => choose(all)}>
            {t('bench.chooseAll')}
          </button>
          <button className="link" onClick={() => choose([...urgent])} title={t('bench.urgentHint')}>
            {t('bench.chooseUrgent')}
          </button>
        </>
      )}
    </div>
  );
}

export function Basket({ buys }: { buys: ChosenBuys }): ReactNode {
  const { t } = useWords();
  const session = useSession();
  const client = useQueryClient();
  const [failure, setFailure] = useState<Failure | null>(null);
  const [drafted, setDrafted] = useState<Drafted | null>(null);
  const [busy, setBusy] = useState(false);
  const [looking, setLooking] = useState(false);
  const today = session.company?.today ?? '';
  const { rows, lines, chosen, until, error } = buys;
  const effect = usePreview({ shortItemIds: [...chosen], until });
  const may = session.rights.includes('purchase_order.edit');
  const draft = async (): Promise<void> => {
    if (!may || busy || chosen.length === 0) return;
    setBusy(true);
    setFailure(null);
    setLooking(false);
    try {
      setDrafted(await command('planning.draft-purchases', { shortItemIds: [...chosen], until }));
      await client.invalidateQueries();
    } catch (thrown) {
      setFailure(failureOf(thrown));
    }
    setBusy(false);
  };
  useCtrlEnter(() => void draft());
  const total = chosen.length > 0 ? (effect.data?.total ?? null) : null;
  return (
    <aside aria-label={t('plan.basket')}>
      <Title buys={buys} />
      {drafted && <DraftedBanner drafted={drafted} />}
      {rows.map((material) => (
        <Offer
          key={`${material.item.id}${material.track}`}
          material={material}
          lines={lines.filter((line) => line.itemId === material.item.id && line.track === material.track)}
          firms={buys.firms.filter((one) => one.itemId === material.item.id && one.track === material.track)}
          known={buys.known}
          today={today}
          urgent={buys.urgent.has(material.item.id)}
          on={chosen.includes(material.item.id)}
          onTurn={() => buys.turn(material.item.id)}
        />
      ))}
      {rows.length === 0 && !drafted && <Empty title={t('plan.basketEmpty')} />}
      <div className="offer-foot">
        <FailureBanner failure={failure ?? (error ? failureOf(error) : null)} />
        {chosen.length > 0 && (
          <div className="row">
            <b className="grow">{t('plan.marked', { count: chosen.length })}</b>
            {total !== null && (
              <span>
                {t('bench.purchase')} <b className="total">¥{money(total)}</b>
              </span>
            )}
          </div>
        )}
        <PurchaseEffect wanted={{ shortItemIds: [...chosen], until }} today={today} />
        <div className="row">
          {may && (
            <button
              className="button primary wide grow"
              disabled={busy || chosen.length === 0}
              onClick={() => void draft()}
            >
              {t('plan.draftPurchases')} <kbd>Ctrl ⏎</kbd>
            </button>
          )}
          <button className="button wide" disabled={chosen.length === 0} onClick={() => setLooking(true)}>
            {t('bench.preview')}
          </button>
        </div>
      </div>
      {looking && effect.data && (
        <BasketPreview
          effect={effect.data}
          items={itemsOf(buys.rows)}
          today={today}
          busy={busy}
          onDraft={may ? () => void draft() : null}
          onClose={() => setLooking(false)}
        />
      )}
    </aside>
  );
}
