-- What planning reads of documents and stock, one row for each thing that is needed or comes: quantities in base units,
-- dates as the documents say them. How they count is decided in server/planning/inputs.
create view plan.order_need with (security_invoker = true) as
select l.company_id, l.item_id, l.id as line_id, o.id as document_id, o.no, l.line_no, l.delivery_date as day,
  (l.qty - l.qty_shipped)::numeric as qty, o.priority, p.code as partner_code, p.name as partner_name
from erp.sales_order_line l
join erp.sales_order o on o.company_id = l.company_id and o.id = l.order_id and o.state = 'approved'
join md.partner p on p.company_id = o.company_id and p.id = o.customer_id
where not l.closed and l.qty > l.qty_shipped;

create view plan.shipped_sale with (security_invoker = true) as
select l.company_id, l.item_id, l.delivery_date as day, l.qty_shipped::numeric as qty
from erp.sales_order_line l
where l.qty_shipped > 0 and exists (select from plan.forecast f where f.company_id = l.company_id and f.item_id = l.item_id);
comment on view plan.shipped_sale is 'what of the sales of forecast items has been shipped, on the day for which it was ordered';

create view plan.fetched_stock with (security_invoker = true) as
select a.company_id, a.item_id, a.owner_id, a.lot_id, a.status, (a.qty - a.qty_consumed - a.qty_released)::numeric as qty
from wms.allocation a
join wms.transfer_line r on r.company_id = a.company_id and r.id = a.demand_line_id
join wms.transfer t on t.company_id = r.company_id and t.id = r.transfer_id
join md.warehouse d on d.company_id = t.company_id and d.id = t.to_warehouse_id and d.purpose not in ('defective', 'virtual')
join wms.bin n on n.company_id = a.company_id and n.id = a.bin_id
join wms.bin_profile p on p.company_id = n.company_id and p.id = n.profile_id
join md.warehouse w on w.company_id = n.company_id and w.id = n.warehouse_id and w.purpose <> 'transit'
where a.demand_kind = 'transfer' and a.qty > a.qty_consumed + a.qty_released and (p.holding or w.purpose = 'defective');
comment on view plan.fetched_stock is 'held for a transfer that brings it from where it does not count to where it does: as good as on its way';

create view plan.usable_stock with (security_invoker = true) as
select t.company_id, t.item_id, t.lot_id, l.lot_no, l.expiry_date, t.in_transit, sum(t.qty)::numeric as qty
from (
  select b.company_id, b.item_id, b.owner_id, b.lot_id, b.status, w.purpose = 'transit' as in_transit, b.on_hand as qty
  from wms.balance b
  join wms.bin n on n.company_id = b.company_id and n.id = b.bin_id
  join wms.bin_profile p on p.company_id = n.company_id and p.id = n.profile_id and not p.holding
  join md.warehouse w on w.company_id = n.company_id and w.id = n.warehouse_id and w.purpose <> 'defective'
  where b.on_hand > 0
  union all
  select company_id, item_id, owner_id, lot_id, status, true, qty from plan.fetched_stock
) t
join md.stock_status s on s.code = t.status and s.promisable
join wms.lot l on l.company_id = t.company_id and l.id = t.lot_id and l.blocked_reason is null
join md.partner o on o.company_id = t.company_id and o.id = t.owner_id and o.is_own
group by t.company_id, t.item_id, t.lot_id, l.lot_no, l.expiry_date, t.in_transit;
comment on view plan.usable_stock is 'what contract.stock_position calls promisable, by lot: expiry is judged by the plan';

create view plan.open_purchase with (security_invoker = true) as
select l.company_id, l.item_id, l.id as line_id, o.id as document_id, o.no, l.line_no,
  coalesce(l.confirmed_date, l.delivery_date) as day, o.business_date as start_day, l.tracking_no, o.state = 'draft' as draft,
  (l.qty - l.qty_received + l.qty_rejected)::numeric as qty, p.code as partner_code, p.name as partner_name
