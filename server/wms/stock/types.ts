// The words of the stock book: where goods stand, whose they are and in which status; what moves them.
import type { Only, Tx } from '../../kernel/ctx.ts';
import type { Qty } from '../../kernel/decimal.ts';
import type { Id } from '../../kernel/ids.ts';

export type WmsTx = Tx<Only<'sys' | 'md' | 'contract' | 'wms'>>;

/** Where goods stand, in which status, and whose they are. */
export type StockPlace = { readonly binId: Id; readonly status: string; readonly ownerId: Id };

/** The key of one balance. */
export type StockKey = StockPlace & { readonly itemId: Id; readonly lotId: Id };

export type MovementKind =
  | 'receive'
  | 'accept'
  | 'put_away'
  | 'pick'
  | 'ship'
  | 'move'
  | 'dispatch'
  | 'arrive'
  | 'count_gain'
  | 'count_loss'
  | 'opening'
  | 'return_to_supplier'
  | 'status_change'
  | 'reversal';

export type MovementDraft = {
  readonly kind: MovementKind;
  readonly itemId: Id;
  readonly lotId: Id;
  readonly qty: Qty;
  readonly from: StockPlace;
  readonly to: StockPlace;
  readonly sourceKind: string;
  readonly sourceId: Id;
  readonly sourceLineId?: Id | null;
  readonly taskId?: Id | null;
  readonly reportId?: Id | null;
  /** Takes from this allocation instead of from free stock. */
  readonly allocationId?: Id;
  readonly reversalOf?: bigint;
  readonly reason?: string;
  /** When it happened on the floor; the command's own moment if absent. */
  readonly occurredAt?: string;
};

export type BalanceRow = StockKey & { readonly onHand: Qty; readonly allocated: Qty };

/** How much a posting misses at one key, for the refusal that names every shortage at once. */
export type Shortage = { readonly key: StockKey; readonly wanted: Qty; readonly free: Qty };

export const stockKeyText = (key: StockKey): string =>
  `${key.itemId}/${key.ownerId}/${key.lotId}/${key.status}/${key.binId}`;
