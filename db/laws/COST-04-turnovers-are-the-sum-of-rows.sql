-- What came into and went out of a pool in a period is the sum of its cost rows booked in that period.
with rows as (
  select company_id, to_char(booked_on, 'YYYY-MM') as period_code, pool_id,
    sum(case when kind in ('issue', 'transfer_out') then 0 else qty end) as qty_in,
    sum(case when kind in ('issue', 'transfer_out') then 0 else value end) as value_in,
    -sum(case when kind in ('issue', 'transfer_out') then qty else 0 end) as qty_out,
    -sum(case when kind in ('issue', 'transfer_out') then value else 0 end) as value_out
  from fin.cost_row group by company_id, to_char(booked_on, 'YYYY-MM'), pool_id
)
select coalesce(t.company_id, r.company_id) as company_id, coalesce(t.period_code, r.period_code) as period_code,
  coalesce(t.pool_id, r.pool_id) as pool_id, t.qty_in, r.qty_in as rows_qty_in, t.value_in, r.value_in as rows_value_in,
  t.qty_out, r.qty_out as rows_qty_out, t.value_out, r.value_out as rows_value_out
from fin.cost_turnover t
full join rows r on r.company_id = t.company_id and r.period_code = t.period_code and r.pool_id = t.pool_id
where (coalesce(t.qty_in, 0), coalesce(t.value_in, 0), coalesce(t.qty_out, 0), coalesce(t.value_out, 0))
  <> (coalesce(r.qty_in, 0), coalesce(r.value_in, 0), coalesce(r.qty_out, 0), coalesce(r.value_out, 0))
