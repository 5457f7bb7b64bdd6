-- What suppliers were asked for, one row for each asking: what came of it, and whether an answer is still awaited.
create view erp.purchase_expedite_list with (security_invoker = true) as
select e.company_id, e.id, e.order_id, o.no as order_no, o.supplier_id, p.name as supplier_name, p.pinyin as supplier_pinyin,
  e.line_id, e.line_no, e.item_id, i.code as item_code, i.name as item_name, i.spec as item_spec, i.pinyin as item_pinyin,
  u.code as unit, e.qty, e.expected_date, e.day as wanted_date, said.day as answered_date, said.occurred_at as answered_at,
  e.reason, a.name as asked_by_name, e.occurred_at as asked_at,
  case
    when said.verb = 'withdraw' then 'withdrawn'
    when again.id is not null then 'replaced'
    when said.day <= e.day then 'agreed'
    when said.day is not null then 'later'
    when o.state <> 'approved' or l.id is null or l.closed or l.qty_received - l.qty_rejected >= l.qty then 'over'
    else 'open'
  end as state
from erp.purchase_expedite e
join erp.purchase_order o on o.company_id = e.company_id and o.id = e.order_id
join md.partner p on p.company_id = o.company_id and p.id = o.supplier_id
join md.item i on i.company_id = e.company_id and i.id = e.item_id
join md.unit u on u.company_id = i.company_id and u.id = i.base_unit_id
join sys.user_account a on a.id = e.actor_id
left join erp.purchase_order_line l on l.company_id = e.company_id and l.id = e.line_id
left join lateral (
  select x.id from erp.purchase_expedite x
  where x.company_id = e.company_id and x.line_id = e.line_id and x.id > e.id and x.verb = 'ask' order by x.id limit 1
) again on true
left join lateral (
  select x.verb, x.day, x.occurred_at from erp.purchase_expedite x
  where x.company_id = e.company_id and x.line_id = e.line_id and x.id > e.id and (again.id is null or x.id < again.id)
  order by x.id desc limit 1
) said on true
where e.verb = 'ask';
