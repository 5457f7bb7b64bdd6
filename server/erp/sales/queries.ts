// What the desk sees of sales: orders, open lines, deliveries, and one order with its lines.
import { z } from 'zod';
import { defineQuery } from '../../kernel/command.ts';
import { type ActionSpec, actionsOf, readLines, readRow, zDocument } from '../../kernel/document-query.ts';
import { defineList } from '../../kernel/list.ts';
import { ITEM_COLUMNS, LINE_NO, numberOf, opens } from '../../kernel/list-columns.ts';
import { ITEM_WORDS, numberWords, ownNumber, ownWords, partnerWords } from '../../kernel/list-search.ts';
import { zId } from '../../kernel/schema.ts';
import { ORDER_STATE_WORDS, PROGRESS_WORDS, SIGNED_COLUMNS, pricedColumns } from '../orders/index.ts';
import { salesOrderStates } from './states.ts';

const PRICE = 'price.sales';

export const salesOrderList = defineList({
  name: 'sales.list-orders',
  right: 'sales_order.view',
  zh: '销售订单',
  en: 'Sales orders',
  view: 'erp.sales_order_list',
  key: 'id',
  sort: [{ column: 'no', direction: 'desc' }],
  rows: {
    table: 'erp.sales_order',
    columns: [
      'id',
      'no',
      'state',
      'customer_id',
      'warehouse_id',
      'business_date',
      'delivery_date',
      'remark',
      'total',
    ],
  },
  search: [ownNumber('erp.sales_order'), ownWords('erp.sales_order', 'remark'), partnerWords('customer_id')],
  totals: ['total'],
  columns: [
    numberOf('sales_order'),
    { key: 'state', kind: 'state', zh: '状态', en: 'State', words: ORDER_STATE_WORDS },
    { key: 'progress', kind: 'state', zh: '发货', en: 'Shipped', words: PROGRESS_WORDS },
    { key: 'customer_name', kind: 'text', zh: '客户', en: 'Customer' },
    { key: 'customer_order_no', kind: 'code', zh: '客户单号', en: 'Customer order' },
    { key: 'business_date', kind: 'date', zh: '日期', en: 'Date', sortable: true },
    { key: 'delivery_date', kind: 'date', zh: '交货日期', en: 'Delivery', sortable: true },
    { key: 'priority', kind: 'integer', zh: '优先级', en: 'Priority', sortable: true },
    { key: 'warehouse_name', kind: 'text', zh: '发货仓', en: 'Warehouse' },
    { key: 'total', kind: 'amount', zh: '价税合计', en: 'Total', right: PRICE, sortable: true },
    ...SIGNED_COLUMNS,
  ],
});

export const salesOrderLineList = defineList({
  name: 'sales.list-order-lines',
  right: 'sales_order.view',
  zh: '销售订单明细',
  en: 'Sales order lines',
  view: 'erp.sales_order_line_list',
  key: 'id',
  sort: [{ column: 'delivery_date', direction: 'asc' }],
  rows: {
    table: 'erp.sales_order_line',
    columns: ['id', 'order_id', 'line_no', 'item_id', 'delivery_date', 'qty', 'total', 'closed'],
  },
  search: [numberWords('erp.sales_order', 'order_id'), partnerWords('customer_id'), ...ITEM_WORDS],
  totals: ['qty', 'qty_open', 'total'],
  columns: [
    opens('sales_order', 'order_id', { key: 'order_no', zh: '单号', en: 'No.' }),
    { key: 'state', kind: 'state', zh: '状态', en: 'State', words: ORDER_STATE_WORDS },
    { key: 'customer_name', kind: 'text', zh: '客户', en: 'Customer' },
    ...ITEM_COLUMNS,
    { key: 'item_spec', kind: 'text', zh: '规格', en: 'Spec' },
    { key: 'unit', kind: 'text', zh: '单位', en: 'Unit' },
    ...pricedColumns(PRICE),
    { key: 'qty_promised', kind: 'qty', zh: '预留', en: 'Promised' },
    { key: 'qty_notified', kind: 'qty', zh: '已通知', en: 'Notified' },
    { key: 'qty_shipped', kind: 'qty', zh: '已出库', en: 'Shipped' },
    { key: 'qty_short', kind: 'qty', zh: '短发', en: 'Short' },
    { key: 'qty_invoiced', kind: 'qty', zh: '已开票', en: 'Invoiced' },
    { key: 'qty_open', kind: 'qty', zh: '未发', en: 'Open' },
  ],
});

