// Looking at master data, the public face.
import { itemList, partnerList, purchasePriceList, salesPriceList, warehouseList } from './lists.ts';
import { lookupItems, lookupPartners, lookupWarehouses } from './lookups.ts';

export const browse = {
  queries: [lookupItems, lookupPartners, lookupWarehouses],
  lists: [itemList, partnerList, purchasePriceList, salesPriceList, warehouseList],
};
