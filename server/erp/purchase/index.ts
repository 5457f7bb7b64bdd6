// Purchasing's public face.
import { orderLineRefusals } from '../../masterdata/order-lines.ts';
import { approveOrder, closeOrder, unapproveOrder, voidOrder } from './commands/change-state.ts';
import { confirmDates } from './commands/confirm-dates.ts';
import { expedite, withdrawExpedite } from './commands/expedite.ts';
import { notifyArrival } from './commands/notify-arrival.ts';
import { saveOrder } from './commands/save-order.ts';
import {
  getOrder,
  getExpedites,
  getReceipt,
  purchaseExpediteList,
  purchaseOrderLineList,
  purchaseOrderList,
  purchaseReceiptLineList,
  purchaseReceiptList,
} from './queries.ts';
import { purchaseRefusals } from './refusals.ts';

export { type PurchaseDraft, draftRefusals, saveDraft } from './commands/save-order.ts';
export { hearGoodsReceived, hearOwnershipChanged, hearRuling } from './hear-reports.ts';

export const purchase = {
  commands: [
    saveOrder,
    approveOrder,
    unapproveOrder,
    closeOrder,
    voidOrder,
    confirmDates,
    expedite,
    withdrawExpedite,
    notifyArrival,
  ],
  queries: [getOrder, getReceipt, getExpedites],
  lists: [
    purchaseOrderList,
    purchaseOrderLineList,
    purchaseExpediteList,
    purchaseReceiptList,
    purchaseReceiptLineList,
  ],
  refusals: { ...purchaseRefusals, ...orderLineRefusals },
};
