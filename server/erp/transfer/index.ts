// The transfer order's public face.
import { approveOrder, closeOrder, voidOrder } from './commands/change-state.ts';
import { saveOrder } from './commands/save-order.ts';
import { getAvailability, getOrder, transferOrderLineList, transferOrderList } from './queries.ts';
import { transferRefusals } from './refusals.ts';

export { hearGoodsArrived, hearGoodsDispatched, hearLostInTransit } from './hear-reports.ts';

export const transfer = {
  commands: [saveOrder, approveOrder, closeOrder, voidOrder],
  queries: [getOrder, getAvailability],
  lists: [transferOrderList, transferOrderLineList],
  refusals: transferRefusals,
};