from erp.purchase_order_line l
join erp.purchase_order o on o.company_id = l.company_id and o.id = l.order_id and o.state in ('draft', 'approved')
join md.partner p on p.company_id = o.company_id and p.id = o.supplier_id
where not l.closed and l.qty - l.qty_received + l.qty_rejected > 0;
comment on view plan.open_purchase is 'what a supplier still owes: neither here nor, having been rejected, here any more';

create view plan.in_inspection with (security_invoker = true) as
select q.company_id, q.item_id, q.id as document_id, q.no, q.business_date as day, t.expiry_date,
  coalesce(l.tracking_no, '') as tracking_no, p.code as partner_code, p.name as partner_name,
  (q.qty - q.qty_accepted - q.qty_conceded - q.qty_rejected)::numeric as qty
from qms.inspection q
join wms.lot t on t.company_id = q.company_id and t.id = q.lot_id
join md.partner p on p.company_id = q.company_id and p.id = q.supplier_id
left join erp.purchase_order_line l on l.company_id = q.company_id and l.id = q.origin_line_id
where q.state = 'pending' and q.qty > q.qty_accepted + q.qty_conceded + q.qty_rejected;

create view plan.firm_supply with (security_invoker = true) as
select f.company_id, f.item_id, f.id as document_id, f.no, f.kind, f.start_date as start_day, f.end_date as day,
  f.tracking_no, (f.qty - f.qty_done)::numeric as qty, coalesce(p.code, '') as partner_code,
  coalesce(p.name, '') as partner_name, f.takes_item_id, t.code as takes, f.takes_num, f.takes_den, r.code as takes_parent,
  f.takes_from, f.takes_to, f.for_order_id, f.for_line_no, o.no || '/' || f.for_line_no as for_need
from plan.firm_order f
left join md.partner p on p.company_id = f.company_id and p.id = f.supplier_id
left join md.item t on t.company_id = f.company_id and t.id = f.takes_item_id
left join md.item r on r.company_id = f.company_id and r.id = f.takes_parent_id
left join erp.sales_order o on o.company_id = f.company_id and o.id = f.for_order_id
where f.state in ('firm', 'released') and f.qty > f.qty_done
  and (f.kind <> 'substitute' or exists (select from plan.order_need n
    where n.company_id = f.company_id and n.document_id = f.for_order_id and n.line_no = f.for_line_no));
comment on view plan.firm_supply is 'a substitution as long as the line is open that it is meant for: for_need, as the plan calls it';

create view plan.substitute_take with (security_invoker = true) as
select f.company_id, f.takes_item_id as item_id, f.document_id, f.no, f.day, f.tracking_no, f.takes, f.qty, f.takes_num,
  f.takes_den, n.priority, f.partner_code, f.partner_name
from plan.firm_supply f
join plan.order_need n on n.company_id = f.company_id and n.document_id = f.for_order_id and n.line_no = f.for_line_no
where f.kind = 'substitute';
comment on view plan.substitute_take is 'what substitutions ask of what they take, as urgently as the order they are meant for';

create view plan.serving with (security_invoker = true) as
select s.company_id, s.id, s.order_id, n.no || '/' || n.line_no as need, coalesce(t.no || '/' || t.line_no, f.no) as than,
  coalesce(t.no, f.no) as than_no, s.than_order_id, t.line_no as than_line_no, s.than_firm_id, s.reason, s.ruled_by, s.ruled_at
from plan.serve_before s
join plan.order_need n on n.company_id = s.company_id and n.document_id = s.order_id and n.line_no = s.line_no
left join plan.order_need t on t.company_id = s.company_id and t.document_id = s.than_order_id
  and t.line_no = s.than_line_no
left join plan.firm_supply f on f.company_id = s.company_id and f.document_id = s.than_firm_id
where s.ended_at is null and (t.document_id is not null or f.document_id is not null);
comment on view plan.serving is 'rulings that hold: both needs are open, and nobody has ended them';

