// What a movement is worth. Pure: pools in, values out. A method says what is averaged together; moving average and
// specific differ only in that, and another method would be one more entry of METHODS. Defends COST-02: values of a
// pool sum exactly, the last unit takes the rest, and nothing goes below zero.
import {
  type Amount,
  type Qty,
  ZERO_AMOUNT,
  addAmount,
  addQty,
  minQty,
  portionOf,
  subAmount,
  subQty,
} from '../../kernel/decimal.ts';
import { type Id, NONE_ID } from '../../kernel/ids.ts';
import type { CostMethod, PoolKey, PoolState, ValuedMovement } from './types.ts';

type Method = { readonly poolLot: (lotId: Id) => Id };

const METHODS: Readonly<Record<CostMethod, Method>> = {
  moving_average: { poolLot: () => NONE_ID },
  specific: { poolLot: (lotId) => lotId },
};

type Costed = Pick<ValuedMovement, 'itemId' | 'lotId' | 'method'>;

export const poolOf = (costed: Costed, costArea: string): PoolKey => ({
  itemId: costed.itemId,
  costArea,
  lotId: METHODS[costed.method].poolLot(costed.lotId),
});

/** The value of taking `qty` out: its share of the pool; the last unit takes everything that is left. */
export const issueValue = (pool: PoolState, qty: Qty): Amount =>
  qty === pool.qty ? pool.value : portionOf(pool.value, qty, pool.qty, 'half-up');

export const afterReceipt = (pool: PoolState, qty: Qty, value: Amount): PoolState => ({
  qty: addQty(pool.qty, qty),
  value: addAmount(pool.value, value),
});

export const afterIssue = (pool: PoolState, qty: Qty, value: Amount): PoolState => ({
  qty: subQty(pool.qty, qty),
  value: subAmount(pool.value, value),
});

/** The value a receipt without a price takes: the pool's average; null when the pool knows none. */
export const averageValue = (pool: PoolState, qty: Qty): Amount | null =>
  pool.qty > 0n ? portionOf(pool.value, qty, pool.qty, 'half-up') : null;

export type Parts = { readonly onHand: Amount; readonly gone: Amount };

/**
 * Splits a later difference of a receipt: what is still on hand of the matched quantity keeps its share, the rest
 * is gone. A pool never falls below zero: what it cannot carry counts as gone too.
 */
export function splitDifference(difference: Amount, matched: Qty, pool: PoolState): Parts {
  const onHand = minQty(matched, pool.qty);
  const share =
    onHand === matched
      ? difference
      : onHand <= 0n
        ? ZERO_AMOUNT
        : portionOf(difference, onHand, matched, 'half-up');
  const floor = subAmount(ZERO_AMOUNT, pool.value);
  const stays = share < floor ? floor : share;
  return { onHand: stays, gone: subAmount(difference, stays) };
}

export type Difference = { readonly key: string; readonly difference: Amount; readonly matched: Qty };

/** Splits several differences in order; lines of one pool share its quantity on hand, and none counts a unit twice. */
export function splitDifferences(
  differences: readonly Difference[],
  pools: ReadonlyMap<string, PoolState>,
): Parts[] {
  const left = new Map(pools);
  return differences.map(({ key, difference, matched }) => {
    const pool = left.get(key);
    if (!pool) throw new Error('the pool was not locked');
    const parts = splitDifference(difference, matched, pool);
    left.set(key, {
      qty: subQty(pool.qty, minQty(matched, pool.qty)),
      value: addAmount(pool.value, parts.onHand),
    });
    return parts;
  });
}
