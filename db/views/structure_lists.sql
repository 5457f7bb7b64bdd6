-- Product structure and planning data as lists; the columns of each are those of its file, so that what is exported
-- can come in again.
create view md.bom_list with (security_invoker = true) as
select b.company_id, b.id, b.item_id, i.code as parent, i.name as parent_name, i.spec as parent_spec, i.pinyin, b.version, b.state,
  nullif(b.valid_from, '-infinity') as valid_from, nullif(b.valid_to, 'infinity') as valid_to, b.remark, b.row_version,
  (select count(*)::int from md.bom_line l where l.company_id = b.company_id and l.bom_id = b.id) as line_count,
  b.prepared_at, coalesce(p.name, '') as prepared_by_name, b.activated_at, coalesce(a.name, '') as activated_by_name
from md.bom b
join md.item i on i.company_id = b.company_id and i.id = b.item_id
left join sys.user_account p on p.id = b.prepared_by
left join sys.user_account a on a.id = b.activated_by;

create view md.bom_line_list with (security_invoker = true) as
select l.company_id, l.id, l.bom_id, b.item_id, i.code as parent, i.name as parent_name, i.pinyin as parent_pinyin, b.version,
  b.state, b.state = 'active' as active, nullif(b.valid_from, '-infinity') as valid_from,
  nullif(b.valid_to, 'infinity') as valid_to, l.line_no, l.component_id, c.code as component, c.name as component_name,
  c.spec as component_spec, c.pinyin as component_pinyin, u.code as unit, c.source, l.qty_num, l.qty_den, l.qty_fixed, l.loss,
  l.by_product, nullif(l.valid_from, '-infinity') as line_from, nullif(l.valid_to, 'infinity') as line_to, l.remark
from md.bom_line l
join md.bom b on b.company_id = l.company_id and b.id = l.bom_id
join md.item i on i.company_id = b.company_id and i.id = b.item_id
join md.item c on c.company_id = l.company_id and c.id = l.component_id
join md.unit u on u.company_id = c.company_id and u.id = c.base_unit_id;

create view md.item_planning_list with (security_invoker = true) as
select i.company_id, i.id, i.code as item, i.name, i.spec, i.pinyin, i.category, i.source, u.code as unit,
  coalesce(p.policy, 'stock') as policy, coalesce(p.lot_rule, 'lot_for_lot') as lot_rule, p.fixed_lot, p.period_days,
  p.order_maximum, i.lead_time_days, p.lead_per, p.inspection_days, p.safety_days, i.order_minimum, i.order_multiple,
  i.safety_stock, p.scrap, coalesce(p.phantom, false) as phantom, c.code as calendar, a.login as planner, a.name as planner_name,
  p.calendar_id, p.planner_id
from md.item i
join md.unit u on u.company_id = i.company_id and u.id = i.base_unit_id
left join md.item_planning p on p.company_id = i.company_id and p.item_id = i.id
left join md.work_calendar c on c.company_id = p.company_id and c.id = p.calendar_id
left join sys.user_account a on a.id = p.planner_id
where i.active;

create view md.item_source_list with (security_invoker = true) as
select s.company_id, s.id, s.item_id, i.code as item, i.name as item_name, i.pinyin, s.supplier_id, p.code as supplier,
  p.name as supplier_name, s.priority, s.quota, s.lead_days, s.order_minimum, s.order_multiple, c.code as calendar, s.calendar_id,
  nullif(s.valid_from, '-infinity') as valid_from, nullif(s.valid_to, 'infinity') as valid_to
from md.item_source s
join md.item i on i.company_id = s.company_id and i.id = s.item_id
join md.partner p on p.company_id = s.company_id and p.id = s.supplier_id
left join md.work_calendar c on c.company_id = s.company_id and c.id = s.calendar_id;

create view md.item_substitute_list with (security_invoker = true) as
select s.company_id, s.id, s.item_id, i.code as item, i.name as item_name, i.pinyin, s.substitute_id, b.code as substitute,
  b.name as substitute_name, s.parent_id, p.code as parent, s.kind, s.priority, s.qty_num, s.qty_den,
  nullif(s.valid_from, '-infinity') as valid_from, nullif(s.valid_to, 'infinity') as valid_to
from md.item_substitute s
join md.item i on i.company_id = s.company_id and i.id = s.item_id
join md.item b on b.company_id = s.company_id and b.id = s.substitute_id
left join md.item p on p.company_id = s.company_id and p.id = s.parent_id;

create view md.work_calendar_list with (security_invoker = true) as
select c.company_id, c.id, c.code, c.name, c.week, c.external_key,
  (select count(*)::int from md.work_calendar_day d where d.company_id = c.company_id and d.calendar_id = c.id) as day_count
from md.work_calendar c;

create view md.work_calendar_day_list with (security_invoker = true) as
select d.company_id, d.calendar_id, c.code as calendar, c.name as calendar_name, d.day, d.open, c.code || ' ' || d.day as key
from md.work_calendar_day d join md.work_calendar c on c.company_id = d.company_id and c.id = d.calendar_id;

create view md.work_centre_list with (security_invoker = true) as
select w.company_id, w.id, w.code, w.name, c.code as calendar, c.name as calendar_name, w.hours_per_week, w.cost_per_hour,
  w.active, w.external_key
from md.work_centre w left join md.work_calendar c on c.company_id = w.company_id and c.id = w.calendar_id;

create view md.routing_list with (security_invoker = true) as
select r.company_id, r.id, r.item_id, i.code as item, i.name as item_name, i.pinyin, r.line_no, r.work_centre_id,
  w.code as work_centre, w.name as work_centre_name, r.hours_per_unit
from md.routing_line r
join md.item i on i.company_id = r.company_id and i.id = r.item_id
join md.work_centre w on w.company_id = r.company_id and w.id = r.work_centre_id;

create view md.purchase_price_list with (security_invoker = true) as
select t.company_id, t.id, t.side, t.partner_id, p.code as partner, p.name as partner_name, t.item_id, i.code as item,
  i.name as item_name, i.pinyin, t.qty_from, t.price_with_tax
from md.item_price t
join md.partner p on p.company_id = t.company_id and p.id = t.partner_id
join md.item i on i.company_id = t.company_id and i.id = t.item_id
where t.side = 'purchase';

create view md.sales_price_list with (security_invoker = true) as
select t.company_id, t.id, t.side, t.partner_id, p.code as partner, p.name as partner_name, t.item_id, i.code as item,
  i.name as item_name, i.pinyin, t.qty_from, t.price_with_tax
from md.item_price t
join md.partner p on p.company_id = t.company_id and p.id = t.partner_id
join md.item i on i.company_id = t.company_id and i.id = t.item_id
where t.side = 'sales';
