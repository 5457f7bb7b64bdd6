// What the desk sees of purchasing: orders, open lines, receipts, and one order or receipt with its lines.
import { sql } from 'kysely';
import { z } from 'zod';
import { defineQuery } from '../../kernel/command.ts';
import { type ActionSpec, actionsOf, readLines, readRow, zDocument } from '../../kernel/document-query.ts';
import { defineList } from '../../kernel/list.ts';
import { ITEM_COLUMNS, LINE_NO, numberOf, opens } from '../../kernel/list-columns.ts';
import { ITEM_WORDS, numberWords, ownNumber, ownWords, partnerWords } from '../../kernel/list-search.ts';
import { zDate, zId, zMoment } from '../../kernel/schema.ts';
import { ORDER_STATE_WORDS, PROGRESS_WORDS, SIGNED_COLUMNS, pricedColumns } from '../orders/index.ts';
import { purchaseOrderStates } from './states.ts';

const PRICE = 'price.purchase';

export const EXPEDITE_STATE_WORDS = {
  open: { zh: '待答复', en: 'no answer yet', tone: 'waiting' },
  agreed: { zh: '已答应', en: 'agreed', tone: 'done' },
  later: { zh: '答复较晚', en: 'later than asked', tone: 'warn' },
  replaced: { zh: '已再催', en: 'asked again', tone: '' },
  withdrawn: { zh: '已撤回', en: 'taken back', tone: 'off' },
  over: { zh: '已了结', en: 'over', tone: '' },
} as const;

export const purchaseOrderList = defineList({
  name: 'purchase.list-orders',
  right: 'purchase_order.view',
  zh: '采购订单',
  en: 'Purchase orders',
  view: 'erp.purchase_order_list',
  key: 'id',
  sort: [{ column: 'no', direction: 'desc' }],
  rows: {
    table: 'erp.purchase_order',
    columns: [
      'id',
      'no',
      'state',
      'supplier_id',
      'warehouse_id',
      'business_date',
      'delivery_date',
      'remark',
      'total',
    ],
  },
  search: [
    ownNumber('erp.purchase_order'),
    ownWords('erp.purchase_order', 'remark'),
    partnerWords('supplier_id'),
  ],
  totals: ['total'],
  columns: [
    numberOf('purchase_order'),
    { key: 'state', kind: 'state', zh: '状态', en: 'State', words: ORDER_STATE_WORDS },
    { key: 'progress', kind: 'state', zh: '入库', en: 'Stocked', words: PROGRESS_WORDS },
    { key: 'supplier_name', kind: 'text', zh: '供应商', en: 'Supplier' },
    { key: 'business_date', kind: 'date', zh: '日期', en: 'Date', sortable: true },
    { key: 'delivery_date', kind: 'date', zh: '交货日期', en: 'Delivery', sortable: true },
    { key: 'warehouse_name', kind: 'text', zh: '收料仓', en: 'Warehouse' },
    { key: 'total', kind: 'amount', zh: '价税合计', en: 'Total', right: PRICE, sortable: true },
    ...SIGNED_COLUMNS,
  ],
});

export const purchaseOrderLineList = defineList({
  name: 'purchase.list-order-lines',
  right: 'purchase_order.view',
  zh: '采购订单明细',
  en: 'Purchase order lines',
  view: 'erp.purchase_order_line_list',
  key: 'id',
  sort: [{ column: 'delivery_date', direction: 'asc' }],
  rows: {
    table: 'erp.purchase_order_line',
    columns: ['id', 'order_id', 'line_no', 'item_id', 'delivery_date', 'qty', 'total', 'closed'],
  },
  search: [numberWords('erp.purchase_order', 'order_id'), partnerWords('supplier_id'), ...ITEM_WORDS],
  totals: ['qty', 'qty_open', 'total'],
  columns: [
    opens('purchase_order', 'order_id', { key: 'order_no', zh: '单号', en: 'No.' }),
    { key: 'state', kind: 'state', zh: '状态', en: 'State', words: ORDER_STATE_WORDS },
    { key: 'supplier_name', kind: 'text', zh: '供应商', en: 'Supplier' },
    ...ITEM_COLUMNS,
    { key: 'item_spec', kind: 'text', zh: '规格', en: 'Spec' },
    { key: 'unit', kind: 'text', zh: '单位', en: 'Unit' },
    ...pricedColumns(PRICE),
    { key: 'confirmed_date', kind: 'date', zh: '供应商确认日期', en: 'Confirmed' },
    { key: 'tracking_no', kind: 'text', zh: '计划跟踪号', en: 'Tracking no.' },
    { key: 'tolerance_over', kind: 'rate', zh: '超收', en: 'Over tolerance' },
    { key: 'qty_notified', kind: 'qty', zh: '已通知', en: 'Notified' },
    { key: 'qty_received', kind: 'qty', zh: '已收料', en: 'Received' },
    { key: 'qty_stocked', kind: 'qty', zh: '已入库', en: 'Stocked' },
    { key: 'qty_rejected', kind: 'qty', zh: '判退', en: 'Rejected' },
    { key: 'qty_invoiced', kind: 'qty', zh: '已开票', en: 'Invoiced' },
    { key: 'qty_open', kind: 'qty', zh: '未入库', en: 'Open' },
  ],
});

