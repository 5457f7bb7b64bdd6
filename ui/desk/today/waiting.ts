// What may wait for somebody, by right: the list it stands in, which of its rows wait, who acts on them and what to do.
import type { Filter } from '../../kit/list-state.ts';
import type { WordKey } from '../../kit/words.tsx';

export type Waiting = {
  readonly key: WordKey;
  readonly list: string;
  /** Who sees the number. */
  readonly right: string;
  /** Who has to act; the rows are shown to them one by one. */
  readonly acts?: string;
  readonly filters: readonly Filter[];
  /** Base data, shown to those for whom nothing else waits. */
  readonly base?: true;
  /** The page where it is done, where that is not the list. */
  readonly to?: string;
  /** What a row shows: its document, whom or what it is about, and by when. */
  readonly row?: {
    readonly kind: string;
    readonly no: string;
    readonly about: readonly string[];
    readonly when: string;
  };
};

const eq = (column: string, value: string): Filter => ({ column, op: 'eq', value });
const ne = (column: string, value: string): Filter => ({ column, op: 'ne', value });

export const WAITING: readonly Waiting[] = [
  {
    key: 'home.purchaseDraft',
    list: 'purchase.list-orders',
    right: 'purchase_order.view',
    acts: 'purchase_order.approve',
    filters: [eq('state', 'draft')],
    row: { kind: 'purchase_order', no: 'no', about: ['supplier_name'], when: 'delivery_date' },
  },
  {
    key: 'home.expediteOpen',
    list: 'purchase.list-expedites',
    right: 'purchase_order.view',
    filters: [eq('state', 'open')],
  },
  {
    key: 'home.salesDraft',
    list: 'sales.list-orders',
    right: 'sales_order.view',
    acts: 'sales_order.approve',
    filters: [eq('state', 'draft')],
    row: { kind: 'sales_order', no: 'no', about: ['customer_name'], when: 'delivery_date' },
  },
  {
    key: 'home.salesToSend',
    list: 'sales.list-orders',
    right: 'sales_order.view',
    acts: 'sales_order.edit',
    filters: [eq('state', 'approved'), eq('progress', 'none')],
    row: { kind: 'sales_order', no: 'no', about: ['customer_name'], when: 'delivery_date' },
  },
  {
    key: 'home.purchaseToCome',
    list: 'purchase.list-orders',
    right: 'purchase_order.view',
    acts: 'purchase_order.edit',
    filters: [eq('state', 'approved'), ne('progress', 'complete')],
    row: { kind: 'purchase_order', no: 'no', about: ['supplier_name'], when: 'delivery_date' },
  },
  {
    key: 'home.inspections',
    list: 'quality.list-inspections',
    right: 'inspection.view',
    acts: 'inspection.rule',
    filters: [eq('state', 'pending')],
    row: {
      kind: 'inspection',
      no: 'no',
      about: ['supplier_name', 'item_name', 'lot_no'],
      when: 'created_at',
    },
  },
  {
    key: 'home.differences',
    list: 'count.list-orders',
    right: 'count_order.view',
    acts: 'count_order.approve',
    filters: [eq('state', 'counted')],
    row: { kind: 'count_order', no: 'no', about: ['warehouse_name', 'remark'], when: 'business_date' },
  },
  {
    key: 'home.transferDraft',
    list: 'transfer.list-orders',
    right: 'transfer_order.view',
    acts: 'transfer_order.approve',
    filters: [eq('state', 'draft')],
    row: {
      kind: 'transfer_order',
      no: 'no',
      about: ['from_warehouse_name', 'to_warehouse_name'],
      when: 'business_date',
    },
  },
  {
    key: 'home.notices',
    list: 'receiving.list-notices',
    right: 'receiving.view',
    acts: 'receiving.execute',
    filters: [{ column: 'state', op: 'in', value: 'receiving' }],
    row: { kind: 'receiving_notice', no: 'no', about: ['partner_name'], when: 'expected_date' },
  },
  {
    key: 'home.shipments',
    list: 'shipping.list-shipments',
    right: 'shipment.view',
    acts: 'shipment.release',
    filters: [ne('state', 'shipped'), ne('state', 'cancelled')],
    row: { kind: 'shipment', no: 'no', about: ['partner_name'], when: 'due_date' },
  },
  { key: 'home.tasksOpen', list: 'tasks.list-tasks', right: 'task.view', filters: [eq('state', 'ready')] },
  {
    key: 'home.vouchers',
    list: 'ledger.list-vouchers',
    right: 'voucher.view',
    acts: 'voucher.review',
    filters: [{ column: 'reviewed_by_name', op: 'empty', value: '' }],
    row: { kind: 'voucher', no: 'no', about: ['summary'], when: 'business_date' },
  },
  {
    key: 'home.receiptsToInvoice',
    list: 'settlement.receipts-to-invoice',
    right: 'invoice.approve',
    filters: [],
    to: '/invoice/purchase',
  },
  {
    key: 'home.deliveriesToInvoice',
    list: 'settlement.deliveries-to-invoice',
    right: 'invoice.approve',
    filters: [],
    to: '/invoice/sales',
  },
  {
    key: 'home.openItems',
    list: 'settlement.list-open-items',
    right: 'invoice.view',
    acts: 'payment.edit',
    filters: [ne('age', 'settled')],
    row: { kind: '', no: 'source_no', about: ['partner_name'], when: 'due_date' },
  },
  { key: 'home.users', list: 'people.list-users', right: 'user.manage', base: true, filters: [] },
  { key: 'home.items', list: 'masterdata.list-items', right: 'item.edit', base: true, filters: [] },
  { key: 'home.partners', list: 'masterdata.list-partners', right: 'partner.edit', base: true, filters: [] },
];

/** What somebody may begin from here. */
export const BEGIN: readonly { readonly to: string; readonly key: WordKey; readonly right: string }[] = [
  { to: '/sales-order/new', key: 'order.newSales', right: 'sales_order.edit' },
  { to: '/purchase-order/new', key: 'order.newPurchase', right: 'purchase_order.edit' },
  { to: '/transfer-order/new', key: 'transfer.new', right: 'transfer_order.edit' },
  { to: '/count-order/new', key: 'count.new', right: 'count_order.edit' },
];
