// What is done with marked proposals: how much they come to, firming them as they are or as they were changed, and drafting
// the purchases among them, with exactly what that will do above the button.
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { command } from '../../api-client/client.ts';
import { grouped, money, plus } from '../../kit/format.ts';
import { type Failure, FailureBanner, failureOf } from '../../kit/parts.tsx';
import { useWords } from '../../kit/words.tsx';
import { useSession } from '../session-context.ts';
import type { Changed } from './proposal-rows.tsx';
import { PurchaseEffect, usePreview } from './purchase-effect.tsx';
import type { Drafted, Proposal } from './shapes.ts';

type BarProps = {
  readonly chosen: readonly Proposal[];
  readonly changes: ReadonlyMap<string, Changed>;
  readonly today: string;
  readonly onDone: (drafted: Drafted | null, firmed: number) => void;
};

/** Quantities of one unit together. */
function sums(chosen: readonly Proposal[], changes: ReadonlyMap<string, Changed>): [string, string][] {
  const byUnit = new Map<string, string>();
  for (const { key, item, qty } of chosen) {
    byUnit.set(item.unit, plus(byUnit.get(item.unit) ?? '0', changes.get(key)?.qty ?? qty));
  }
  return [...byUnit];
}

export function ProposalBar({ chosen, changes, today, onDone }: BarProps): ReactNode {
  const { t } = useWords();
  const session = useSession();
  const client = useQueryClient();
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  // What a subcontractor makes is firmed in the same click.
  const buys = chosen.filter(({ kind }) => kind === 'buy' || kind === 'subcontract').map(({ key }) => key);
  const preview = usePreview({ proposalKeys: buys });
  const edited = chosen.filter(({ key }) => changes.has(key)).length;
  const total = buys.length > 0 ? (preview.data?.total ?? null) : null;
  const take = async (work: () => Promise<readonly [Drafted | null, number]>): Promise<void> => {
    setBusy(true);
    setFailure(null);
    try {
      onDone(...(await work()));
      await client.invalidateQueries();
    } catch (thrown) {
      setFailure(failureOf(thrown));
    }
    setBusy(false);
  };
  const firm = (): void =>
    void take(async () => {
      const orders = chosen.map(({ key }) => ({ key, ...changes.get(key) }));
      const firmed = await command('planning.firm-orders', { orders });
      return [null, firmed.orders.length];
    });
  const draft = (): void =>
    void take(async () => [await command('planning.draft-purchases', { proposalKeys: buys }), 0]);
  return (
    <div className="bulk stack">
      <FailureBanner failure={failure} />
      {buys.length > 0 && <PurchaseEffect wanted={{ proposalKeys: buys }} today={today} />}
      <div className="row wrap">
        <b>{t('plan.marked', { count: chosen.length })}</b>
        <span>
          {sums(chosen, changes)
            .map(([unit, qty]) => `${grouped(qty)} ${unit}`)
            .join(' · ')}
        </span>
        {total !== null && (
          <span>
            {t('bench.purchase')} <b>¥{money(total)}</b>
          </span>
        )}
        {edited > 0 && <span className="tag warn">{t('bench.editedCount', { count: edited })}</span>}
        <span className="grow" />
        {session.rights.includes('planning.edit') && (
          <button className="button" disabled={busy} onClick={firm}>
            {t('plan.firm')}
          </button>
        )}
        {session.rights.includes('purchase_order.edit') && (
          <button
            className="button primary"
            disabled={busy || buys.length === 0 || edited > 0}
            title={edited > 0 ? t('bench.firmFirst') : undefined}
            onClick={draft}
          >
            {t('plan.draftPurchases')}
          </button>
        )}
      </div>
    </div>
  );
}
