// What desk and handheld see of transfers: the list, what is on its way, and one transfer with its lines. No prices.
import { sql } from 'kysely';
import { z } from 'zod';
import { defineQuery } from '../../kernel/command.ts';
import {
  type ActionSpec,
  actionsOf,
  readLines,
  readRow,
  zDocument,
  zRow,
} from '../../kernel/document-query.ts';
import { defineList } from '../../kernel/list.ts';
import { ITEM_COLUMNS, numberOf, opens } from '../../kernel/list-columns.ts';
import { ITEM_WORDS, LOT_WORDS, numberWords } from '../../kernel/list-search.ts';
import { zId } from '../../kernel/schema.ts';
import { transferStates } from './states.ts';

const TRANSFER_STATE_WORDS = {
  open: { zh: '待调出', en: 'open', tone: 'waiting' },
  dispatching: { zh: '调出中', en: 'dispatching', tone: 'running' },
  in_transit: { zh: '在途', en: 'in transit', tone: 'running' },
  closed: { zh: '已完成', en: 'closed', tone: 'done' },
  cancelled: { zh: '已取消', en: 'cancelled', tone: 'off' },
} as const;

const ORDER_LINK = { kind: 'transfer_order', idColumn: 'order_id' };

export const transferList = defineList({
  name: 'transferring.list-transfers',
  right: 'transfer_order.view',
  zh: '调拨通知',
  en: 'Transfers',
  view: 'wms.transfer_list',
  key: 'id',
  sort: [{ column: 'no', direction: 'desc' }],
  warehouses: ['from_warehouse_id', 'to_warehouse_id'],
  search: ['no', 'order_no', 'from_warehouse_name', 'to_warehouse_name'],
  totals: ['qty_ordered', 'qty_dispatched', 'qty_arrived'],
  columns: [
    numberOf('transfer'),
    { key: 'state', kind: 'state', zh: '状态', en: 'State', words: TRANSFER_STATE_WORDS },
    { key: 'order_no', kind: 'code', zh: '调拨单', en: 'Order', link: ORDER_LINK },
    { key: 'from_warehouse_name', kind: 'text', zh: '调出仓', en: 'From' },
    { key: 'to_warehouse_name', kind: 'text', zh: '调入仓', en: 'To' },
    { key: 'qty_ordered', kind: 'qty', zh: '应调', en: 'Ordered' },
    { key: 'qty_dispatched', kind: 'qty', zh: '已调出', en: 'Dispatched' },
    { key: 'qty_in_transit', kind: 'qty', zh: '在途', en: 'In transit' },
    { key: 'qty_arrived', kind: 'qty', zh: '已调入', en: 'Arrived' },
    { key: 'qty_short', kind: 'qty', zh: '短缺', en: 'Short' },
    { key: 'qty_lost', kind: 'qty', zh: '在途损耗', en: 'Lost' },
    { key: 'created_at', kind: 'moment', zh: '下达时间', en: 'Created', sortable: true },
  ],
});

const transferLineList = defineList({
  name: 'transferring.list-lines',
  right: 'transfer_order.view',
  zh: '调拨通知明细',
  en: 'Transfer lines',
  view: 'wms.transfer_line_list',
  key: 'id',
  sort: [{ column: 'transfer_no', direction: 'desc' }],
  warehouses: ['from_warehouse_id', 'to_warehouse_id'],
  search: [numberWords('wms.transfer', 'transfer_id'), ...ITEM_WORDS],
  columns: [
    opens('transfer', 'transfer_id', { key: 'transfer_no', zh: '单号', en: 'No.', sortable: true }),
    ...ITEM_COLUMNS,
    { key: 'item_spec', kind: 'text', zh: '规格', en: 'Spec' },
    { key: 'unit', kind: 'text', zh: '单位', en: 'Unit' },
    { key: 'qty_ordered', kind: 'qty', zh: '应调', en: 'Ordered' },
    { key: 'qty_allocated', kind: 'qty', zh: '已分配', en: 'Allocated' },
    { key: 'qty_dispatched', kind: 'qty', zh: '已调出', en: 'Dispatched' },
    { key: 'qty_in_transit', kind: 'qty', zh: '在途', en: 'In transit' },
    { key: 'qty_arrived', kind: 'qty', zh: '已调入', en: 'Arrived' },
    { key: 'qty_short', kind: 'qty', zh: '短缺', en: 'Short' },
    { key: 'qty_lost', kind: 'qty', zh: '在途损耗', en: 'Lost' },
  ],
});

