// What the desk sees of counts: orders with how far the floor is, and the lines with book, counted and difference.
import { z } from 'zod';
import { defineQuery } from '../../kernel/command.ts';
import { type ActionSpec, actionsOf, readLines, readRow, zDocument } from '../../kernel/document-query.ts';
import { defineList } from '../../kernel/list.ts';
import { ITEM_COLUMNS, numberOf, opens } from '../../kernel/list-columns.ts';
import { ITEM_WORDS, numberWords } from '../../kernel/list-search.ts';
import { zId } from '../../kernel/schema.ts';
import { countOrderStates } from './states.ts';

const ORDER_STATE_WORDS = {
  draft: { zh: '草稿', en: 'draft', tone: 'draft' },
  approved: { zh: '盘点中', en: 'counting', tone: 'running' },
  counted: { zh: '待处理差异', en: 'differences to decide', tone: 'warn' },
  settled: { zh: '已完成', en: 'settled', tone: 'done' },
  void: { zh: '已作废', en: 'void', tone: 'off' },
} as const;

const DECISION_WORDS = {
  adjust: { zh: '调整账面', en: 'adjust', tone: 'done' },
  keep_book: { zh: '维持账面', en: 'keep the book', tone: 'info' },
  recount: { zh: '重盘', en: 'count again', tone: 'waiting' },
} as const;

const STATUS_WORDS = {
  available: { zh: '可用', en: 'available', tone: 'done' },
  pending: { zh: '待检', en: 'pending', tone: 'inspect' },
  frozen: { zh: '冻结', en: 'frozen', tone: 'hold' },
  rejected: { zh: '判退', en: 'rejected', tone: 'bad' },
  damaged: { zh: '不良', en: 'damaged', tone: 'bad' },
} as const;

export const countOrderList = defineList({
  name: 'count.list-orders',
  right: 'count_order.view',
  zh: '盘点单',
  en: 'Count orders',
  view: 'erp.count_order_list',
  key: 'id',
  sort: [{ column: 'no', direction: 'desc' }],
  warehouses: ['warehouse_id'],
  search: ['no', 'warehouse_name', 'remark'],
  columns: [
    numberOf('count_order'),
    { key: 'state', kind: 'state', zh: '状态', en: 'State', words: ORDER_STATE_WORDS },
    { key: 'warehouse_name', kind: 'text', zh: '仓库', en: 'Warehouse' },
    { key: 'business_date', kind: 'date', zh: '日期', en: 'Date', sortable: true },
    { key: 'bin_count', kind: 'integer', zh: '仓位数', en: 'Bins' },
    { key: 'bins_counted', kind: 'integer', zh: '已盘仓位', en: 'Bins counted' },
    { key: 'line_count', kind: 'integer', zh: '明细行', en: 'Lines' },
    { key: 'difference_count', kind: 'integer', zh: '差异行', en: 'Differences' },
    { key: 'prepared_by_name', kind: 'text', zh: '制单', en: 'Prepared by' },
    { key: 'approved_by_name', kind: 'text', zh: '下达', en: 'Approved by' },
    { key: 'settled_by_name', kind: 'text', zh: '差异审核', en: 'Settled by' },
    { key: 'remark', kind: 'text', zh: '备注', en: 'Remark' },
  ],
});

export const countOrderLineList = defineList({
  name: 'count.list-order-lines',
  right: 'count_order.view',
  zh: '盘点单明细',
  en: 'Count order lines',
  view: 'erp.count_order_line_list',
  key: 'id',
  sort: [{ column: 'order_no', direction: 'desc' }],
  warehouses: ['warehouse_id'],
  search: [numberWords('erp.count_order', 'order_id'), 'bin_code', 'lot_no', ...ITEM_WORDS],
  totals: ['qty_book', 'qty_counted', 'qty_difference', 'value_difference'],
  columns: [
    opens('count_order', 'order_id', { key: 'order_no', zh: '单号', en: 'No.', sortable: true }),
    { key: 'state', kind: 'state', zh: '状态', en: 'State', words: ORDER_STATE_WORDS },
    { key: 'bin_code', kind: 'code', zh: '仓位', en: 'Bin', sortable: true },
    ...ITEM_COLUMNS,
    { key: 'item_spec', kind: 'text', zh: '规格', en: 'Spec' },
    { key: 'lot_no', kind: 'code', zh: '批号', en: 'Lot' },
    { key: 'status', kind: 'state', zh: '库存状态', en: 'Status', words: STATUS_WORDS },
    { key: 'unit', kind: 'text', zh: '单位', en: 'Unit' },
    { key: 'qty_book', kind: 'qty', zh: '账存', en: 'Book' },
    { key: 'qty_counted', kind: 'qty', zh: '实盘', en: 'Counted' },
    { key: 'qty_difference', kind: 'qty', zh: '差异', en: 'Difference' },
    {
      key: 'value_difference',
      kind: 'amount',
      zh: '差异金额',
      en: 'Value',
      right: 'cost.view',
    },
    { key: 'decision', kind: 'state', zh: '处理', en: 'Decision', words: DECISION_WORDS },
    { key: 'reason', kind: 'text', zh: '原因', en: 'Reason' },
  ],
});

const ACTIONS: readonly ActionSpec[] = [
  {
    verb: 'approve',
    command: 'count.approve-order',
    right: 'count_order.edit',
    zh: '下达盘点',
    en: 'Start counting',
  },
  { verb: 'edit', command: 'count.save-order', right: 'count_order.edit' },
  {
    verb: 'settle',
    command: 'count.settle-differences',
    right: 'count_order.approve',
    zh: '处理差异',
    en: 'Settle differences',
  },
  { verb: 'void', command: 'count.void-order', right: 'count_order.edit' },
];

export const getOrder = defineQuery({
  name: 'count.get-order',
  right: 'count_order.view',
  input: z.object({ orderId: zId }),
  output: zDocument,
  run: async (tx, input, ctx) => {
    const document = await readRow(tx, ctx, countOrderList, input.orderId, [
      'warehouse_id',
      'bin_codes',
      'item_ids',
      'item_codes',
      'job_id',
      'job_no',
      'version',
    ]);
    const lines = await readLines(tx, ctx, countOrderLineList, 'order_id', input.orderId, ['movement_id']);
    return {
      document,
      lines,
      actions: actionsOf(ACTIONS, countOrderStates, String(document['state']), ctx.actor.rights),
    };
  },
});
