-- Shipments with how far each has come.
create view wms.shipment_list with (security_invoker = true) as
select s.company_id, s.id, s.no, s.state, s.due_date, s.ship_to, s.carrier, s.tracking_no, s.partner_id,
  p.code as partner_code, p.name as partner_name, p.pinyin as partner_pinyin, s.warehouse_id, w.name as warehouse_name,
  i.body ->> 'originNo' as order_no, (i.body ->> 'originId')::uuid as order_id, q.qty_ordered, q.qty_allocated,
  q.qty_picked, q.qty_shipped, q.qty_short, s.created_at
from wms.shipment s
join contract.instruction i on i.company_id = s.company_id and i.id = s.instruction_id
join md.partner p on p.company_id = s.company_id and p.id = s.partner_id
join md.warehouse w on w.company_id = s.company_id and w.id = s.warehouse_id
cross join lateral (
  select sum(l.qty_ordered)::numeric as qty_ordered, sum(l.qty_allocated)::numeric as qty_allocated,
    sum(l.qty_picked)::numeric as qty_picked, sum(l.qty_shipped)::numeric as qty_shipped, sum(l.qty_short)::numeric as qty_short
  from wms.shipment_line l where l.company_id = s.company_id and l.shipment_id = s.id
) q;
