-- Master data as lists: items, partners, warehouses, bins.
create view md.item_list with (security_invoker = true) as
select i.company_id, i.id, i.code, i.name, i.name_en, i.spec, i.pinyin, i.category, i.source, u.code as unit, i.lot_managed,
  i.expiry_managed, i.shelf_life_days, i.inspected_on_receipt, i.inspection_note, i.allocation_rule, i.cost_method,
  i.inventory_account_code, t.code as tax_code, t.rate as tax_rate, i.purchase_price, i.sales_price, i.standard_cost,
  s.name as supplier_name, w.code as warehouse_code, i.default_bin_code, i.tolerance_over, i.lead_time_days,
  i.order_minimum, i.order_multiple, i.safety_stock, i.abc_class, i.active, i.base_unit_id
from md.item i
join md.unit u on u.company_id = i.company_id and u.id = i.base_unit_id
left join md.tax_code t on t.company_id = i.company_id and t.id = i.tax_code_id
left join md.partner s on s.company_id = i.company_id and s.id = i.default_supplier_id
left join md.warehouse w on w.company_id = i.company_id and w.id = i.default_warehouse_id;

create view md.partner_list with (security_invoker = true) as
select p.company_id, p.id, p.code, p.name, p.pinyin, p.is_supplier, p.is_customer, p.tax_no, p.terms, p.terms_days,
  p.credit_limit, t.code as tax_code, p.grade, p.phone, p.address, p.active
from md.partner p left join md.tax_code t on t.company_id = p.company_id and t.id = p.tax_code_id
where not p.is_own;

create view md.warehouse_list with (security_invoker = true) as
select w.company_id, w.id, w.code, w.name, w.pinyin, w.purpose, w.cost_area, w.allocation_rule, w.active,
  (select count(*)::int from wms.bin b where b.company_id = w.company_id and b.warehouse_id = w.id) as bin_count
from md.warehouse w where w.purpose <> 'virtual';

create view wms.bin_list with (security_invoker = true) as
select n.company_id, n.id, n.code, w.code as warehouse_code, w.name as warehouse_name, z.code as zone_code, p.name_zh as profile,
  n.putaway_sequence, n.pick_sequence, coalesce(n.capacity_qty, p.capacity_qty) as capacity, n.blocked_in, n.blocked_out,
  n.warehouse_id, coalesce((select sum(b.on_hand) from wms.balance b where b.company_id = n.company_id and b.bin_id = n.id), 0)::numeric as on_hand
from wms.bin n
join wms.bin_profile p on p.company_id = n.company_id and p.id = n.profile_id and p.counted
join md.warehouse w on w.company_id = n.company_id and w.id = n.warehouse_id
left join wms.zone z on z.company_id = n.company_id and z.id = n.zone_id;
