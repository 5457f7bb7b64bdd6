-- At the watermark the pools hold exactly the quantity that stands in our bins as ours.
with waiting as (
  select m.company_id, m.item_id, m.qty, m.from_area, m.to_area
  from fin.owned_movement m left join fin.valuation_watermark k using (company_id)
  where m.xid > coalesce(k.through_xid, '0'::xid8) or exists (select from fin.valuation_exception e
    where e.company_id = m.company_id and e.movement_id = m.id and e.resolved_at is null)
), parts as (
  select company_id, item_id, cost_area, qty as owned, 0::numeric as pooled, 0::numeric as waiting from fin.owned_stock
  union all
  select company_id, item_id, cost_area, 0, qty, 0 from fin.cost_pool
  union all
  select company_id, item_id, to_area, 0, 0, qty from waiting where to_area is not null
  union all
  select company_id, item_id, from_area, 0, 0, -qty from waiting where from_area is not null
)
select company_id, item_id, cost_area, sum(owned) as owned, sum(pooled) as pooled, sum(waiting) as not_yet_valued
from parts group by company_id, item_id, cost_area
having sum(owned) <> sum(pooled) + sum(waiting)
