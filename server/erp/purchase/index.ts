// Purchasing's public face.
import { orderLineRefusals } from '../../masterdata/order-lines.ts';
import { approveOrder, closeOrder, unapproveOrder, voidOrder } from './commands/change-state.ts';
import { confirmDates } from './commands/confirm-dates.ts';
import { notifyArrival } from './commands/notify-arrival.ts';
import { saveOrder } from './commands/save-order.ts';
import {
  getOrder,
  getReceipt,
  purchaseOrderLineList,
  purchaseOrderList,
  purchaseReceiptLineList,
  purchaseReceiptList,
} from './queries.ts';
import { purchaseRefusals } from './refusals.ts';

export { type PurchaseDraft, draftRefusals, saveDraft } from './commands/save-order.ts';
export { hearGoodsReceived, hearOwnershipChanged, hearRuling } from './hear-reports.ts';

export const purchase = {
  commands: [saveOrder, approveOrder, unapproveOrder, closeOrder, voidOrder, confirmDates, notifyArrival],
  queries: [getOrder, getReceipt],
  lists: [purchaseOrderList, purchaseOrderLineList, purchaseReceiptList, purchaseReceiptLineList],
  refusals: { ...purchaseRefusals, ...orderLineRefusals },
};
