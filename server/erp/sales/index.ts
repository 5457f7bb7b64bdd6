// Sales' public face.
import { getAvailability } from './availability.ts';
import { approveOrder, closeOrder, unapproveOrder, voidOrder } from './commands/change-state.ts';
import { notifyShipment } from './commands/notify-shipment.ts';
import { saveOrder } from './commands/save-order.ts';
import { setPriority } from './commands/set-priority.ts';
import { mergeLine, splitLine } from './commands/split-line.ts';
import {
  getDelivery,
  getOrder,
  salesDeliveryLineList,
  salesDeliveryList,
  salesOrderLineList,
  salesOrderList,
} from './queries.ts';
import { salesRefusals } from './refusals.ts';

export { hearGoodsShipped } from './hear-reports.ts';

export const sales = {
  commands: [
    saveOrder,
    approveOrder,
    unapproveOrder,
    closeOrder,
    voidOrder,
    notifyShipment,
    setPriority,
    splitLine,
    mergeLine,
  ],
  queries: [getOrder, getDelivery, getAvailability],
  lists: [salesOrderList, salesOrderLineList, salesDeliveryList, salesDeliveryLineList],
  refusals: salesRefusals,
};
