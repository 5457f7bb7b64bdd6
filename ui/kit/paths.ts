// Where a thing opens: the page of each kind of document, so that every code on the screen is a real link.

const PATHS: Readonly<Record<string, string>> = {
  purchase_order: '/purchase-order',
  sales_order: '/sales-order',
  receiving_notice: '/receiving-notice',
  inspection: '/inspection',
  shipment: '/shipment',
  voucher: '/voucher',
  transfer_order: '/transfer-order',
  transfer: '/transfer',
  count_order: '/count-order',
  count_job: '/count-job',
  user: '/user',
  item: '/card/item',
  partner: '/card/partner',
  warehouse: '/card/warehouse',
};
const LISTS: Readonly<Record<string, string>> = {
  purchase_receipt: 'purchase.list-receipts',
  sales_delivery: 'sales.list-deliveries',
  purchase_invoice: 'settlement.list-purchase-invoices',
  sales_invoice: 'settlement.list-sales-invoices',
  payment: 'settlement.list-payments',
};

/** The address of a document's page; null when its kind has none. */
export function pathOf(kind: string, id: string): string | null {
  const page = PATHS[kind];
  if (page && id) return `${page}/${id}`;
  const list = LISTS[kind];
  return list ? `/list/${list}` : null;
}
