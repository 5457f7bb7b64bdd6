// The ground of a warehouse: bins and what their profile lets happen in them.
import type { Qty } from '../../kernel/decimal.ts';
import type { Id } from '../../kernel/ids.ts';

export type { WmsTx } from '../stock/index.ts';

export type Bin = {
  readonly id: Id;
  readonly code: string;
  readonly warehouseId: Id;
  readonly warehouseCode: string;
  readonly zoneId: Id | null;
  readonly counted: boolean;
  readonly receivable: boolean;
  readonly storable: boolean;
  readonly pickable: boolean;
  readonly holding: boolean;
  readonly staging: boolean;
  readonly mixItems: 'allow' | 'forbid';
  readonly mixLots: 'allow' | 'forbid';
  /** What fits, in base units of whatever lies there; null: no limit. */
  readonly capacity: Qty | null;
  readonly putawaySequence: number;
  readonly blockedIn: string | null;
  readonly blockedOut: string | null;
};

/** What lies in a bin or is on its way there, as far as placing more depends on it. */
export type BinContent = {
  readonly itemIds: ReadonlySet<Id>;
  readonly lotIds: ReadonlySet<Id>;
  readonly qty: Qty;
};
