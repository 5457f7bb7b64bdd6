// Settlement's public face: invoices of both sides, payments, open items.
import { bookPayment } from './commands/book-payment.ts';
import { bookPurchaseInvoice } from './commands/book-purchase-invoice.ts';
import { bookSalesInvoice } from './commands/book-sales-invoice.ts';
import { reversePayment, reversePurchaseInvoice, reverseSalesInvoice } from './commands/reverse.ts';
import {
  getPayment,
  getPurchaseInvoice,
  getSalesInvoice,
  purchaseInvoiceLineList,
  salesInvoiceLineList,
  settlementList,
} from './document-queries.ts';
import {
  deliveryToInvoiceList,
  openItemList,
  partnerAgeingList,
  paymentList,
  purchaseInvoiceList,
  receiptToInvoiceList,
  salesInvoiceList,
} from './queries.ts';
import { settlementRefusals } from './refusals.ts';

export { dueDateOf } from './decide.ts';
export { lockPartner } from './load.ts';
export { type OpenItem, type Side, loadItems, reverseItem, writeItems } from './open-items.ts';

export const settlement = {
  commands: [
    bookPurchaseInvoice,
    bookSalesInvoice,
    bookPayment,
    reversePurchaseInvoice,
    reverseSalesInvoice,
    reversePayment,
  ],
  queries: [getPurchaseInvoice, getSalesInvoice, getPayment],
  lists: [
    purchaseInvoiceList,
    purchaseInvoiceLineList,
    salesInvoiceList,
    salesInvoiceLineList,
    paymentList,
    settlementList,
    openItemList,
    partnerAgeingList,
    receiptToInvoiceList,
    deliveryToInvoiceList,
  ],
  refusals: settlementRefusals,
};
