// What the desk sees of purchasing: orders, open lines, receipts, and one order or receipt with its lines.
import { sql } from 'kysely';
import { z } from 'zod';
import { defineQuery } from '../../kernel/command.ts';
import { type ActionSpec, actionsOf, readLines, readRow, zDocument } from '../../kernel/document-query.ts';
import { defineList } from '../../kernel/list.ts';
import { ITEM_WORDS, numberWords, ownNumber, ownWords, partnerWords } from '../../kernel/list-search.ts';
import { zDate, zId, zMoment } from '../../kernel/schema.ts';
import { purchaseOrderStates } from './states.ts';

const PRICE = 'price.purchase';

export const ORDER_STATE_WORDS = {
  draft: { zh: '草稿', en: 'draft', tone: 'draft' },
  approved: { zh: '已审核', en: 'approved', tone: 'running' },
  closed: { zh: '已关闭', en: 'closed', tone: 'done' },
  void: { zh: '已作废', en: 'void', tone: 'off' },
} as const;

export const PROGRESS_WORDS = {
  none: { zh: '未执行', en: 'not started', tone: 'waiting' },
  partial: { zh: '部分', en: 'partial', tone: 'running' },
  complete: { zh: '全部', en: 'complete', tone: 'done' },
} as const;

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
    {
      key: 'no',
      kind: 'code',
      zh: '单号',
      en: 'No.',
      sortable: true,
      link: { kind: 'purchase_order', idColumn: 'id' },
    },
    { key: 'state', kind: 'state', zh: '状态', en: 'State', words: ORDER_STATE_WORDS },
    { key: 'progress', kind: 'state', zh: '入库', en: 'Stocked', words: PROGRESS_WORDS },
    { key: 'supplier_name', kind: 'text', zh: '供应商', en: 'Supplier' },
    { key: 'business_date', kind: 'date', zh: '日期', en: 'Date', sortable: true },
    { key: 'delivery_date', kind: 'date', zh: '交货日期', en: 'Delivery', sortable: true },
    { key: 'warehouse_name', kind: 'text', zh: '收料仓', en: 'Warehouse' },
    { key: 'total', kind: 'amount', zh: '价税合计', en: 'Total', right: PRICE, sortable: true },
    { key: 'prepared_by_name', kind: 'text', zh: '制单', en: 'Prepared by' },
    { key: 'approved_by_name', kind: 'text', zh: '审核', en: 'Approved by' },
    { key: 'remark', kind: 'text', zh: '备注', en: 'Remark' },
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
    {
      key: 'order_no',
      kind: 'code',
      zh: '单号',
      en: 'No.',
      link: { kind: 'purchase_order', idColumn: 'order_id' },
    },
    { key: 'state', kind: 'state', zh: '状态', en: 'State', words: ORDER_STATE_WORDS },
    { key: 'supplier_name', kind: 'text', zh: '供应商', en: 'Supplier' },
    { key: 'item_code', kind: 'code', zh: '物料', en: 'Item', link: { kind: 'item', idColumn: 'item_id' } },
    { key: 'item_name', kind: 'text', zh: '名称', en: 'Name' },
    { key: 'item_spec', kind: 'text', zh: '规格', en: 'Spec' },
    { key: 'unit', kind: 'text', zh: '单位', en: 'Unit' },
    { key: 'qty', kind: 'qty', zh: '数量', en: 'Quantity' },
    { key: 'price_with_tax', kind: 'price', zh: '含税单价', en: 'Price with tax', right: PRICE },
    { key: 'qty_entered', kind: 'qty', zh: '录入数量', en: 'Typed quantity', hidden: true },
    { key: 'unit_entered', kind: 'text', zh: '录入单位', en: 'Typed unit', hidden: true },
    {
      key: 'price_entered',
      kind: 'price',
      zh: '录入含税单价',
      en: 'Typed price',
      right: PRICE,
      hidden: true,
    },
    { key: 'tax_rate', kind: 'rate', zh: '税率', en: 'Tax rate', right: PRICE },
    { key: 'amount', kind: 'amount', zh: '金额', en: 'Amount', right: PRICE },
    { key: 'tax_amount', kind: 'amount', zh: '税额', en: 'Tax', right: PRICE },
    { key: 'total', kind: 'amount', zh: '价税合计', en: 'Total', right: PRICE },
    { key: 'delivery_date', kind: 'date', zh: '交货日期', en: 'Delivery', sortable: true },
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
    {
      key: 'order_no',
      kind: 'code',
      zh: '采购订单',
      en: 'Order',
      sortable: true,
      link: { kind: 'purchase_order', idColumn: 'order_id' },
    },
    { key: 'line_no', kind: 'integer', zh: '行号', en: 'Line' },
    { key: 'state', kind: 'state', zh: '答复', en: 'Answer', words: EXPEDITE_STATE_WORDS },
    { key: 'supplier_name', kind: 'text', zh: '供应商', en: 'Supplier' },
    { key: 'item_code', kind: 'code', zh: '物料', en: 'Item', link: { kind: 'item', idColumn: 'item_id' } },
    { key: 'item_name', kind: 'text', zh: '名称', en: 'Name' },
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
    {
      key: 'no',
      kind: 'code',
      zh: '单号',
      en: 'No.',
      sortable: true,
      link: { kind: 'purchase_receipt', idColumn: 'id' },
    },
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
    {
      key: 'receipt_no',
      kind: 'code',
      zh: '入库单',
      en: 'Receipt',
      sortable: true,
      link: { kind: 'purchase_receipt', idColumn: 'receipt_id' },
    },
    { key: 'line_no', kind: 'integer', zh: '行号', en: 'Line', sortable: true, hidden: true },
    {
      key: 'order_no',
      kind: 'code',
      zh: '订单',
      en: 'Order',
      link: { kind: 'purchase_order', idColumn: 'order_id' },
    },
    { key: 'item_code', kind: 'code', zh: '物料', en: 'Item', link: { kind: 'item', idColumn: 'item_id' } },
    { key: 'item_name', kind: 'text', zh: '名称', en: 'Name' },
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
  {
    verb: 'approve',
    command: 'purchase.approve-order',
    right: 'purchase_order.approve',
    zh: '审核',
    en: 'Approve',
  },
  { verb: 'edit', command: 'purchase.save-order', right: 'purchase_order.edit', zh: '修改', en: 'Edit' },
  {
    verb: 'unapprove',
    command: 'purchase.unapprove-order',
    right: 'purchase_order.approve',
    zh: '反审核',
    en: 'Unapprove',
  },
  {
    verb: 'close',
    command: 'purchase.close-order',
    right: 'purchase_order.approve',
    zh: '关闭',
    en: 'Close',
  },
  { verb: 'void', command: 'purchase.void-order', right: 'purchase_order.edit', zh: '作废', en: 'Void' },
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
