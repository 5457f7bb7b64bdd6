-- A count changes stock by exactly the difference that was seen, once, and only where its order decided so.
with posted as (
  select m.company_id, m.id, m.source_line_id as observation_id, case when m.kind = 'count_gain' then m.qty else -m.qty end as qty
  from wms.count_job j
  join wms.movement m on m.company_id = j.company_id and m.source_id = j.id and m.kind in ('count_gain', 'count_loss')
)
select coalesce(o.company_id, p.company_id) as company_id, o.id as observation_id, p.id as movement_id, p.qty,
  o.qty_counted - o.qty_book as difference, l.decision
from wms.count_observation o
full join posted p on p.company_id = o.company_id and p.observation_id = o.id
left join erp.count_order_line l on l.company_id = o.company_id and l.observation_id = o.id
where (p.id is not null or o.adjusted_movement_id is not null) and (
  p.id is distinct from o.adjusted_movement_id or p.qty is distinct from o.qty_counted - o.qty_book
  or (l.id is not null and (l.decision is distinct from 'adjust' or l.movement_id is distinct from p.id)))
