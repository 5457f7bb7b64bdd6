// Planned orders as a list and one by one, with what may be done with each.
import { z } from 'zod';
import { defineQuery } from '../../kernel/command.ts';
import { type ActionSpec, actionsOf, readRow, zDocument } from '../../kernel/document-query.ts';
import { defineList } from '../../kernel/list.ts';
import { ITEM_COLUMNS, numberOf, opens } from '../../kernel/list-columns.ts';
import { zId } from '../../kernel/schema.ts';
import { firmOrderStates } from './states.ts';

const STATE_WORDS = {
  firm: { zh: '已确认', en: 'firmed', tone: 'running' },
  released: { zh: '已投放', en: 'released', tone: 'running' },
  done: { zh: '已完成', en: 'done', tone: 'done' },
  void: { zh: '已作废', en: 'void', tone: 'off' },
} as const;

const KIND_WORDS = {
  buy: { zh: '采购', en: 'buy', tone: 'info' },
  make: { zh: '生产', en: 'make', tone: '' },
  subcontract: { zh: '委外', en: 'subcontract', tone: 'hold' },
  substitute: { zh: '替代', en: 'substitute', tone: 'warn' },
} as const;

export const plannedOrderList = defineList({
  name: 'planning.list-orders',
  right: 'planning.view',
  zh: '已确认的计划订单',
  en: 'Firmed planned orders',
  view: 'plan.firm_order_list',
  key: 'id',
  sort: [{ column: 'no', direction: 'desc' }],
  search: ['no', 'item_code', 'item_name', 'item_pinyin', 'supplier_name', 'tracking_no', 'remark'],
  columns: [
    numberOf('firm_order'),
    { key: 'state', kind: 'state', zh: '状态', en: 'State', words: STATE_WORDS },
    { key: 'kind', kind: 'state', zh: '类型', en: 'Kind', words: KIND_WORDS },
    ...ITEM_COLUMNS,
    { key: 'qty', kind: 'qty', zh: '数量', en: 'Quantity' },
    { key: 'qty_done', kind: 'qty', zh: '已完成', en: 'Done' },
    { key: 'unit', kind: 'text', zh: '单位', en: 'Unit' },
    { key: 'start_date', kind: 'date', zh: '开始', en: 'Start', sortable: true },
    { key: 'end_date', kind: 'date', zh: '收货', en: 'Receipt', sortable: true },
    { key: 'need_date', kind: 'date', zh: '需用日', en: 'Needed on', sortable: true },
    { key: 'supplier_name', kind: 'text', zh: '供应商', en: 'Supplier' },
    opens('item', 'takes_item_id', { key: 'takes_item_code', zh: '替代料', en: 'Substitute' }),
    { key: 'takes_item_name', kind: 'text', zh: '替代料名称', en: 'Name of the substitute' },
    { key: 'takes_qty', kind: 'qty', zh: '替代料数量', en: 'Quantity of the substitute' },
    opens('sales_order', 'for_order_id', { key: 'for_no', zh: '用于订单', en: 'For order' }),
    { key: 'tracking_no', kind: 'code', zh: '跟踪号', en: 'Tracking no.' },
    { key: 'prepared_by_name', kind: 'text', zh: '制单', en: 'Prepared by' },
    { key: 'remark', kind: 'text', zh: '备注', en: 'Remark' },
  ],
});

const ACTIONS: readonly ActionSpec[] = [
  {
    verb: 'purchase',
    command: 'planning.draft-purchases',
    right: 'purchase_order.edit',
    zh: '生成采购订单',
    en: 'Draft a purchase',
  },
  { verb: 'release', command: 'planning.release-order', right: 'planning.edit', zh: '投放', en: 'Release' },
  { verb: 'change', command: 'planning.change-order', right: 'planning.edit', zh: '修改', en: 'Change' },
  { verb: 'void', command: 'planning.void-order', right: 'planning.edit' },
];

/** What is bought is not released, what is made not bought, and a substitution neither. */
const NEVER_TAKEN: Readonly<Record<string, readonly string[]>> = {
  buy: ['release'],
  substitute: ['purchase', 'release'],
};

export const getPlannedOrder = defineQuery({
  name: 'planning.get-order',
  right: 'planning.view',
  input: z.object({ orderId: zId }),
  output: zDocument,
  run: async (tx, { orderId }, ctx) => {
    const document = await readRow(tx, ctx, plannedOrderList, orderId, [
      'item_id',
      'supplier_id',
      'takes_item_id',
      'for_order_id',
      'version',
    ]);
    const left = NEVER_TAKEN[String(document['kind'])] ?? ['purchase'];
    const actions = actionsOf(ACTIONS, firmOrderStates, String(document['state']), ctx.actor.rights);
    return { document, lines: [], actions: actions.filter(({ verb }) => !left.includes(verb)) };
  },
});
