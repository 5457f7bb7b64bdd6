// The words of counting: the job, and what was seen of one balance.
import type { Qty } from '../../kernel/decimal.ts';
import type { Id } from '../../kernel/ids.ts';
import type { StockKey } from '../stock/index.ts';

export type { WmsTx } from '../stock/index.ts';

export type CountJob = {
  readonly id: Id;
  readonly no: string;
  readonly state: string;
  readonly instructionId: Id;
  readonly originId: Id;
  readonly warehouseId: Id;
  readonly warehouseCode: string;
  /** Empty: whatever lies in the bins. */
  readonly itemIds: readonly Id[];
};

/** What was entered: one item and lot of the bin. The floor knows neither owner nor status of it. */
export type Counted = { readonly itemId: Id; readonly lotId: Id; readonly qty: Qty };

/** What was seen of one balance, beside what the book said of it at that moment. */
export type Seen = { readonly key: StockKey; readonly counted: Qty; readonly book: Qty };

/** An earlier look into the same bin. */
export type Round = { readonly no: number; readonly counterId: Id; readonly seen: readonly Seen[] };