export const inTransitList = defineList({
  name: 'transferring.list-in-transit',
  right: 'transfer_order.view',
  zh: '在途库存',
  en: 'Stock in transit',
  view: 'wms.in_transit_list',
  key: 'id',
  sort: [{ column: 'dispatched_at', direction: 'asc' }],
  warehouses: ['from_warehouse_id', 'to_warehouse_id'],
  search: ['transfer_no', 'order_no', ...ITEM_WORDS, LOT_WORDS],
  totals: ['qty'],
  columns: [
    opens('transfer', 'transfer_id', { key: 'transfer_no', zh: '调拨通知', en: 'Transfer', sortable: true }),
    { key: 'order_no', kind: 'code', zh: '调拨单', en: 'Order', link: ORDER_LINK },
    { key: 'from_warehouse_name', kind: 'text', zh: '调出仓', en: 'From' },
    { key: 'to_warehouse_name', kind: 'text', zh: '调入仓', en: 'To' },
    ...ITEM_COLUMNS,
    { key: 'lot_no', kind: 'code', zh: '批号', en: 'Lot' },
    { key: 'qty', kind: 'qty', zh: '在途数', en: 'In transit' },
    { key: 'unit', kind: 'text', zh: '单位', en: 'Unit' },
    { key: 'to_bin', kind: 'code', zh: '建议仓位', en: 'Suggested bin' },
    {
      key: 'has_task',
      kind: 'boolean',
      zh: '调入',
      en: 'Arrival',
      words: {
        true: { zh: '有任务', en: 'task waiting', tone: 'running' },
        false: { zh: '无人在搬', en: 'nobody brings it', tone: 'warn' },
      },
    },
    { key: 'dispatched_at', kind: 'moment', zh: '调出时间', en: 'Dispatched', sortable: true },
  ],
});

const ACTIONS: readonly ActionSpec[] = [
  {
    verb: 'release',
    command: 'transferring.release-transfer',
    right: 'shipment.release',
    zh: '再次分配',
    en: 'Allocate again',
  },
  {
    verb: 'close_short',
    command: 'transferring.close-short',
    right: 'shipment.release',
    zh: '余数记短缺',
    en: 'Declare short',
  },
  {
    verb: 'cancel_rest',
    command: 'transferring.cancel-rest',
    right: 'shipment.release',
    zh: '取消未调出',
    en: 'Cancel the rest',
  },
  {
    verb: 'seek_again',
    command: 'transferring.seek-again',
    right: 'task.execute',
    zh: '在途找回',
    en: 'Found in transit',
  },
  {
    verb: 'write_off',
    command: 'transferring.write-off',
    right: 'stock.adjust',
    zh: '在途报损',
    en: 'Write off',
  },
];

/** Verbs that have something to do: stock still wanted, or goods in transit that nobody is bringing in. */
async function idleVerbs(
  tx: Parameters<typeof readRow>[0],
  companyId: string,
  transferId: string,
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ wants: boolean; missing: boolean }>`
    select exists (select from wms.transfer_line_list l where l.company_id = ${companyId}
        and l.transfer_id = ${transferId} and l.qty_ordered > l.qty_allocated + l.qty_dispatched + l.qty_short) as wants,
      exists (select from wms.in_transit_list i where i.company_id = ${companyId}
        and i.transfer_id = ${transferId} and not i.has_task) as missing`.execute(tx);
  return new Set([
    ...(rows[0]?.wants ? [] : ['release', 'close_short']),
    ...(rows[0]?.missing ? [] : ['seek_again', 'write_off']),
  ]);
}

export const getTransfer = defineQuery({
  name: 'transferring.get-transfer',
  right: 'transfer_order.view',
  input: z.object({ transferId: zId }),
  output: zDocument.extend({ transit: z.array(zRow) }),
  run: async (tx, input, ctx) => {
    const { transferId } = input;
    const document = await readRow(tx, ctx, transferList, transferId, [
      'from_warehouse_id',
      'to_warehouse_id',
    ]);
    const lines = await readLines(tx, ctx, transferLineList, 'transfer_id', transferId);
    const transit = await sql<Record<string, unknown>>`
      select id, item_id, item_code, item_name, lot_no, unit, trim_scale(qty)::text as qty, to_bin, has_task, dispatched_at
      from wms.in_transit_list where company_id = ${ctx.companyId} and transfer_id = ${transferId}
      order by dispatched_at, id limit 500`.execute(tx);
    const idle = await idleVerbs(tx, ctx.companyId, transferId);
    return {
      document,
      lines,
      transit: transit.rows,
      actions: actionsOf(ACTIONS, transferStates, String(document['state']), ctx.actor.rights).filter(
        ({ verb }) => !idle.has(verb),
      ),
    };
  },
});

export const transferLists = [transferList, transferLineList, inTransitList];
