// The words of costing: movements that change the value we own, the pools they change, and what follows.
import type { Amount, Qty } from '../../kernel/decimal.ts';
import type { Id } from '../../kernel/ids.ts';

export type ValuedMovement = {
  readonly id: bigint;
  readonly kind: string;
  readonly itemId: Id;
  readonly itemCode: string;
  readonly lotId: Id;
  readonly qty: Qty;
  readonly method: 'moving_average' | 'specific';
  readonly inventoryAccount: string;
  /** The cost areas the goods leave and enter as ours; null where they are not ours or not in our bins. */
  readonly fromArea: string | null;
  readonly toArea: string | null;
  /** The given value of a receipt: the order's estimate or the opening value; null when nobody gave one. */
  readonly givenValue: Amount | null;
  readonly partnerId: Id | null;
  readonly sourceKind: string;
  readonly sourceId: Id;
  readonly sourceNo: string;
  readonly sourceLineId: Id | null;
  readonly businessDate: string;
};

export type PoolKey = { readonly itemId: Id; readonly costArea: string; readonly lotId: Id };
export type PoolState = { readonly qty: Qty; readonly value: Amount };

export const poolKeyText = (key: PoolKey): string => `${key.itemId}/${key.costArea}/${key.lotId}`;
