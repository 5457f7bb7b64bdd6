-- A balance is the sum of its movements.
with ends as (
  select company_id, item_id, to_owner_id as owner_id, lot_id, to_status as status, to_bin_id as bin_id, qty
    from wms.movement where to_after is not null
  union all
  select company_id, item_id, from_owner_id, lot_id, from_status, from_bin_id, -qty
    from wms.movement where from_after is not null
), sums as (
  select company_id, item_id, owner_id, lot_id, status, bin_id, sum(qty) as moved
  from ends group by 1, 2, 3, 4, 5, 6
)
select coalesce(b.company_id, s.company_id) as company_id, coalesce(b.item_id, s.item_id) as item_id,
  coalesce(b.lot_id, s.lot_id) as lot_id, coalesce(b.bin_id, s.bin_id) as bin_id, b.on_hand, s.moved
from wms.balance b
full join sums s using (company_id, item_id, owner_id, lot_id, status, bin_id)
where coalesce(b.on_hand, 0) <> coalesce(s.moved, 0)
