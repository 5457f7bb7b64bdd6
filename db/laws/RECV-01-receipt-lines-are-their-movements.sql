-- Every receipt line is one movement from outside to the dock: the same goods, quantity, owner, status and bin.
select r.company_id, r.id as receipt_line_id, r.item_id, r.lot_id, r.qty, m.id as movement_id, m.qty as moved
from wms.receipt_line r
left join wms.movement m on m.company_id = r.company_id and m.report_id = r.report_id and m.source_line_id = r.id
  and m.kind = 'receive'
where (m.item_id, m.lot_id, m.qty, m.to_owner_id, m.to_status, m.to_bin_id)
  is distinct from (r.item_id, r.lot_id, r.qty, r.owner_id, r.status, r.bin_id)