export const purchaseExpediteList = defineList({
  name: 'purchase.list-expedites',
  right: 'purchase_order.view',
  zh: '催货',
  en: 'Expediting',
  view: 'erp.purchase_expedite_list',
  key: 'id',
  sort: [{ column: 'asked_at', direction: 'desc' }],
  search: ['order_no', 'supplier_name', 'supplier_pinyin', 'item_code', 'item_name', 'item_pinyin', 'reason'],
  columns: [
    opens('purchase_order', 'order_id', { key: 'order_no', zh: '采购订单', en: 'Order', sortable: true }),
    { key: 'line_no', kind: 'integer', zh: '行号', en: 'Line' },
    { key: 'state', kind: 'state', zh: '答复', en: 'Answer', words: EXPEDITE_STATE_WORDS },
    { key: 'supplier_name', kind: 'text', zh: '供应商', en: 'Supplier' },
    ...ITEM_COLUMNS,
    { key: 'qty', kind: 'qty', zh: '未交数', en: 'Owed' },
    { key: 'unit', kind: 'text', zh: '单位', en: 'Unit' },
    { key: 'expected_date', kind: 'date', zh: '原交期', en: 'Was expected', sortable: true },
    { key: 'wanted_date', kind: 'date', zh: '要求交期', en: 'Asked for', sortable: true },
    { key: 'answered_date', kind: 'date', zh: '答复交期', en: 'Answered', sortable: true },
    { key: 'reason', kind: 'text', zh: '原因', en: 'Why' },
    { key: 'asked_by_name', kind: 'text', zh: '催货人', en: 'Asked by' },
    { key: 'asked_at', kind: 'moment', zh: '催货时间', en: 'Asked at', sortable: true },
    { key: 'answered_at', kind: 'moment', zh: '答复时间', en: 'Answered at' },
  ],
});

export const purchaseReceiptList = defineList({
  name: 'purchase.list-receipts',
  right: 'purchase_order.view',
  zh: '采购入库单',
  en: 'Purchase receipts',
  view: 'erp.purchase_receipt_list',
  key: 'id',
  sort: [{ column: 'no', direction: 'desc' }],
  search: [ownNumber('erp.purchase_receipt'), partnerWords('supplier_id')],
  totals: ['qty', 'amount'],
  columns: [
    numberOf('purchase_receipt'),
    { key: 'business_date', kind: 'date', zh: '日期', en: 'Date', sortable: true },
    { key: 'supplier_name', kind: 'text', zh: '供应商', en: 'Supplier' },
    { key: 'warehouse_name', kind: 'text', zh: '仓库', en: 'Warehouse' },
    { key: 'qty', kind: 'qty', zh: '实收数', en: 'Quantity' },
    { key: 'amount', kind: 'amount', zh: '暂估金额', en: 'Estimated amount', right: PRICE },
    { key: 'invoice_state', kind: 'state', zh: '开票', en: 'Invoiced', words: PROGRESS_WORDS },
    {
      key: 'state',
      kind: 'state',
      zh: '状态',
      en: 'State',
      hidden: true,
      words: { approved: { zh: '已入库', en: 'in stock', tone: 'done' } },
    },
  ],
});

