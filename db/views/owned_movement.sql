-- Which movements change what we own, and between which cost areas: the one place that says so. An end counts when
-- the goods are ours there and stand in a bin that keeps balances; a movement inside one cost area changes no value.
create view fin.owned_movement with (security_invoker = true) as
select * from (
  select m.company_id, m.id, m.xid, m.kind, m.item_id, m.lot_id, m.qty, m.reversal_of,
    case when fp.counted and m.from_owner_id = o.id then fw.cost_area end as from_area,
    case when tp.counted and m.to_owner_id = o.id then tw.cost_area end as to_area,
    m.source_kind, m.source_id, m.source_line_id, m.report_id, m.business_date, m.recorded_at
  from wms.movement m
  join md.partner o on o.company_id = m.company_id and o.is_own
  join wms.bin fb on fb.company_id = m.company_id and fb.id = m.from_bin_id
  join wms.bin_profile fp on fp.company_id = fb.company_id and fp.id = fb.profile_id
  join md.warehouse fw on fw.company_id = fb.company_id and fw.id = fb.warehouse_id
  join wms.bin tb on tb.company_id = m.company_id and tb.id = m.to_bin_id
  join wms.bin_profile tp on tp.company_id = tb.company_id and tp.id = tb.profile_id
  join md.warehouse tw on tw.company_id = tb.company_id and tw.id = tb.warehouse_id
) as ends
where from_area is distinct from to_area;

-- What stands in our bins as ours, by item, cost area and lot.
create view fin.owned_stock with (security_invoker = true) as
select b.company_id, b.item_id, w.cost_area, b.lot_id, sum(b.on_hand)::numeric(20, 6) as qty
from wms.balance b
join md.partner o on o.company_id = b.company_id and o.id = b.owner_id and o.is_own
join wms.bin n on n.company_id = b.company_id and n.id = b.bin_id
join md.warehouse w on w.company_id = n.company_id and w.id = n.warehouse_id
where b.on_hand > 0
group by b.company_id, b.item_id, w.cost_area, b.lot_id;
