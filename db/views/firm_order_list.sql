-- Planned orders that a planner firmed, with the words of their item and supplier.
create view plan.firm_order_list with (security_invoker = true) as
select f.company_id, f.id, f.no, f.kind, f.state, f.item_id, i.code as item_code, i.name as item_name, i.pinyin as item_pinyin,
  u.code as unit, f.qty, f.qty_done, f.start_date, f.end_date, f.need_date, f.tracking_no, f.supplier_id,
  s.name as supplier_name, f.remark, f.version, b.name as prepared_by_name, f.takes_item_id, t.code as takes_item_code,
  t.name as takes_item_name, ceil(f.qty::numeric * f.takes_num / f.takes_den * 1000000) / 1000000 as takes_qty, f.for_order_id,
  o.no || '/' || f.for_line_no as for_no
from plan.firm_order f
join md.item i on i.company_id = f.company_id and i.id = f.item_id
join md.unit u on u.company_id = i.company_id and u.id = i.base_unit_id
left join md.item t on t.company_id = f.company_id and t.id = f.takes_item_id
left join erp.sales_order o on o.company_id = f.company_id and o.id = f.for_order_id
left join md.partner s on s.company_id = f.company_id and s.id = f.supplier_id
join sys.user_account b on b.id = f.prepared_by;
