// What the desk sees of transfers: orders, their lines with what is on its way, and one order.
import { sql } from 'kysely';
import { z } from 'zod';
import { defineQuery } from '../../kernel/command.ts';
import { type ActionSpec, actionsOf, readLines, readRow, zDocument } from '../../kernel/document-query.ts';
import { defineList } from '../../kernel/list.ts';
import { ITEM_COLUMNS, numberOf, opens } from '../../kernel/list-columns.ts';
import { ITEM_WORDS, numberWords } from '../../kernel/list-search.ts';
import { zId } from '../../kernel/schema.ts';
import { ORDER_STATE_WORDS, PROGRESS_WORDS, SIGNED_COLUMNS } from '../orders/index.ts';
import { transferOrderStates } from './states.ts';

export const transferOrderList = defineList({
  name: 'transfer.list-orders',
  right: 'transfer_order.view',
  zh: '调拨单',
  en: 'Transfer orders',
  view: 'erp.transfer_order_list',
  key: 'id',
  sort: [{ column: 'no', direction: 'desc' }],
  search: ['no', 'from_warehouse_name', 'to_warehouse_name', 'remark'],
  totals: ['qty', 'qty_dispatched', 'qty_arrived', 'qty_in_transit'],
  columns: [
    numberOf('transfer_order'),
    { key: 'state', kind: 'state', zh: '状态', en: 'State', words: ORDER_STATE_WORDS },
    { key: 'progress', kind: 'state', zh: '调拨', en: 'Moved', words: PROGRESS_WORDS },
    { key: 'from_warehouse_name', kind: 'text', zh: '调出仓', en: 'From' },
    { key: 'to_warehouse_name', kind: 'text', zh: '调入仓', en: 'To' },
    { key: 'business_date', kind: 'date', zh: '日期', en: 'Date', sortable: true },
    { key: 'qty', kind: 'qty', zh: '数量', en: 'Quantity' },
    { key: 'qty_dispatched', kind: 'qty', zh: '已调出', en: 'Dispatched' },
    { key: 'qty_in_transit', kind: 'qty', zh: '在途', en: 'In transit' },
    { key: 'qty_arrived', kind: 'qty', zh: '已调入', en: 'Arrived' },
    { key: 'qty_short', kind: 'qty', zh: '短缺', en: 'Short' },
    { key: 'qty_lost', kind: 'qty', zh: '在途损耗', en: 'Lost' },
    ...SIGNED_COLUMNS,
  ],
});

export const transferOrderLineList = defineList({
  name: 'transfer.list-order-lines',
  right: 'transfer_order.view',
  zh: '调拨单明细',
  en: 'Transfer order lines',
  view: 'erp.transfer_order_line_list',
  key: 'id',
  sort: [{ column: 'order_no', direction: 'desc' }],
  search: [numberWords('erp.transfer_order', 'order_id'), ...ITEM_WORDS],
  totals: ['qty', 'qty_dispatched', 'qty_arrived', 'qty_in_transit'],
  columns: [
    opens('transfer_order', 'order_id', { key: 'order_no', zh: '单号', en: 'No.', sortable: true }),
    { key: 'state', kind: 'state', zh: '状态', en: 'State', words: ORDER_STATE_WORDS },
    { key: 'from_warehouse_name', kind: 'text', zh: '调出仓', en: 'From' },
    { key: 'to_warehouse_name', kind: 'text', zh: '调入仓', en: 'To' },
    ...ITEM_COLUMNS,
    { key: 'item_spec', kind: 'text', zh: '规格', en: 'Spec' },
    { key: 'unit', kind: 'text', zh: '单位', en: 'Unit' },
    { key: 'qty', kind: 'qty', zh: '数量', en: 'Quantity' },
    { key: 'qty_dispatched', kind: 'qty', zh: '已调出', en: 'Dispatched' },
    { key: 'qty_in_transit', kind: 'qty', zh: '在途', en: 'In transit' },
    { key: 'qty_arrived', kind: 'qty', zh: '已调入', en: 'Arrived' },
    { key: 'qty_short', kind: 'qty', zh: '短缺', en: 'Short' },
    { key: 'qty_lost', kind: 'qty', zh: '在途损耗', en: 'Lost' },
  ],
});

const ACTIONS: readonly ActionSpec[] = [
  { verb: 'approve', command: 'transfer.approve-order', right: 'transfer_order.approve' },
  { verb: 'edit', command: 'transfer.save-order', right: 'transfer_order.edit' },
  { verb: 'close', command: 'transfer.close-order', right: 'transfer_order.approve' },
  { verb: 'void', command: 'transfer.void-order', right: 'transfer_order.edit' },
];

export const getOrder = defineQuery({
  name: 'transfer.get-order',
  right: 'transfer_order.view',
  input: z.object({ orderId: zId }),
  output: zDocument,
  run: async (tx, input, ctx) => {
    const document = await readRow(tx, ctx, transferOrderList, input.orderId, [
      'from_warehouse_id',
      'to_warehouse_id',
      'transfer_id',
      'transfer_no',
      'version',
    ]);
    const lines = await readLines(tx, ctx, transferOrderLineList, 'order_id', input.orderId);
    return {
      document,
      lines,
      actions: actionsOf(ACTIONS, transferOrderStates, String(document['state']), ctx.actor.rights),
    };
  },
});

export const getAvailability = defineQuery({
  name: 'transfer.availability',
  right: 'transfer_order.view',
  input: z.object({ fromWarehouseId: zId, toWarehouseId: zId.optional(), itemIds: z.array(zId).max(500) }),
  output: z.array(z.object({ itemId: zId, free: z.string(), there: z.string() })),
  run: async (tx, input, ctx) => {
    const { rows } = await sql<{ itemId: string; free: string; there: string }>`
      select w.item_id as "itemId",
        trim_scale(coalesce(sum(greatest(p.promisable - p.allocated, 0)) filter (
          where p.warehouse_id = ${input.fromWarehouseId}), 0))::text as free,
        trim_scale(coalesce(sum(p.on_hand) filter (
          where p.warehouse_id = ${input.toWarehouseId ?? null}::uuid), 0))::text as there
      from unnest(${[...new Set(input.itemIds)]}::uuid[]) as w (item_id)
      left join contract.stock_position p on p.company_id = ${ctx.companyId} and p.item_id = w.item_id
      group by w.item_id`.execute(tx);
    return rows;
  },
});
