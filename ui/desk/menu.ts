// The desk's menu: two levels, filtered by what the person may do.
import type { WordKey } from '../kit/words.tsx';

export type MenuItem = {
  readonly to: string;
  readonly list?: string;
  readonly key?: WordKey;
  readonly right: string;
};
export type MenuGroup = { readonly key: WordKey; readonly items: readonly MenuItem[] };

const list = (name: string, right: string): MenuItem => ({ to: `/list/${name}`, list: name, right });

export const MENU: readonly MenuGroup[] = [
  {
    key: 'menu.purchase',
    items: [
      list('purchase.list-orders', 'purchase_order.view'),
      list('purchase.list-order-lines', 'purchase_order.view'),
      list('purchase.list-expedites', 'purchase_order.view'),
      list('purchase.list-receipts', 'purchase_order.view'),
    ],
  },
  {
    key: 'menu.sales',
    items: [
      list('sales.list-orders', 'sales_order.view'),
      list('sales.list-order-lines', 'sales_order.view'),
      list('sales.list-deliveries', 'sales_order.view'),
    ],
  },
  {
    key: 'menu.planning',
    items: [
      { to: '/planning/shortage', key: 'plan.shortage', right: 'planning.view' },
      { to: '/planning/orders', key: 'plan.orders', right: 'planning.view' },
      { to: '/planning/messages', key: 'plan.messages', right: 'planning.view' },
      { to: '/planning/proposals', key: 'plan.proposals', right: 'planning.view' },
      list('planning.list-orders', 'planning.view'),
      { to: '/planning/run', key: 'plan.run', right: 'planning.view' },
      { to: '/planning/capacity', key: 'plan.capacity', right: 'planning.view' },
      { to: '/forecast', key: 'forecast.title', right: 'forecast.view' },
      { to: '/planning/scheme', key: 'scheme.title', right: 'planning.view' },
      { to: '/planning/alerts', key: 'plan.alerts', right: 'planning.view' },
    ],
  },
  {
    key: 'menu.warehouse',
    items: [
      list('receiving.list-notices', 'receiving.view'),
      list('shipping.list-shipments', 'shipment.view'),
      list('transfer.list-orders', 'transfer_order.view'),
      list('transferring.list-transfers', 'transfer_order.view'),
      list('transferring.list-in-transit', 'transfer_order.view'),
      list('count.list-orders', 'count_order.view'),
      list('counting.list-jobs', 'count_order.view'),
      list('tasks.list-tasks', 'task.view'),
      list('stock.list-stock', 'stock.view'),
      list('stock.list-movements', 'stock.view'),
    ],
  },
  { key: 'menu.quality', items: [list('quality.list-inspections', 'inspection.view')] },
  {
    key: 'menu.finance',
    items: [
      list('ledger.list-vouchers', 'voucher.view'),
      list('ledger.trial-balance', 'voucher.view'),
      list('ledger.list-voucher-lines', 'voucher.view'),
      { to: '/invoice/purchase', key: 'menu.invoicePurchase', right: 'invoice.approve' },
      { to: '/invoice/sales', key: 'menu.invoiceSales', right: 'invoice.approve' },
      list('settlement.list-purchase-invoices', 'invoice.view'),
      list('settlement.list-sales-invoices', 'invoice.view'),
      { to: '/settle', key: 'menu.settle', right: 'payment.approve' },
      list('settlement.list-open-items', 'invoice.view'),
      list('settlement.list-ageing', 'invoice.view'),
      list('settlement.list-payments', 'payment.view'),
      list('costing.list-stock-values', 'cost.view'),
      list('costing.stock-summary', 'cost.view'),
      list('costing.list-cost-rows', 'cost.view'),
      { to: '/valuation', key: 'menu.valuation', right: 'cost.view' },
      { to: '/periods', key: 'menu.periods', right: 'period.close' },
    ],
  },
  {
    key: 'menu.structure',
    items: [
      list('structure.list-boms', 'structure.view'),
      list('structure.list-planning', 'structure.view'),
      list('structure.list-sources', 'structure.view'),
      list('structure.list-substitutes', 'structure.view'),
      list('structure.list-routings', 'structure.view'),
      list('structure.list-work-centres', 'structure.view'),
      list('structure.list-work-calendars', 'structure.view'),
    ],
  },
  {
    key: 'menu.master',
    items: [
      list('masterdata.list-items', 'item.view'),
      list('masterdata.list-partners', 'partner.view'),
      list('masterdata.list-warehouses', 'warehouse.view'),
      list('masterdata.list-purchase-prices', 'price.purchase'),
      list('masterdata.list-sales-prices', 'price.sales'),
    ],
  },
  {
    key: 'menu.settings',
    items: [
      { to: '/import', key: 'menu.import', right: 'import.run' },
      list('people.list-users', 'user.manage'),
      list('audit.list', 'audit.view'),
    ],
  },
];
