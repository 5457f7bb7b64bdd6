// The words of costing: movements that change the value we own, the pools they change, and what follows from them.
import type { Amount, Qty, Rate, UnitPrice } from '../../kernel/decimal.ts';
import type { Id } from '../../kernel/ids.ts';

export type CostMethod = 'moving_average' | 'specific';

export type ValuedMovement = {
  readonly id: bigint;
  readonly kind: string;
  readonly itemId: Id;
  readonly itemCode: string;
  readonly lotId: Id;
  readonly qty: Qty;
  readonly method: CostMethod;
  /** The inventory account of the item's master record. */
  readonly itemAccount: string;
  /** The cost areas the goods leave and enter as ours; null where they are not ours or not in our bins. */
  readonly fromArea: string | null;
  readonly toArea: string | null;
  /** What a receipt is worth: the order's estimate, the opening value, what the accountant said; null if unsaid. */
  readonly givenValue: Amount | null;
  /** The rate of the input VAT that is owed again for goods lost through carelessness; null for everything else. */
  readonly lostTaxRate: Rate | null;
  /** What one unit cost last, for a gain whose pool is empty. */
  readonly lastCost: UnitPrice | null;
  readonly partnerId: Id | null;
  readonly sourceKind: string;
  readonly sourceId: Id;
  readonly sourceNo: string;
  readonly sourceLineId: Id | null;
  readonly businessDate: string;
};

export type PoolKey = { readonly itemId: Id; readonly costArea: string; readonly lotId: Id };
export type PoolState = { readonly qty: Qty; readonly value: Amount };
/** A pool under lock. Its account holds its value in the ledger and stays the same while there is any. */
export type Pool = PoolState & { readonly id: Id; readonly key: PoolKey; readonly accountCode: string };

export type CostRowKind = 'receipt' | 'issue' | 'transfer_out' | 'transfer_in' | 'adjustment';
export type CostRowDraft = {
  readonly pool: Pool;
  readonly kind: CostRowKind;
  readonly movement: ValuedMovement;
  readonly qty: Qty;
  readonly value: Amount;
};

/** What a movement means for the ledger: the events to book and the accounts of its pools. */
export type Worth = {
  readonly movement: ValuedMovement;
  readonly events: readonly string[];
  readonly value: Amount;
  readonly tax: Amount;
  readonly account: string;
  readonly fromAccount: string | null;
};

export type StallCode =
  | 'NO_INVENTORY_ACCOUNT'
  | 'NO_PRICE'
  | 'NO_RULE'
  | 'NO_ACCOUNT'
  | 'NO_OPEN_PERIOD'
  | 'POOL_SHORT'
  | 'AFTER_EXCEPTION';

/** Why a movement cannot be valued yet; it and everything later of its item waits in the accountant's queue. */
export type Stall = {
  readonly movementId: bigint;
  readonly code: StallCode;
  readonly facts: Readonly<Record<string, string>>;
};

export const poolKeyText = (key: PoolKey): string => `${key.itemId}/${key.costArea}/${key.lotId}`;
