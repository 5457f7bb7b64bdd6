// The words of receiving: the notice, its lines, and what one confirmed quantity needs to be decided.
import type { Qty } from '../../kernel/decimal.ts';
import type { Id } from '../../kernel/ids.ts';

export type { WmsTx } from '../stock/index.ts';

export type Notice = {
  readonly id: Id;
  readonly no: string;
  readonly state: string;
  readonly instructionId: Id;
  readonly originId: Id;
  readonly partnerId: Id;
  readonly partnerCode: string;
  readonly warehouseId: Id;
  readonly warehouseCode: string;
  readonly dockBinId: Id;
  /** The company itself as an owner of goods. */
  readonly ownPartnerId: Id;
  /** The place outside that suppliers' goods come from. */
  readonly outsideBinId: Id;
};

export type NoticeLine = {
  readonly id: Id;
  readonly noticeId: Id;
  readonly instructionLineId: Id;
  readonly originLineId: Id;
  readonly itemId: Id;
  readonly itemCode: string;
  readonly qtyExpected: Qty;
  readonly qtyLimit: Qty;
  readonly qtyReceived: Qty;
  readonly inspected: boolean;
  readonly lotManaged: boolean;
  readonly expiryManaged: boolean;
  readonly shelfLifeDays: number | null;
  readonly minRemainingLifeDays: number;
  readonly defaultBinCode: string;
};

export type ReceiptInput = {
  readonly noticeLineId: Id;
  readonly qty: Qty;
  readonly lotNo?: string | undefined;
  readonly supplierLotNo?: string | undefined;
  readonly productionDate?: string | undefined;
  readonly expiryDate?: string | undefined;
  readonly damaged: boolean;
  readonly occurredAt?: string | undefined;
};
