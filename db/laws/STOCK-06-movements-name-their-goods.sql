-- Every movement names an item there is, and a lot of that item or none.
select m.company_id, m.id as movement_id, m.kind, m.item_id, m.lot_id, t.item_id as item_of_lot
from wms.movement m
left join md.item i on i.company_id = m.company_id and i.id = m.item_id
left join wms.lot t on t.company_id = m.company_id and t.id = m.lot_id
where i.id is null or t.id is null or t.item_id <> m.item_id
