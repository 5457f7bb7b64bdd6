-- Nothing on hand is negative, neither now nor after any movement, and no more is allocated than there is.
select company_id, item_id, lot_id, bin_id, on_hand, allocated, null::bigint as movement_id
from wms.balance where on_hand < 0 or allocated < 0 or allocated > on_hand
union all
select company_id, item_id, lot_id, case when to_after < 0 then to_bin_id else from_bin_id end,
  least(from_after, to_after), null, id
from wms.movement where from_after < 0 or to_after < 0
