// What a movement is worth. Pure: pools in, values out. Moving average and specific differ only in what a pool is
// (the item, or one lot of it); another method would be one more entry of METHODS.
import { type Amount, type Qty, ZERO_AMOUNT, addAmount, addQty, portionOf, subAmount, subQty } from '../../kernel/decimal.ts';
import { NONE_ID } from '../../kernel/ids.ts';
import type { PoolKey, PoolState, ValuedMovement } from './types.ts';

type Method = { readonly poolLot: (movement: ValuedMovement) => string };

const METHODS: Readonly<Record<ValuedMovement['method'], Method>> = {
  moving_average: { poolLot: () => NONE_ID },
  specific: { poolLot: (movement) => movement.lotId },
};

export const poolOf = (movement: ValuedMovement, costArea: string): PoolKey => ({
  itemId: movement.itemId, costArea, lotId: METHODS[movement.method].poolLot(movement),
});

/** The value of taking `qty` out: its share of the pool; the last unit takes everything that is left. */
export function issueValue(pool: PoolState, qty: Qty): Amount {
  return qty === pool.qty ? pool.value : portionOf(pool.value, qty, pool.qty, 'half-up');
}

export const afterReceipt = (pool: PoolState, qty: Qty, value: Amount): PoolState => ({
  qty: addQty(pool.qty, qty), value: addAmount(pool.value, value),
});
export const afterIssue = (pool: PoolState, qty: Qty, value: Amount): PoolState => ({
  qty: subQty(pool.qty, qty), value: subAmount(pool.value, value),
});

/** The value a receipt without a price takes: the pool's average; null when the pool knows none. */
export const averageValue = (pool: PoolState, qty: Qty): Amount | null =>
  pool.qty > 0n ? portionOf(pool.value, qty, pool.qty, 'half-up') : null;

/** Splits an invoice difference: what is still on hand of the matched quantity keeps its share, the rest is gone. */
export function splitDifference(difference: Amount, matched: Qty, onHand: Qty): { onHand: Amount; gone: Amount } {
  if (onHand >= matched) return { onHand: difference, gone: ZERO_AMOUNT };
  const stays = onHand <= 0n ? ZERO_AMOUNT : portionOf(difference, onHand, matched, 'half-up');
  return { onHand: stays, gone: subAmount(difference, stays) };
}
