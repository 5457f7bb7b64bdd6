// Settlement's public face: invoices of both sides, payments, open items.
import { bookPayment } from './commands/book-payment.ts';
import { bookPurchaseInvoice } from './commands/book-purchase-invoice.ts';
import { bookSalesInvoice } from './commands/book-sales-invoice.ts';
import {
  deliveryToInvoiceList, openItemList, paymentList, purchaseInvoiceList, receiptToInvoiceList, salesInvoiceList,
} from './queries.ts';
import { settlementRefusals } from './refusals.ts';

export { dueDateOf } from './due.ts';

export const settlement = {
  commands: [bookPurchaseInvoice, bookSalesInvoice, bookPayment],
  lists: [purchaseInvoiceList, salesInvoiceList, paymentList, openItemList, receiptToInvoiceList, deliveryToInvoiceList],
  refusals: settlementRefusals,
};
