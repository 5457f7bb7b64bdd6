// The words of transferring: the transfer, its lines, and what of it is in transit.
import type { Qty } from '../../kernel/decimal.ts';
import type { Id } from '../../kernel/ids.ts';
import type { StockKey } from '../stock/index.ts';

export type { WmsTx } from '../stock/index.ts';

export type Transfer = {
  readonly id: Id;
  readonly no: string;
  readonly state: string;
  readonly instructionId: Id;
  readonly originId: Id;
  readonly fromWarehouseId: Id;
  readonly fromWarehouseCode: string;
  readonly fromWarehouseRule: 'fifo' | 'fefo';
  readonly toWarehouseId: Id;
  readonly toWarehouseCode: string;
  readonly transitBinId: Id;
};

export type TransferLine = {
  readonly id: Id;
  readonly lineNo: number;
  readonly instructionLineId: Id;
  readonly originLineId: Id;
  readonly itemId: Id;
  readonly itemCode: string;
  readonly fixedBinCode: string;
  readonly rule: 'fifo' | 'fefo';
  readonly qtyOrdered: Qty;
  /** Held in the sending warehouse and not yet dispatched. */
  readonly qtyAllocated: Qty;
  readonly qtyDispatched: Qty;
  readonly qtyArrived: Qty;
  readonly qtyShort: Qty;
  readonly qtyLost: Qty;
};

/** A quantity of a line in transit, held for it; without an open task nobody is bringing it in. */
export type InTransit = {
  readonly allocationId: Id;
  readonly lineId: Id;
  readonly key: StockKey;
  readonly open: Qty;
  readonly taskId: Id;
  readonly isTaskOpen: boolean;
};