create view plan.tracked_receipt with (security_invoker = true) as
select r.company_id, r.item_id, r.lot_id, r.movement_id, l.tracking_no, r.qty
from erp.purchase_receipt_line r
join erp.purchase_order_line l on l.company_id = r.company_id and l.id = r.order_line_id
join md.item_planning g on g.company_id = r.company_id and g.item_id = r.item_id and g.policy = 'order'
where l.tracking_no <> '';
comment on view plan.tracked_receipt is 'what came in for one tracking number: the rest of a lot belongs to its latest receipts';

create view plan.structure_line with (security_invoker = true) as
select b.company_id, b.item_id, b.bom_id, l.component_id, c.code as component, l.line_no, l.qty_num, l.qty_den, l.qty_fixed,
  l.loss, l.by_product, greatest(b.valid_from, l.valid_from) as valid_from, least(b.valid_to, l.valid_to) as valid_to
from (
  select company_id, item_id, id as bom_id, valid_from, least(valid_to, coalesce(lead(valid_from) over versions - 1,
    'infinity'::date)) as valid_to
  from md.bom where state = 'active' window versions as (partition by company_id, item_id order by valid_from, version)
) b
join md.bom_line l on l.company_id = b.company_id and l.bom_id = b.bom_id
join md.item c on c.company_id = l.company_id and c.id = l.component_id
where greatest(b.valid_from, l.valid_from) <= least(b.valid_to, l.valid_to);
comment on view plan.structure_line is 'lines of active versions; a later version ends the one before it';

create view plan.stock_elsewhere with (security_invoker = true) as
select b.company_id, b.item_id, w.id as warehouse_id, w.name as warehouse,
  case when w.purpose = 'defective' then '' else n.code end as bin, sum(b.on_hand - b.allocated)::numeric as qty
from wms.balance b
join wms.bin n on n.company_id = b.company_id and n.id = b.bin_id and n.blocked_out is null
join wms.bin_profile p on p.company_id = n.company_id and p.id = n.profile_id
join md.warehouse w on w.company_id = n.company_id and w.id = n.warehouse_id
join md.stock_status s on s.code = b.status and s.promisable
join wms.lot l on l.company_id = b.company_id and l.id = b.lot_id and l.blocked_reason is null
join md.partner o on o.company_id = b.company_id and o.id = b.owner_id and o.is_own
where b.on_hand > b.allocated and w.purpose <> 'transit' and (p.holding or w.purpose = 'defective')
group by b.company_id, b.item_id, w.id, w.name, w.purpose, case when w.purpose = 'defective' then '' else n.code end;
comment on view plan.stock_elsewhere is 'good stock that the plan does not count on, because of where it lies: a transfer fetches it, or it only changes its bin';

create view plan.document_item with (security_invoker = true) as
select company_id, order_id as document_id, item_id from erp.sales_order_line
union all select company_id, order_id, item_id from erp.purchase_order_line
union all select company_id, id, item_id from qms.inspection
union all select company_id, id, item_id from md.bom
union all select company_id, id, item_id from plan.forecast
union all select company_id, id, item_id from plan.firm_order
union all select company_id, transfer_id, item_id from wms.transfer_line
union all select company_id, id, takes_item_id from plan.firm_order where takes_item_id is not null
union all select company_id, for_order_id, item_id from plan.firm_order where for_order_id is not null
union all select company_id, for_order_id, takes_item_id from plan.firm_order where for_order_id is not null;
comment on view plan.document_item is 'which items a document is about, whatever its kind';

create view plan.log_entry with (security_invoker = true) as
select company_id, xid, 'a' || id as key, entity, entity_id, command, actor_id, recorded_at from sys.audit
union all
select company_id, xid, 'm' || id, 'movement', item_id::text, kind, actor_id, recorded_at from wms.movement;
comment on view plan.log_entry is 'what happened, as a plan follows it: the audit, and the movements that no audit tells';

