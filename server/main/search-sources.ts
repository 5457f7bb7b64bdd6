// What the search box finds beyond master data: documents of all trades by their number, lots and bins. Numbers are
// found by their beginning among all documents, and by any part among the latest.
import { type RawBuilder, sql } from 'kysely';
import {
  MOST_HITS,
  type SearchSource,
  masterdataSources,
  ofWarehouses,
} from '../masterdata/workplace/index.ts';

const LATEST = 5_000;

type DocumentSource = {
  readonly kind: string;
  readonly right: string;
  readonly zh: string;
  readonly en: string;
  readonly table: string;
  /** The column of the partner whose name is shown. */
  readonly partner?: string;
  /** The column that says whose warehouse it is. */
  readonly warehouse?: string;
};

const documentSource = ({ table, partner, warehouse, ...source }: DocumentSource): SearchSource => ({
  ...source,
  select: (sought, ctx) => {
    const scope: RawBuilder<unknown> = warehouse ? ofWarehouses(ctx, sql.ref(`d.${warehouse}`)) : sql`true`;
    const title = partner
      ? sql`(select p.name from md.partner p where p.company_id = ${ctx.companyId} and p.id = d.${sql.ref(partner)})`
      : sql`''`;
    const mine = sql`d.company_id = ${ctx.companyId} and ${scope}`;
    return sql`
      select d.id::text as id, d.no as code, coalesce(${title}, '') as title, d.state as subtitle,
        case when d.no = upper(${sought.exact}) then 0 else 1 end as rank
      from (
        (select d.* from ${sql.table(table)} d where ${mine} and d.no like ${sought.upperPrefix} limit ${MOST_HITS})
        union
        (select l.* from (select d.* from ${sql.table(table)} d where ${mine} order by d.id desc limit ${LATEST}) as l
          where l.no ilike ${sought.within} order by l.id desc limit ${MOST_HITS})
      ) as d order by rank, d.no desc limit ${MOST_HITS}`;
  },
});

const documents: readonly DocumentSource[] = [
  {
    kind: 'purchase_order',
    right: 'purchase_order.view',
    zh: '采购订单',
    en: 'Purchase orders',
    table: 'erp.purchase_order',
    partner: 'supplier_id',
  },
  {
    kind: 'firm_order',
    right: 'planning.view',
    zh: '计划订单',
    en: 'Planned orders',
    table: 'plan.firm_order',
    partner: 'supplier_id',
  },
  {
    kind: 'receiving_notice',
    right: 'receiving.view',
    zh: '收料通知单',
    en: 'Receiving notices',
    table: 'wms.receiving_notice',
    partner: 'partner_id',
    warehouse: 'warehouse_id',
  },
  {
    kind: 'inspection',
    right: 'inspection.view',
    zh: '检验单',
    en: 'Inspections',
    table: 'qms.inspection',
    partner: 'supplier_id',
  },
  {
    kind: 'sales_order',
    right: 'sales_order.view',
    zh: '销售订单',
    en: 'Sales orders',
    table: 'erp.sales_order',
    partner: 'customer_id',
  },
  {
    kind: 'shipment',
    right: 'shipment.view',
    zh: '发货单',
    en: 'Shipments',
    table: 'wms.shipment',
    partner: 'partner_id',
    warehouse: 'warehouse_id',
  },
  {
    kind: 'transfer_order',
    right: 'transfer_order.view',
    zh: '调拨单',
    en: 'Transfer orders',
    table: 'erp.transfer_order',
  },
  {
    kind: 'count_order',
    right: 'count_order.view',
    zh: '盘点单',
    en: 'Count orders',
    table: 'erp.count_order',
    warehouse: 'warehouse_id',
  },
  {
    kind: 'purchase_invoice',
    right: 'invoice.view',
    zh: '采购发票',
    en: 'Purchase invoices',
    table: 'fin.purchase_invoice',
    partner: 'supplier_id',
  },
  {
    kind: 'sales_invoice',
    right: 'invoice.view',
    zh: '销售发票',
    en: 'Sales invoices',
    table: 'fin.sales_invoice',
    partner: 'customer_id',
  },
  {
    kind: 'payment',
    right: 'payment.view',
    zh: '收付款单',
    en: 'Payments',
    table: 'fin.payment',
    partner: 'partner_id',
  },
];

const lots: SearchSource = {
  kind: 'lot',
  right: 'stock.view',
  zh: '批号',
  en: 'Lots',
  select: (sought, ctx) => sql`
    select l.id::text as id, l.lot_no as code, i.name as title, i.code as subtitle,
      case when l.lot_no = ${sought.exact} then 0 else 1 end as rank
    from wms.lot l join md.item i on i.company_id = l.company_id and i.id = l.item_id
    where l.company_id = ${ctx.companyId}
      and (l.lot_no ilike ${sought.prefix} or l.supplier_lot_no ilike ${sought.prefix})
    order by rank, l.lot_no limit ${MOST_HITS}`,
};

const bins: SearchSource = {
  kind: 'bin',
  right: 'stock.view',
  zh: '仓位',
  en: 'Bins',
  select: (sought, ctx) => sql`
    select b.id::text as id, b.code, w.name as title, '' as subtitle,
      case when b.code = upper(${sought.exact}) then 0 else 1 end as rank
    from wms.bin b join md.warehouse w on w.company_id = b.company_id and w.id = b.warehouse_id
    where b.company_id = ${ctx.companyId} and b.active and w.purpose <> 'virtual'
      and b.code like ${sought.upperPrefix} and ${ofWarehouses(ctx, sql`b.warehouse_id`)}
    order by rank, b.code limit ${MOST_HITS}`,
};

export const searchSources: readonly SearchSource[] = [
  ...masterdataSources,
  ...documents.map(documentSource),
  lots,
  bins,
];
