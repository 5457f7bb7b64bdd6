-- Stock as lists: what is where, every movement, and what it is worth. Days left are counted from the company's own day.
create view wms.stock_list with (security_invoker = true) as
select b.company_id, b.item_id || b.owner_id::text || b.lot_id || b.status || b.bin_id as id, b.item_id, i.code as item_code,
  i.name as item_name, i.spec as item_spec, i.pinyin as item_pinyin, i.category, u.code as unit, b.lot_id, l.lot_no,
  l.supplier_lot_no, l.production_date, l.expiry_date, (l.expiry_date - d.today) as days_left, b.status,
  n.warehouse_id, w.code as warehouse_code, w.name as warehouse_name, n.id as bin_id, n.code as bin_code,
  o.name as owner_name, o.is_own, b.on_hand, b.allocated, (b.on_hand - b.allocated)::numeric(20,6) as free
from wms.balance b
join md.item i on i.company_id = b.company_id and i.id = b.item_id
join md.unit u on u.company_id = i.company_id and u.id = i.base_unit_id
join wms.lot l on l.company_id = b.company_id and l.id = b.lot_id
join wms.bin n on n.company_id = b.company_id and n.id = b.bin_id
join md.warehouse w on w.company_id = n.company_id and w.id = n.warehouse_id
join md.partner o on o.company_id = b.company_id and o.id = b.owner_id
join (select id, (now() at time zone time_zone)::date as today from sys.company) d on d.id = b.company_id
where b.on_hand > 0;

-- What is where, without the words.
create view wms.stock_row with (security_invoker = true) as
select b.company_id, b.item_id, b.lot_id, b.bin_id, b.status, b.on_hand, b.allocated,
  (b.on_hand - b.allocated)::numeric(20,6) as free
from wms.balance b where b.on_hand > 0;

create view wms.movement_list with (security_invoker = true) as
select m.company_id, m.id, m.kind, m.item_id, i.code as item_code, i.name as item_name, i.pinyin as item_pinyin, u.code as unit,
  m.lot_id, l.lot_no, m.qty, m.from_bin_id, fb.code as from_bin, m.from_status, m.to_bin_id, tb.code as to_bin, m.to_status,
  m.from_after, m.to_after, fb.warehouse_id, tb.warehouse_id as to_warehouse_id, m.source_kind, m.source_id, m.task_id, a.name as actor_name, m.device, m.occurred_at, m.recorded_at,
  m.business_date, m.reason
from wms.movement m
join md.item i on i.company_id = m.company_id and i.id = m.item_id
join md.unit u on u.company_id = i.company_id and u.id = i.base_unit_id
join wms.lot l on l.company_id = m.company_id and l.id = m.lot_id
join wms.bin fb on fb.company_id = m.company_id and fb.id = m.from_bin_id
join wms.bin tb on tb.company_id = m.company_id and tb.id = m.to_bin_id
left join sys.user_account a on a.id = m.actor_id;

create view fin.stock_value_list with (security_invoker = true) as
select p.company_id, p.id, p.item_id, i.code as item_code, i.name as item_name, i.pinyin as item_pinyin, i.category,
  i.inventory_account_code, p.cost_area, l.lot_no, u.code as unit, p.qty, p.value,
  case when p.qty > 0 then round(p.value / p.qty, 8) else 0 end::numeric(20,8) as unit_cost
from fin.cost_pool p
join md.item i on i.company_id = p.company_id and i.id = p.item_id
join md.unit u on u.company_id = i.company_id and u.id = i.base_unit_id
join wms.lot l on l.company_id = p.company_id and l.id = p.lot_id
where p.qty <> 0 or p.value <> 0;
