// The public face of planned orders: firming proposals, drafting purchases, and what suppliers offer.
import { decidedFor } from './decided.ts';
import { draftPurchases } from './draft-purchases.ts';
import { changeFirmOrder, firmOrders, releaseFirmOrder, voidFirmOrder } from './firm-orders.ts';
import { previewPurchases } from './preview-purchases.ts';
import { getPlannedOrder, plannedOrderList } from './queries.ts';
import { planOrderRefusals } from './refusals.ts';
import { endServeBefore, serveBefore } from './serve-before.ts';
import { decideSubstitute } from './substitute.ts';

export { type StockElsewhere, loadAlternates, loadElsewhere, loadOffers } from './load-shelf.ts';
export { previewPurchases } from './preview-purchases.ts';

export const planOrders = {
  commands: [
    firmOrders,
    changeFirmOrder,
    releaseFirmOrder,
    voidFirmOrder,
    draftPurchases,
    decideSubstitute,
    serveBefore,
    endServeBefore,
  ],
  queries: [getPlannedOrder, previewPurchases, decidedFor],
  lists: [plannedOrderList],
  refusals: planOrderRefusals,
};
