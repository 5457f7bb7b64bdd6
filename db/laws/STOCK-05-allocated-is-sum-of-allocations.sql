-- What a balance holds as allocated is the sum of its open allocations.
select b.company_id, b.item_id, b.lot_id, b.bin_id, b.allocated, coalesce(a.open, 0) as open
from wms.balance b
left join (
  select company_id, item_id, owner_id, lot_id, status, bin_id, sum(qty - qty_consumed - qty_released) as open
  from wms.allocation group by 1, 2, 3, 4, 5, 6
) a using (company_id, item_id, owner_id, lot_id, status, bin_id)
where b.allocated <> coalesce(a.open, 0)
