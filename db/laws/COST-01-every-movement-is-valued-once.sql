-- Every movement of what we own is valued once, waits in the accountant's queue, or lies above the watermark.
with expected as (
  select m.company_id, m.id, m.qty, m.from_area, m.to_area,
    m.xid > coalesce(k.through_xid, '0'::xid8) as above,
    exists (select from fin.valuation_exception e
      where e.company_id = m.company_id and e.movement_id = m.id and e.resolved_at is null) as queued
  from fin.owned_movement m left join fin.valuation_watermark k using (company_id)
), valued as (
  select company_id, movement_id, count(*) as rows,
    sum(qty) filter (where kind in ('receipt', 'transfer_in')) as came,
    -sum(qty) filter (where kind in ('issue', 'transfer_out')) as went
  from fin.cost_row where movement_id is not null group by company_id, movement_id
)
select coalesce(e.company_id, v.company_id) as company_id, coalesce(e.id, v.movement_id) as movement_id, e.above, e.queued,
  v.rows, v.came, v.went
from expected e
full join valued v on v.company_id = e.company_id and v.movement_id = e.id
where e.id is null
  or (v.rows is null and not e.above and not e.queued)
  or (v.rows is not null and (e.above or e.queued
    or v.came is distinct from (case when e.to_area is not null then e.qty end)
    or v.went is distinct from (case when e.from_area is not null then e.qty end)))
