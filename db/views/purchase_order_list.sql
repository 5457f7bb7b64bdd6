-- Purchase orders with how far each has come.
create view erp.purchase_order_list with (security_invoker = true) as
select o.company_id, o.id, o.no, o.state, o.business_date, o.delivery_date, o.supplier_id, p.code as supplier_code,
  p.name as supplier_name, p.pinyin as supplier_pinyin, o.warehouse_id, w.name as warehouse_name, o.amount, o.tax_amount,
  o.total, o.remark, o.terms, o.version, b.name as prepared_by_name, a.name as approved_by_name, o.approved_at,
  s.line_count, s.qty, s.qty_received, s.qty_stocked, s.qty_invoiced,
  case when s.qty_stocked = 0 then 'none' when s.open then 'partial' else 'complete' end as progress
from erp.purchase_order o
join md.partner p on p.company_id = o.company_id and p.id = o.supplier_id
join md.warehouse w on w.company_id = o.company_id and w.id = o.warehouse_id
join sys.user_account b on b.id = o.prepared_by
left join sys.user_account a on a.id = o.approved_by
cross join lateral (
  select count(*)::int as line_count, coalesce(sum(l.qty), 0)::numeric as qty,
    coalesce(sum(l.qty_received), 0)::numeric as qty_received, coalesce(sum(l.qty_stocked), 0)::numeric as qty_stocked,
    coalesce(sum(l.qty_invoiced), 0)::numeric as qty_invoiced,
    coalesce(bool_or(l.qty_stocked < l.qty and not l.closed), false) as open
  from erp.purchase_order_line l where l.company_id = o.company_id and l.order_id = o.id
) s;

create view erp.purchase_order_line_list with (security_invoker = true) as
select l.company_id, l.id, l.order_id, o.no as order_no, o.state, o.supplier_id, p.name as supplier_name,
  p.pinyin as supplier_pinyin, l.line_no, l.item_id, i.code as item_code, i.name as item_name, i.spec as item_spec,
  i.pinyin as item_pinyin, l.unit_id, eu.code as unit_entered, u.code as unit, l.qty_entered, l.qty, l.price_entered,
  l.price_with_tax, l.price, l.tax_rate, l.amount, l.tax_amount, l.total, l.delivery_date, l.tolerance_over, l.qty_notified,
  l.qty_received, l.qty_stocked, l.qty_rejected, l.qty_invoiced,
  greatest(l.qty - l.qty_stocked, 0)::numeric as qty_open, l.closed, i.inspected_on_receipt as inspected,
  l.confirmed_date, l.tracking_no
from erp.purchase_order_line l
join erp.purchase_order o on o.company_id = l.company_id and o.id = l.order_id
join md.partner p on p.company_id = o.company_id and p.id = o.supplier_id
join md.item i on i.company_id = l.company_id and i.id = l.item_id
join md.unit u on u.company_id = i.company_id and u.id = i.base_unit_id
join md.unit eu on eu.company_id = l.company_id and eu.id = l.unit_id;

create view erp.purchase_receipt_list with (security_invoker = true) as
select r.company_id, r.id, r.no, 'approved' as state, r.business_date, r.supplier_id, p.name as supplier_name, p.pinyin as supplier_pinyin,
  r.warehouse_id, w.name as warehouse_name, s.qty, s.amount, s.qty_invoiced,
  case when s.qty_invoiced = 0 then 'none' when s.qty_invoiced < s.qty then 'partial' else 'complete' end as invoice_state
from erp.purchase_receipt r
join md.partner p on p.company_id = r.company_id and p.id = r.supplier_id
join md.warehouse w on w.company_id = r.company_id and w.id = r.warehouse_id
cross join lateral (
  select sum(l.qty)::numeric as qty, sum(l.amount)::numeric as amount, sum(l.qty_invoiced)::numeric as qty_invoiced
  from erp.purchase_receipt_line l where l.company_id = r.company_id and l.receipt_id = r.id
) s;
