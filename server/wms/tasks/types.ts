// A task is one piece of floor work that one person does at a time. The server holds where it stands.
import type { Qty } from '../../kernel/decimal.ts';
import type { Id } from '../../kernel/ids.ts';

export type { WmsTx } from '../stock/index.ts';

export type TaskKind =
  | 'receive'
  | 'put_away'
  | 'pick'
  | 'pack'
  | 'move'
  | 'transfer_out'
  | 'transfer_in'
  | 'count'
  | 'return';

export type TaskDraft = {
  readonly kind: TaskKind;
  readonly warehouseId: Id;
  readonly documentKind: string;
  readonly documentId: Id;
  readonly documentNo: string;
  readonly documentLineId?: Id | null;
  readonly itemId?: Id | null;
  readonly lotId?: Id | null;
  readonly ownerId?: Id | null;
  readonly status?: string | null;
  readonly fromBinId?: Id | null;
  readonly toBinId?: Id | null;
  readonly qtyPlanned?: Qty | null;
  readonly priority?: number;
};

export type Task = {
  readonly id: Id;
  readonly no: bigint;
  readonly kind: TaskKind;
  readonly state: string;
  readonly warehouseId: Id;
  readonly documentKind: string;
  readonly documentId: Id;
  readonly documentNo: string;
  readonly documentLineId: Id | null;
  readonly itemId: Id | null;
  readonly lotId: Id | null;
  readonly ownerId: Id | null;
  readonly status: string | null;
  readonly fromBinId: Id | null;
  readonly toBinId: Id | null;
  readonly qtyPlanned: Qty | null;
  readonly qtyDone: Qty;
  readonly assigneeId: Id | null;
  readonly version: number;
};
