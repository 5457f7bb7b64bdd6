// What desk and handheld see of shipments. No prices.
import { sql } from 'kysely';
import { z } from 'zod';
import { defineQuery } from '../../kernel/command.ts';
import { type ActionSpec, actionsOf, readRow, zDocument, zRow } from '../../kernel/document-query.ts';
import { defineList } from '../../kernel/list.ts';
import { numberOf, opens } from '../../kernel/list-columns.ts';
import { partnerWords } from '../../kernel/list-search.ts';
import { zId } from '../../kernel/schema.ts';
import { shipmentStates } from './states.ts';

export const SHIPMENT_STATE_WORDS = {
  open: { zh: '待释放', en: 'open', tone: 'waiting' },
  released: { zh: '已释放', en: 'released', tone: 'running' },
  picking: { zh: '拣货中', en: 'picking', tone: 'running' },
  picked: { zh: '已拣完', en: 'picked', tone: 'running' },
  packed: { zh: '已装箱', en: 'packed', tone: 'running' },
  shipped: { zh: '已发运', en: 'shipped', tone: 'done' },
  cancelled: { zh: '已取消', en: 'cancelled', tone: 'off' },
} as const;

export const shipmentList = defineList({
  name: 'shipping.list-shipments',
  right: 'shipment.view',
  zh: '发货通知单',
  en: 'Shipments',
  view: 'wms.shipment_list',
  key: 'id',
  sort: [{ column: 'no', direction: 'desc' }],
  warehouses: ['warehouse_id'],
  search: ['no', 'order_no', 'tracking_no', partnerWords('partner_id')],
  totals: ['qty_ordered', 'qty_shipped'],
  columns: [
    numberOf('shipment'),
    { key: 'state', kind: 'state', zh: '状态', en: 'State', words: SHIPMENT_STATE_WORDS },
    { key: 'partner_name', kind: 'text', zh: '客户', en: 'Customer' },
    opens('sales_order', 'order_id', { key: 'order_no', zh: '销售订单', en: 'Order' }),
    { key: 'warehouse_name', kind: 'text', zh: '仓库', en: 'Warehouse' },
    { key: 'due_date', kind: 'date', zh: '应发日期', en: 'Due', sortable: true },
    { key: 'qty_ordered', kind: 'qty', zh: '应发', en: 'Ordered' },
    { key: 'qty_allocated', kind: 'qty', zh: '已分配', en: 'Allocated' },
    { key: 'qty_picked', kind: 'qty', zh: '已拣', en: 'Picked' },
    { key: 'qty_shipped', kind: 'qty', zh: '已发', en: 'Shipped' },
    { key: 'qty_short', kind: 'qty', zh: '短缺', en: 'Short' },
    { key: 'carrier', kind: 'text', zh: '承运商', en: 'Carrier' },
    { key: 'tracking_no', kind: 'code', zh: '运单号', en: 'Tracking no.' },
  ],
});

const ACTIONS: readonly ActionSpec[] = [
  {
    verb: 'release',
    command: 'shipping.release-shipment',
    right: 'shipment.release',
    zh: '释放拣货',
    en: 'Release',
  },
  { verb: 'ship', command: 'shipping.confirm-shipment', right: 'task.execute', zh: '发运', en: 'Ship' },
  {
    verb: 'close_short',
    command: 'shipping.close-short',
    right: 'shipment.release',
    zh: '余数记短缺',
    en: 'Declare short',
  },
];

export const getShipment = defineQuery({
  name: 'shipping.get-shipment',
  right: 'shipment.view',
  input: z.object({ shipmentId: zId }),
  output: zDocument.extend({ staged: z.array(zRow), packages: z.array(zRow) }),
  run: async (tx, input, ctx) => {
    const document = await readRow(tx, ctx, shipmentList, input.shipmentId, ['ship_to']);
    const lines = await sql<Record<string, unknown>>`
      select l.id, l.line_no, l.item_id, i.code as item_code, i.name as item_name, i.spec as item_spec, u.code as unit,
        trim_scale(l.qty_ordered)::text as qty_ordered, trim_scale(l.qty_allocated)::text as qty_allocated,
        trim_scale(l.qty_picked)::text as qty_picked, trim_scale(l.qty_packed)::text as qty_packed,
        trim_scale(l.qty_shipped)::text as qty_shipped, trim_scale(l.qty_short)::text as qty_short, l.short_reason
      from wms.shipment_line l
      join md.item i on i.company_id = l.company_id and i.id = l.item_id
      join md.unit u on u.company_id = i.company_id and u.id = i.base_unit_id
      where l.company_id = ${ctx.companyId} and l.shipment_id = ${input.shipmentId} order by l.line_no limit 500`.execute(
      tx,
    );
    const staged = await sql<Record<string, unknown>>`
      select l.id as shipment_line_id, i.code as item_code, i.name as item_name, t.id as lot_id, t.lot_no, u.code as unit,
        trim_scale(sum(a.qty - a.qty_consumed - a.qty_released))::text as qty,
        trim_scale(coalesce((select sum(p.qty) from wms.package_line p where p.company_id = l.company_id
          and p.shipment_line_id = l.id and p.lot_id = t.id), 0))::text as qty_packed,
        array(select b.barcode from md.item_barcode b where b.company_id = i.company_id and b.item_id = i.id) as barcodes
      from wms.allocation a
      join wms.shipment_line l on l.company_id = a.company_id and l.id = a.demand_line_id
      join wms.shipment s on s.company_id = l.company_id and s.id = l.shipment_id and s.staging_bin_id = a.bin_id
      join md.item i on i.company_id = a.company_id and i.id = a.item_id
      join md.unit u on u.company_id = i.company_id and u.id = i.base_unit_id
      join wms.lot t on t.company_id = a.company_id and t.id = a.lot_id
      where a.company_id = ${ctx.companyId} and l.shipment_id = ${input.shipmentId}
        and a.qty > a.qty_consumed + a.qty_released
      group by l.company_id, l.id, i.company_id, i.id, i.code, i.name, t.id, t.lot_no, u.code limit 500`.execute(
      tx,
    );
    const packages = await sql<Record<string, unknown>>`
      select p.no, trim_scale(p.weight_kg)::text as weight_kg, trim_scale(sum(k.qty))::text as qty
      from wms.package p join wms.package_line k on k.company_id = p.company_id and k.package_id = p.id
      where p.company_id = ${ctx.companyId} and p.shipment_id = ${input.shipmentId}
      group by p.no, p.weight_kg order by p.no limit 500`.execute(tx);
    return {
      document,
      lines: lines.rows,
      staged: staged.rows,
      packages: packages.rows,
      actions: actionsOf(ACTIONS, shipmentStates, String(document['state']), ctx.actor.rights),
    };
  },
});
