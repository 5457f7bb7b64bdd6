-- Count orders with how far the floor is and how much differs.
create view erp.count_order_list with (security_invoker = true) as
select o.company_id, o.id, o.no, o.state, o.business_date, o.warehouse_id, w.name as warehouse_name, o.remark, o.version,
  o.scope -> 'binCodes' as bin_codes,
  array(select i.id from md.item i where i.company_id = o.company_id
    and i.id in (select jsonb_array_elements_text(o.scope -> 'itemIds')::uuid) order by i.code) as item_ids,
  array(select i.code from md.item i where i.company_id = o.company_id
    and i.id in (select jsonb_array_elements_text(o.scope -> 'itemIds')::uuid) order by i.code) as item_codes,
  b.name as prepared_by_name, a.name as approved_by_name, s.name as settled_by_name, o.approved_at, o.settled_at,
  i.document_id as job_id, i.document_no as job_no, t.bin_count, t.bins_counted, l.line_count, l.difference_count
from erp.count_order o
join md.warehouse w on w.company_id = o.company_id and w.id = o.warehouse_id
join sys.user_account b on b.id = o.prepared_by
left join sys.user_account a on a.id = o.approved_by
left join sys.user_account s on s.id = o.settled_by
left join sys.document_link k on k.company_id = o.company_id and k.from_kind = 'count_order' and k.from_id = o.id
  and k.to_kind = 'count_job'
left join contract.instruction i on i.company_id = k.company_id and i.document_kind = 'count_job' and i.document_id = k.to_id
  and i.kind = 'count'
cross join lateral (
  select count(distinct t.from_bin_id)::int as bin_count,
    (count(distinct t.from_bin_id) - count(distinct t.from_bin_id) filter (
      where t.state in ('ready', 'claimed', 'started')))::int as bins_counted
  from wms.task t where t.company_id = o.company_id and t.document_id = i.document_id and t.kind = 'count'
) t
cross join lateral (
  select count(*)::int as line_count, count(*) filter (where l.qty_counted <> l.qty_book)::int as difference_count
  from erp.count_order_line l where l.company_id = o.company_id and l.order_id = o.id
) l;

create view erp.count_order_line_list with (security_invoker = true) as
select l.company_id, l.id, l.order_id, o.no as order_no, o.state, o.warehouse_id, l.line_no, l.bin_code, l.item_id, i.code as item_code,
  i.name as item_name, i.spec as item_spec, i.pinyin as item_pinyin, u.code as unit, l.lot_no, l.status, l.qty_book,
  l.qty_counted, (l.qty_counted - l.qty_book)::numeric as qty_difference, l.decision, l.reason, l.movement_id::text,
  -- What the difference is worth: as booked, and before that at the present cost of what the books hold.
  case when l.qty_counted = l.qty_book then 0 else coalesce(
    (select sum(c.value) from fin.cost_row c where c.company_id = l.company_id and c.movement_id = l.movement_id),
    (select round((l.qty_counted - l.qty_book) * p.value / p.qty, 2) from fin.cost_pool p
      where p.company_id = l.company_id and p.item_id = l.item_id and p.cost_area = w.cost_area and p.qty > 0
        and (i.cost_method <> 'specific' or p.lot_id = l.lot_id) limit 1)) end::numeric(18,2) as value_difference
from erp.count_order_line l
join erp.count_order o on o.company_id = l.company_id and o.id = l.order_id
join md.warehouse w on w.company_id = o.company_id and w.id = o.warehouse_id
join md.item i on i.company_id = l.company_id and i.id = l.item_id
join md.unit u on u.company_id = i.company_id and u.id = i.base_unit_id;
