// Looking at master data, the public face.
import { itemList, partnerList, purchasePriceList, salesPriceList, warehouseList } from './lists.ts';
import { itemUnits, lookupItems, lookupPartners, lookupWarehouses } from './lookups.ts';

export const browse = {
  queries: [itemUnits, lookupItems, lookupPartners, lookupWarehouses],
  lists: [itemList, partnerList, purchasePriceList, salesPriceList, warehouseList],
};
