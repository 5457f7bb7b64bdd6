-- What stock was worth 收发存: per pool and period what was there, came in, went out and stayed; and every cost row by
-- itself, with the movement it values and the voucher that booked it; and what could not be valued yet.
create view fin.stock_summary with (security_invoker = true) as
select p.company_id, k.id || p.code as id, p.code as period_code, k.item_id, i.code as item_code, i.name as item_name,
  i.pinyin as item_pinyin, i.category, k.cost_area, l.lot_no, u.code as unit,
  t.qty_before::numeric(20,6) as opening_qty, t.value_before::numeric(18,2) as opening_value,
  t.qty_in::numeric(20,6) as qty_in, t.value_in::numeric(18,2) as value_in,
  t.qty_out::numeric(20,6) as qty_out, t.value_out::numeric(18,2) as value_out,
  (t.qty_before + t.qty_in - t.qty_out)::numeric(20,6) as closing_qty,
  (t.value_before + t.value_in - t.value_out)::numeric(18,2) as closing_value
from fin.period p
join sys.company c on c.id = p.company_id and p.starts_on <= (now() at time zone c.time_zone)::date
join fin.cost_pool k on k.company_id = p.company_id
join md.item i on i.company_id = k.company_id and i.id = k.item_id
join md.unit u on u.company_id = i.company_id and u.id = i.base_unit_id
join wms.lot l on l.company_id = k.company_id and l.id = k.lot_id
cross join lateral (
  select coalesce(sum(case when x.period_code < p.code then x.qty_in - x.qty_out end), 0) as qty_before,
    coalesce(sum(case when x.period_code < p.code then x.value_in - x.value_out end), 0) as value_before,
    coalesce(sum(case when x.period_code = p.code then x.qty_in end), 0) as qty_in,
    coalesce(sum(case when x.period_code = p.code then x.value_in end), 0) as value_in,
    coalesce(sum(case when x.period_code = p.code then x.qty_out end), 0) as qty_out,
    coalesce(sum(case when x.period_code = p.code then x.value_out end), 0) as value_out
  from fin.cost_turnover x where x.company_id = k.company_id and x.pool_id = k.id and x.period_code <= p.code
) t
where (t.qty_before, t.value_before, t.qty_in, t.value_in, t.qty_out, t.value_out) <> (0, 0, 0, 0, 0, 0);

create view fin.cost_row_list with (security_invoker = true) as
select r.company_id, r.id, r.booked_on, r.business_date, r.kind, r.item_id, i.code as item_code, i.name as item_name,
  i.pinyin as item_pinyin, k.cost_area, l.lot_no, u.code as unit,
  case when r.kind not in ('issue', 'transfer_out') then r.qty end::numeric(20,6) as qty_in,
  case when r.kind not in ('issue', 'transfer_out') then r.value end::numeric(18,2) as value_in,
  case when r.kind in ('issue', 'transfer_out') then -r.qty end::numeric(20,6) as qty_out,
  case when r.kind in ('issue', 'transfer_out') then -r.value end::numeric(18,2) as value_out,
  r.unit_cost, r.pool_qty_after, r.pool_value_after, r.movement_id, r.voucher_id,
  v.word || '-' || lpad(v.no::text, 4, '0') as voucher_no, v.source_no,
  a.name as actor_name, m.device, r.recorded_at
from fin.cost_row r
join fin.cost_pool k on k.company_id = r.company_id and k.id = r.pool_id
join md.item i on i.company_id = r.company_id and i.id = r.item_id
join md.unit u on u.company_id = i.company_id and u.id = i.base_unit_id
left join wms.movement m on m.company_id = r.company_id and m.id = r.movement_id
join wms.lot l on l.company_id = r.company_id and l.id = coalesce(m.lot_id, k.lot_id)
left join sys.user_account a on a.id = m.actor_id
left join fin.voucher v on v.company_id = r.company_id and v.id = r.voucher_id;

create view fin.valuation_exception_list with (security_invoker = true) as
select e.company_id, e.movement_id as id, e.code, coalesce(e.facts ->> 'account', e.facts ->> 'event', e.facts ->> 'kind',
    e.facts ->> 'date', '') as detail, e.opened_at, m.item_id, i.code as item_code, i.name as item_name, i.pinyin as item_pinyin,
  l.lot_no, m.kind, m.qty, u.code as unit, m.business_date, a.name as actor_name, m.device
from fin.valuation_exception e
join wms.movement m on m.company_id = e.company_id and m.id = e.movement_id
join md.item i on i.company_id = m.company_id and i.id = m.item_id
join md.unit u on u.company_id = i.company_id and u.id = i.base_unit_id
join wms.lot l on l.company_id = m.company_id and l.id = m.lot_id
left join sys.user_account a on a.id = m.actor_id
where e.resolved_at is null;
