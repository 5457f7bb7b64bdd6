// Where a thing opens: the page of each kind of document, so that every code on the screen is a real link.

const PATHS: Readonly<Record<string, string>> = {
  purchase_order: '/purchase-order',
  sales_order: '/sales-order',
  receiving_notice: '/receiving-notice',
  inspection: '/inspection',
  shipment: '/shipment',
  voucher: '/voucher',
  purchase_receipt: '/purchase-receipt',
  sales_delivery: '/sales-delivery',
  purchase_invoice: '/purchase-invoice',
  sales_invoice: '/sales-invoice',
  payment: '/payment',
  transfer_order: '/transfer-order',
  firm_order: '/planned-order',
  transfer: '/transfer',
  count_order: '/count-order',
  count_job: '/count-job',
  user: '/user',
  bom: '/bom',
  item_planning: '/item-planning',
  work_centre: '/card/work_centre',
  work_calendar: '/work-calendar',
  item: '/card/item',
  partner: '/card/partner',
  warehouse: '/card/warehouse',
};

/** The address of a document's page; null when its kind has none. */
export function pathOf(kind: string, id: string): string | null {
  const page = PATHS[kind];
  return page && id ? `${page}/${id}` : null;
}
