// The words of shipping: the shipment, its lines and the stock an allocation may choose from.
import type { Qty } from '../../kernel/decimal.ts';
import type { Id } from '../../kernel/ids.ts';
import type { StockKey } from '../stock/index.ts';

export type { WmsTx } from '../stock/index.ts';

export type Shipment = {
  readonly id: Id;
  readonly no: string;
  readonly state: string;
  readonly instructionId: Id;
  readonly originId: Id;
  readonly partnerId: Id;
  readonly warehouseId: Id;
  readonly warehouseCode: string;
  readonly warehouseRule: 'fifo' | 'fefo';
  readonly stagingBinId: Id;
};

export type ShipmentLine = {
  readonly id: Id;
  readonly lineNo: number;
  readonly instructionLineId: Id;
  readonly originLineId: Id;
  readonly itemId: Id;
  readonly itemCode: string;
  readonly rule: 'fifo' | 'fefo';
  readonly qtyOrdered: Qty;
  readonly qtyAllocated: Qty;
  readonly qtyPicked: Qty;
  readonly qtyPacked: Qty;
  readonly qtyShipped: Qty;
  readonly qtyShort: Qty;
};

/** A locked balance with what the order of choice needs to know of its lot and bin. */
export type Candidate = {
  readonly key: StockKey;
  readonly free: Qty;
  readonly expiryDate: string | null;
  readonly receivedDate: string | null;
  readonly lotNo: string;
  readonly pickSequence: number;
  readonly binCode: string;
};
