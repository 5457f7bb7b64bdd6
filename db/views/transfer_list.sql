-- Transfers between warehouses with how far each has come.
create view wms.transfer_list with (security_invoker = true) as
select t.company_id, t.id, t.no, t.state, t.from_warehouse_id, f.name as from_warehouse_name, t.to_warehouse_id,
  w.name as to_warehouse_name, i.body ->> 'originNo' as order_no, (i.body ->> 'originId')::uuid as order_id,
  q.qty_ordered, q.qty_dispatched, q.qty_arrived, q.qty_short, q.qty_lost,
  (q.qty_dispatched - q.qty_arrived - q.qty_lost)::numeric as qty_in_transit, t.created_at
from wms.transfer t
join contract.instruction i on i.company_id = t.company_id and i.id = t.instruction_id
join md.warehouse f on f.company_id = t.company_id and f.id = t.from_warehouse_id
join md.warehouse w on w.company_id = t.company_id and w.id = t.to_warehouse_id
cross join lateral (
  select sum(l.qty_ordered)::numeric as qty_ordered, sum(l.qty_dispatched)::numeric as qty_dispatched,
    sum(l.qty_arrived)::numeric as qty_arrived, sum(l.qty_short)::numeric as qty_short, sum(l.qty_lost)::numeric as qty_lost
  from wms.transfer_line l where l.company_id = t.company_id and l.transfer_id = t.id
) q;

create view wms.transfer_line_list with (security_invoker = true) as
select l.company_id, l.id, l.transfer_id, t.from_warehouse_id, t.to_warehouse_id, t.no as transfer_no, l.line_no, l.item_id, i.code as item_code,
  i.name as item_name, i.spec as item_spec, i.pinyin as item_pinyin, u.code as unit, l.qty_ordered,
  coalesce((select sum(a.qty - a.qty_consumed - a.qty_released) from wms.allocation a
    where a.company_id = l.company_id and a.demand_line_id = l.id and a.bin_id <> t.transit_bin_id), 0)::numeric as qty_allocated,
  l.qty_dispatched, l.qty_arrived, l.qty_short, l.qty_lost,
  (l.qty_dispatched - l.qty_arrived - l.qty_lost)::numeric as qty_in_transit
from wms.transfer_line l
join wms.transfer t on t.company_id = l.company_id and t.id = l.transfer_id
join md.item i on i.company_id = l.company_id and i.id = l.item_id
join md.unit u on u.company_id = i.company_id and u.id = i.base_unit_id;

-- What has left one warehouse and not reached the other, held for its transfer.
create view wms.in_transit_list with (security_invoker = true) as
select a.company_id, a.id, t.id as transfer_id, t.no as transfer_no, n.body ->> 'originNo' as order_no,
  (n.body ->> 'originId')::uuid as order_id, t.from_warehouse_id, f.name as from_warehouse_name, t.to_warehouse_id,
  w.name as to_warehouse_name, a.item_id, i.code as item_code, i.name as item_name, i.pinyin as item_pinyin,
  u.code as unit, a.lot_id, o.lot_no, (a.qty - a.qty_consumed - a.qty_released)::numeric as qty,
  coalesce(k.state in ('ready', 'claimed', 'started'), false) as has_task, b.code as to_bin, a.created_at as dispatched_at
from wms.allocation a
join wms.transfer_line l on l.company_id = a.company_id and l.id = a.demand_line_id
join wms.transfer t on t.company_id = l.company_id and t.id = l.transfer_id and t.transit_bin_id = a.bin_id
join contract.instruction n on n.company_id = t.company_id and n.id = t.instruction_id
join md.warehouse f on f.company_id = t.company_id and f.id = t.from_warehouse_id
join md.warehouse w on w.company_id = t.company_id and w.id = t.to_warehouse_id
join md.item i on i.company_id = a.company_id and i.id = a.item_id
join md.unit u on u.company_id = i.company_id and u.id = i.base_unit_id
join wms.lot o on o.company_id = a.company_id and o.id = a.lot_id
left join wms.task k on k.company_id = a.company_id and k.id = a.task_id
left join wms.bin b on b.company_id = k.company_id and b.id = k.to_bin_id
where a.qty > a.qty_consumed + a.qty_released;
