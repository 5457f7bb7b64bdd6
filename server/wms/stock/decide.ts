// What a posting does to balances, decided before anything is written. Free stock is on hand less allocated; a
// movement takes from free stock unless it names its allocation. Defends STOCK-02, STOCK-03 and STOCK-05.
import { type Qty, ZERO_QTY, addQty, subQty } from '../../kernel/decimal.ts';
import type { Id } from '../../kernel/ids.ts';
import { type MovementDraft, type Shortage, type StockKey, stockKeyText } from './types.ts';

type Running = { onHand: Qty; allocated: Qty };

export type PostingFacts = {
  /** Locked balances by key text. Bins that are not counted have none. */
  readonly balances: ReadonlyMap<string, { readonly onHand: Qty; readonly allocated: Qty }>;
  readonly countedBins: ReadonlySet<Id>;
  /** What is still open of each allocation a movement names. */
  readonly openAllocations: ReadonlyMap<Id, Qty>;
};

export type Posting = {
  /** Per draft: the balance after it at each end; null where no balance is kept. */
  readonly afters: readonly { readonly from: Qty | null; readonly to: Qty | null }[];
  /** The final balance of each touched key. */
  readonly balances: ReadonlyMap<string, { readonly onHand: Qty; readonly allocated: Qty }>;
  readonly consumed: ReadonlyMap<Id, Qty>;
  readonly shortages: readonly Shortage[];
  readonly goneAllocations: readonly Id[];
};

export const fromKey = (draft: MovementDraft): StockKey => ({
  ...draft.from,
  itemId: draft.itemId,
  lotId: draft.lotId,
});
export const toKey = (draft: MovementDraft): StockKey => ({
  ...draft.to,
  itemId: draft.itemId,
  lotId: draft.lotId,
});

/** The keys that the drafts touch at either end, each once, in the one order in which rows are locked. */
export function touchedKeys(drafts: readonly MovementDraft[]): StockKey[] {
  const keys = new Map<string, StockKey>();
  for (const draft of drafts) {
    keys.set(stockKeyText(fromKey(draft)), fromKey(draft));
    keys.set(stockKeyText(toKey(draft)), toKey(draft));
  }
  return [...keys.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, key]) => key);
}

/** Applies the drafts one after the other; collects every shortage instead of stopping at the first. */
export function decidePosting(drafts: readonly MovementDraft[], facts: PostingFacts): Posting {
  const running = new Map<string, Running>([...facts.balances].map(([key, row]) => [key, { ...row }]));
  const consumed = new Map<Id, Qty>();
  const shortages: Shortage[] = [];
  const goneAllocations: Id[] = [];
  const afters = drafts.map((draft) => {
    const from = facts.countedBins.has(draft.from.binId) ? fromKey(draft) : null;
    const to = facts.countedBins.has(draft.to.binId) ? toKey(draft) : null;
    const source = from && take(running, from);
    if (source && from) {
      if (draft.allocationId) {
        const used = addQty(consumed.get(draft.allocationId) ?? ZERO_QTY, draft.qty);
        if (used > (facts.openAllocations.get(draft.allocationId) ?? ZERO_QTY))
          goneAllocations.push(draft.allocationId);
        consumed.set(draft.allocationId, used);
        source.allocated = subQty(source.allocated, draft.qty);
      } else if (source.onHand - source.allocated < draft.qty) {
        shortages.push({ key: from, wanted: draft.qty, free: subQty(source.onHand, source.allocated) });
      }
      source.onHand = subQty(source.onHand, draft.qty);
    }
    const target = to && take(running, to);
    if (target) target.onHand = addQty(target.onHand, draft.qty);
    return { from: source ? source.onHand : null, to: target ? target.onHand : null };
  });
  return { afters, balances: running, consumed, shortages, goneAllocations };
}

function take(running: Map<string, Running>, key: StockKey): Running {
  const text = stockKeyText(key);
  const row = running.get(text) ?? { onHand: ZERO_QTY, allocated: ZERO_QTY };
  running.set(text, row);
  return row;
}
