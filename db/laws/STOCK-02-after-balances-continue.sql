-- The balance written after each movement continues the one before it at the same key.
with ends as (
  select company_id, item_id, to_owner_id as owner_id, lot_id, to_status as status, to_bin_id as bin_id, id,
    qty as change, to_after as after
  from wms.movement where to_after is not null
  union all
  select company_id, item_id, from_owner_id, lot_id, from_status, from_bin_id, id, -qty, from_after
  from wms.movement where from_after is not null
), chain as (
  select *, lag(after, 1, 0::numeric) over (
    partition by company_id, item_id, owner_id, lot_id, status, bin_id order by id) as before
  from ends
)
select company_id, id as movement_id, item_id, lot_id, bin_id, before, change, after
from chain where before + change <> after
