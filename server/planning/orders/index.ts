// The public face of planned orders: firming proposals, drafting purchases, and what suppliers offer.
import { draftPurchases } from './draft-purchases.ts';
import { changeFirmOrder, firmOrders, releaseFirmOrder, voidFirmOrder } from './firm-orders.ts';
import { planOrderRefusals } from './refusals.ts';

export { loadAlternates, loadElsewhere, loadOffers } from './load-shelf.ts';

export const planOrders = {
  commands: [firmOrders, changeFirmOrder, releaseFirmOrder, voidFirmOrder, draftPurchases],
  refusals: planOrderRefusals,
};
