-- Transfer orders with how far each has come: what left, what is on its way, what arrived.
create view erp.transfer_order_list with (security_invoker = true) as
select o.company_id, o.id, o.no, o.state, o.business_date, o.from_warehouse_id, f.name as from_warehouse_name,
  o.to_warehouse_id, t.name as to_warehouse_name, o.remark, o.version, b.name as prepared_by_name,
  a.name as approved_by_name, o.approved_at, s.line_count, s.qty, s.qty_dispatched, s.qty_arrived, s.qty_short,
  s.qty_lost, (s.qty_dispatched - s.qty_arrived - s.qty_lost)::numeric as qty_in_transit,
  case when s.qty_dispatched + s.qty_short = 0 then 'none'
    when s.qty_dispatched + s.qty_short < s.qty or s.qty_arrived + s.qty_lost < s.qty_dispatched then 'partial'
    else 'complete' end as progress,
  i.document_id as transfer_id, i.document_no as transfer_no
from erp.transfer_order o
join md.warehouse f on f.company_id = o.company_id and f.id = o.from_warehouse_id
join md.warehouse t on t.company_id = o.company_id and t.id = o.to_warehouse_id
join sys.user_account b on b.id = o.prepared_by
left join sys.user_account a on a.id = o.approved_by
left join sys.document_link k on k.company_id = o.company_id and k.from_kind = 'transfer_order' and k.from_id = o.id
  and k.to_kind = 'transfer'
left join contract.instruction i on i.company_id = k.company_id and i.document_kind = 'transfer' and i.document_id = k.to_id
  and i.kind = 'transfer'
cross join lateral (
  select count(*)::int as line_count, coalesce(sum(l.qty), 0)::numeric as qty,
    coalesce(sum(l.qty_dispatched), 0)::numeric as qty_dispatched, coalesce(sum(l.qty_arrived), 0)::numeric as qty_arrived,
    coalesce(sum(l.qty_short), 0)::numeric as qty_short, coalesce(sum(l.qty_lost), 0)::numeric as qty_lost
  from erp.transfer_order_line l where l.company_id = o.company_id and l.order_id = o.id
) s;

create view erp.transfer_order_line_list with (security_invoker = true) as
select l.company_id, l.id, l.order_id, o.no as order_no, o.state, o.from_warehouse_id, f.name as from_warehouse_name,
  o.to_warehouse_id, t.name as to_warehouse_name, l.line_no, l.item_id, i.code as item_code, i.name as item_name,
  i.spec as item_spec, i.pinyin as item_pinyin, u.code as unit, l.qty, l.qty_dispatched, l.qty_arrived, l.qty_short,
  l.qty_lost, (l.qty_dispatched - l.qty_arrived - l.qty_lost)::numeric as qty_in_transit
from erp.transfer_order_line l
join erp.transfer_order o on o.company_id = l.company_id and o.id = l.order_id
join md.warehouse f on f.company_id = o.company_id and f.id = o.from_warehouse_id
join md.warehouse t on t.company_id = o.company_id and t.id = o.to_warehouse_id
join md.item i on i.company_id = l.company_id and i.id = l.item_id
join md.unit u on u.company_id = i.company_id and u.id = i.base_unit_id;