export const salesDeliveryList = defineList({
  name: 'sales.list-deliveries',
  right: 'sales_order.view',
  zh: '销售出库单',
  en: 'Sales deliveries',
  view: 'erp.sales_delivery_list',
  key: 'id',
  sort: [{ column: 'no', direction: 'desc' }],
  search: [ownNumber('erp.sales_delivery'), partnerWords('customer_id')],
  totals: ['qty'],
  columns: [
    numberOf('sales_delivery'),
    { key: 'business_date', kind: 'date', zh: '日期', en: 'Date', sortable: true },
    { key: 'customer_name', kind: 'text', zh: '客户', en: 'Customer' },
    { key: 'warehouse_name', kind: 'text', zh: '仓库', en: 'Warehouse' },
    { key: 'qty', kind: 'qty', zh: '实发数', en: 'Quantity' },
    { key: 'invoice_state', kind: 'state', zh: '开票', en: 'Invoiced', words: PROGRESS_WORDS },
    {
      key: 'state',
      kind: 'state',
      zh: '状态',
      en: 'State',
      hidden: true,
      words: { approved: { zh: '已出库', en: 'gone out', tone: 'done' } },
    },
  ],
});

export const salesDeliveryLineList = defineList({
  name: 'sales.list-delivery-lines',
  right: 'sales_order.view',
  zh: '销售出库明细',
  en: 'Lines of sales deliveries',
  view: 'erp.sales_delivery_line_list',
  key: 'id',
  sort: [
    { column: 'delivery_no', direction: 'desc' },
    { column: 'line_no', direction: 'asc' },
  ],
  search: ['delivery_no', 'order_no', 'item_code', 'item_name', 'lot_no'],
  columns: [
    opens('sales_delivery', 'delivery_id', {
      key: 'delivery_no',
      zh: '出库单',
      en: 'Delivery',
      sortable: true,
    }),
    LINE_NO,
    opens('sales_order', 'order_id', { key: 'order_no', zh: '订单', en: 'Order' }),
    ...ITEM_COLUMNS,
    { key: 'lot_no', kind: 'code', zh: '批号', en: 'Lot' },
    { key: 'qty', kind: 'qty', zh: '实发数', en: 'Quantity' },
    { key: 'unit', kind: 'text', zh: '单位', en: 'Unit' },
    { key: 'price_with_tax', kind: 'price', zh: '含税单价', en: 'Price with tax', right: PRICE },
    { key: 'tax_rate', kind: 'rate', zh: '税率', en: 'Tax rate', right: PRICE },
    { key: 'qty_invoiced', kind: 'qty', zh: '已开票', en: 'Invoiced' },
    { key: 'movement_id', kind: 'integer', zh: '流水号', en: 'Movement' },
  ],
});

const ACTIONS: readonly ActionSpec[] = [
  {
    verb: 'notify',
    command: 'sales.notify-shipment',
    right: 'sales_order.edit',
    zh: '下推发货通知',
    en: 'Push down shipment',
  },
  { verb: 'approve', command: 'sales.approve-order', right: 'sales_order.approve' },
  { verb: 'edit', command: 'sales.save-order', right: 'sales_order.edit' },
  { verb: 'unapprove', command: 'sales.unapprove-order', right: 'sales_order.approve' },
  { verb: 'close', command: 'sales.close-order', right: 'sales_order.approve' },
  { verb: 'void', command: 'sales.void-order', right: 'sales_order.edit' },
];

export const getOrder = defineQuery({
  name: 'sales.get-order',
  right: 'sales_order.view',
  input: z.object({ orderId: zId }),
  output: zDocument,
  run: async (tx, input, ctx) => {
    const document = await readRow(tx, ctx, salesOrderList, input.orderId, [
      'customer_id',
      'warehouse_id',
      'version',
      'terms',
      'ship_to',
    ]);
    const lines = await readLines(tx, ctx, salesOrderLineList, 'order_id', input.orderId, [
      'item_id',
      'unit_id',
    ]);
    return {
      document,
      lines,
      actions: actionsOf(ACTIONS, salesOrderStates, String(document['state']), ctx.actor.rights),
    };
  },
});

/** A delivery is written by the floor; nothing can be done to it here. */
export const getDelivery = defineQuery({
  name: 'sales.get-delivery',
  right: 'sales_order.view',
  input: z.object({ deliveryId: zId }),
  output: zDocument,
  run: async (tx, { deliveryId }, ctx) => ({
    document: await readRow(tx, ctx, salesDeliveryList, deliveryId),
    lines: await readLines(tx, ctx, salesDeliveryLineList, 'delivery_id', deliveryId),
    actions: [],
  }),
});
