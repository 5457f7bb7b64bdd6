// What ways out of a shortage are made of: who supplies an item on which terms, what may stand in for it, and what of
// it lies where the plan does not count on it. One query each, for all items asked about.
import { sql } from 'kysely';
import type { Tx } from '../../kernel/ctx.ts';
import type { Id } from '../../kernel/ids.ts';
import type { TravellingAlternate, TravellingOffer } from '../resident/index.ts';

export type SupplierOffer = TravellingOffer & { readonly itemId: Id };

/** Every source valid today; an item without sources is bought of its usual supplier on the card's terms. */
export async function loadOffers(
  tx: Tx,
  companyId: Id,
  today: string,
  codes: readonly string[],
): Promise<SupplierOffer[]> {
  const { rows } = await sql<SupplierOffer>`
    with offered as (
      select i.company_id, i.id as item_id, i.code as item, s.supplier_id, s.priority, s.quota, s.lead_days,
        s.order_minimum, s.order_multiple, s.calendar_id, i.lead_time_days, i.order_minimum as card_minimum,
        i.order_multiple as card_multiple, i.purchase_price
      from md.item i
      join md.item_source s on s.company_id = i.company_id and s.item_id = i.id
        and ${today}::date between s.valid_from and s.valid_to
      where i.company_id = ${companyId} and i.code = any(${codes}::text[]) and i.source <> 'make' and i.active
      union all
      select i.company_id, i.id, i.code, i.default_supplier_id, 1, 0, null, null, null, null, i.lead_time_days,
        i.order_minimum, i.order_multiple, i.purchase_price
      from md.item i
      where i.company_id = ${companyId} and i.code = any(${codes}::text[]) and i.source <> 'make' and i.active
        and i.default_supplier_id is not null
        and not exists (select from md.item_source s where s.company_id = i.company_id and s.item_id = i.id
          and ${today}::date between s.valid_from and s.valid_to))
    select o.item, o.item_id as "itemId", o.supplier_id as "supplierId", p.code as "supplierCode", p.name as supplier,
      o.priority, trim_scale(round(o.quota, 6))::text as quota, coalesce(o.lead_days, o.lead_time_days, 0) as "leadDays",
      coalesce(g.inspection_days, 0) as "waitDays", coalesce(sc.code, gc.code) as calendar,
      trim_scale(coalesce(o.order_minimum, o.card_minimum))::text as minimum,
      trim_scale(coalesce(o.order_multiple, o.card_multiple))::text as multiple,
      coalesce((select json_agg(json_build_object('from', trim_scale(t.qty_from)::text,
            'price', trim_scale(t.price_with_tax)::text) order by t.qty_from)
          from md.item_price t where t.company_id = o.company_id and t.side = 'purchase'
            and t.partner_id = o.supplier_id and t.item_id = o.item_id),
        case when o.purchase_price is null then '[]'::json
          else json_build_array(json_build_object('from', '0', 'price', trim_scale(o.purchase_price)::text)) end) as tiers
    from offered o
    join md.partner p on p.company_id = o.company_id and p.id = o.supplier_id
    left join md.item_planning g on g.company_id = o.company_id and g.item_id = o.item_id
    left join md.work_calendar sc on sc.company_id = o.company_id and sc.id = o.calendar_id
    left join md.work_calendar gc on gc.company_id = o.company_id and gc.id = g.calendar_id
    order by o.item, o.priority, p.code`.execute(tx);
  return rows;
}

/** With the ids of the item and what may stand in for it. */
export type OwnAlternate = TravellingAlternate & { readonly itemIds: Id[]; readonly parentId: Id | null };

export async function loadAlternates(
  tx: Tx,
  companyId: Id,
  codes: readonly string[],
): Promise<OwnAlternate[]> {
  const { rows } = await sql<OwnAlternate>`
    select array[x.item_id, x.substitute_id] as "itemIds", x.parent_id as "parentId", i.code as item, s.code as substitute,
      p.code as parent, trim_scale(x.qty_num)::text as num, trim_scale(x.qty_den)::text as den, x.valid_from as "from",
      x.valid_to as "to"
    from md.item_substitute x
    join md.item i on i.company_id = x.company_id and i.id = x.item_id
    join md.item s on s.company_id = x.company_id and s.id = x.substitute_id
    left join md.item p on p.company_id = x.company_id and p.id = x.parent_id
    where x.company_id = ${companyId} and x.kind = 'alternate' and i.code = any(${codes}::text[])
    order by i.code, x.priority, s.code`.execute(tx);
  return rows;
}

export type StockElsewhere = {
  readonly place: string;
  readonly item: string;
  readonly qty: string;
  readonly warehouseId: Id;
  readonly warehouse: string;
  /** Where it lies, when it only has to change its bin; '' when a transfer fetches it. */
  readonly bin: string;
};

export async function loadElsewhere(
  tx: Tx,
  companyId: Id,
  codes: readonly string[],
): Promise<StockElsewhere[]> {
  const { rows } = await sql<StockElsewhere>`
    select concat_ws(' ', e.warehouse, nullif(e.bin, '')) as place, i.code as item, trim_scale(e.qty)::text as qty,
      e.warehouse_id as "warehouseId", e.warehouse, e.bin
    from plan.stock_elsewhere e join md.item i on i.company_id = e.company_id and i.id = e.item_id
    where e.company_id = ${companyId} and i.code = any(${codes}::text[])
    order by i.code, e.qty desc, place`.execute(tx);
  return rows;
}

/** The usual warehouse of each item that has one. */
export async function loadWarehouses(tx: Tx, companyId: Id, codes: readonly string[]): Promise<Map<Id, Id>> {
  const { rows } = await sql<{ id: Id; warehouse_id: Id }>`
    select id, default_warehouse_id as warehouse_id from md.item
    where company_id = ${companyId} and code = any(${codes}::text[]) and default_warehouse_id is not null`.execute(
    tx,
  );
  return new Map(rows.map((row) => [row.id, row.warehouse_id]));
}
