-- A cost pool is the sum of its rows, each row continues the one before it, and a pool without quantity has no value.
with chain as (
  select company_id, pool_id, id, qty, value, pool_qty_after, pool_value_after,
    lag(pool_qty_after, 1, 0::numeric) over turn as qty_before,
    lag(pool_value_after, 1, 0::numeric) over turn as value_before
  from fin.cost_row window turn as (partition by company_id, pool_id order by id)
), sums as (
  select company_id, pool_id, sum(qty) as qty, sum(value) as value from fin.cost_row group by company_id, pool_id
)
select p.company_id, p.id as pool_id, null::bigint as cost_row_id, p.qty, p.value, s.qty as rows_qty, s.value as rows_value
from fin.cost_pool p left join sums s on s.company_id = p.company_id and s.pool_id = p.id
where p.qty <> coalesce(s.qty, 0) or p.value <> coalesce(s.value, 0) or p.qty < 0 or p.value < 0
  or (p.qty = 0 and p.value <> 0)
union all
select company_id, pool_id, id, pool_qty_after, pool_value_after, qty_before + qty, value_before + value
from chain where qty_before + qty <> pool_qty_after or value_before + value <> pool_value_after
  or pool_qty_after < 0 or pool_value_after < 0 or (pool_qty_after = 0 and pool_value_after <> 0)
