-- What a transfer dispatched, brought in and lost is the sum of its movements, the rest is held in transit, and its order says the same.
with lines as (
  select l.company_id, l.id, t.no, t.transit_bin_id, l.instruction_line_id, l.qty_dispatched, l.qty_arrived, l.qty_lost,
    l.qty_short, coalesce(m.dispatched, 0) as dispatched, coalesce(m.arrived, 0) as arrived, coalesce(m.lost, 0) as lost,
    coalesce(a.held, 0) as held
  from wms.transfer_line l
  join wms.transfer t on t.company_id = l.company_id and t.id = l.transfer_id
  left join lateral (
    select sum(m.qty) filter (where m.kind = 'dispatch') as dispatched, sum(m.qty) filter (where m.kind = 'arrive') as arrived,
      sum(m.qty) filter (where m.kind = 'count_loss') as lost
    from wms.movement m where m.company_id = l.company_id and m.source_id = l.transfer_id and m.source_line_id = l.id
  ) m on true
  left join lateral (
    select sum(a.qty - a.qty_consumed - a.qty_released) as held
    from wms.allocation a where a.company_id = l.company_id and a.demand_line_id = l.id and a.bin_id = t.transit_bin_id
  ) a on true
)
select l.company_id, l.no, l.id as transfer_line_id, o.id as order_line_id, l.qty_dispatched, l.dispatched, l.qty_arrived,
  l.arrived, l.qty_lost, l.lost, l.held
from lines l
left join contract.instruction_line i on i.company_id = l.company_id and i.id = l.instruction_line_id
left join erp.transfer_order_line o on o.company_id = i.company_id and o.id = i.document_line_id
where l.qty_dispatched <> l.dispatched or l.qty_arrived <> l.arrived or l.qty_lost <> l.lost
  or l.held <> l.qty_dispatched - l.qty_arrived - l.qty_lost
  or (o.id is not null and (o.qty_dispatched, o.qty_arrived, o.qty_short, o.qty_lost)
    is distinct from (l.qty_dispatched, l.qty_arrived, l.qty_short, l.qty_lost))