export const purchaseReceiptLineList = defineList({
  name: 'purchase.list-receipt-lines',
  right: 'purchase_order.view',
  zh: '采购入库明细',
  en: 'Lines of purchase receipts',
  view: 'erp.purchase_receipt_line_list',
  key: 'id',
  sort: [
    { column: 'receipt_no', direction: 'desc' },
    { column: 'line_no', direction: 'asc' },
  ],
  search: ['receipt_no', 'order_no', 'item_code', 'item_name', 'lot_no'],
  columns: [
    opens('purchase_receipt', 'receipt_id', {
      key: 'receipt_no',
      zh: '入库单',
      en: 'Receipt',
      sortable: true,
    }),
    LINE_NO,
    opens('purchase_order', 'order_id', { key: 'order_no', zh: '订单', en: 'Order' }),
    ...ITEM_COLUMNS,
    { key: 'lot_no', kind: 'code', zh: '批号', en: 'Lot' },
    { key: 'conceded', kind: 'boolean', zh: '让步', en: 'Conceded' },
    { key: 'qty', kind: 'qty', zh: '实收数', en: 'Quantity' },
    { key: 'unit', kind: 'text', zh: '单位', en: 'Unit' },
    { key: 'price', kind: 'price', zh: '单价', en: 'Price', right: PRICE },
    { key: 'tax_rate', kind: 'rate', zh: '税率', en: 'Tax rate', right: PRICE },
    { key: 'amount', kind: 'amount', zh: '暂估金额', en: 'Estimated amount', right: PRICE },
    { key: 'qty_invoiced', kind: 'qty', zh: '已开票', en: 'Invoiced' },
    { key: 'movement_id', kind: 'integer', zh: '流水号', en: 'Movement' },
  ],
});

const ACTIONS: readonly ActionSpec[] = [
  {
    verb: 'notify',
    command: 'purchase.notify-arrival',
    right: 'purchase_order.edit',
    zh: '下推收料通知',
    en: 'Push down notice',
  },
  { verb: 'approve', command: 'purchase.approve-order', right: 'purchase_order.approve' },
  { verb: 'edit', command: 'purchase.save-order', right: 'purchase_order.edit' },
  { verb: 'unapprove', command: 'purchase.unapprove-order', right: 'purchase_order.approve' },
  { verb: 'close', command: 'purchase.close-order', right: 'purchase_order.approve' },
  { verb: 'void', command: 'purchase.void-order', right: 'purchase_order.edit' },
];

export const getOrder = defineQuery({
  name: 'purchase.get-order',
  right: 'purchase_order.view',
  input: z.object({ orderId: zId }),
  output: zDocument,
  run: async (tx, input, ctx) => {
    const document = await readRow(tx, ctx, purchaseOrderList, input.orderId, [
      'supplier_id',
      'warehouse_id',
      'version',
      'terms',
    ]);
    const lines = await readLines(tx, ctx, purchaseOrderLineList, 'order_id', input.orderId, [
      'item_id',
      'unit_id',
    ]);
    return {
      document,
      lines,
      actions: actionsOf(ACTIONS, purchaseOrderStates, String(document['state']), ctx.actor.rights),
    };
  },
});

const zExpedite = z.object({
  lineId: zId,
  state: z.enum(['open', 'agreed', 'later', 'over']),
  wantedDate: zDate,
  answeredDate: zDate.nullable(),
  reason: z.string(),
  askedBy: z.string(),
  askedAt: zMoment,
});
type Expedite = z.output<typeof zExpedite>;

/** What was asked for the lines of an order, the latest of each line. */
export const getExpedites = defineQuery({
  name: 'purchase.get-expedites',
  right: 'purchase_order.view',
  input: z.object({ orderId: zId }),
  output: z.array(zExpedite),
  run: async (tx, { orderId }, ctx) => {
    const { rows } = await sql<Expedite>`
      select line_id as "lineId", state, wanted_date as "wantedDate", answered_date as "answeredDate", reason,
        asked_by_name as "askedBy", asked_at as "askedAt"
      from erp.purchase_expedite_list
      where company_id = ${ctx.companyId} and order_id = ${orderId} and state in ('open', 'agreed', 'later', 'over')
      order by id`.execute(tx);
    return rows;
  },
});

/** A receipt is written by the floor; nothing can be done to it here. */
export const getReceipt = defineQuery({
  name: 'purchase.get-receipt',
  right: 'purchase_order.view',
  input: z.object({ receiptId: zId }),
  output: zDocument,
  run: async (tx, { receiptId }, ctx) => ({
    document: await readRow(tx, ctx, purchaseReceiptList, receiptId),
    lines: await readLines(tx, ctx, purchaseReceiptLineList, 'receipt_id', receiptId),
    actions: [],
  }),
});
