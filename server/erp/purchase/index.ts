// Purchasing's public face.
import { orderLineRefusals } from '../../masterdata/order-lines.ts';
import { approveOrder, closeOrder, unapproveOrder, voidOrder } from './commands/change-state.ts';
import { notifyArrival } from './commands/notify-arrival.ts';
import { saveOrder } from './commands/save-order.ts';
import { getOrder, purchaseOrderLineList, purchaseOrderList, purchaseReceiptList } from './queries.ts';
import { purchaseRefusals } from './refusals.ts';

export { hearGoodsReceived, hearOwnershipChanged, hearRuling } from './hear-reports.ts';

export const purchase = {
  commands: [saveOrder, approveOrder, unapproveOrder, closeOrder, voidOrder, notifyArrival],
  queries: [getOrder],
  lists: [purchaseOrderList, purchaseOrderLineList, purchaseReceiptList],
  refusals: { ...purchaseRefusals, ...orderLineRefusals },
};
