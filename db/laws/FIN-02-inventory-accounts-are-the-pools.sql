-- The balance of each inventory account equals the value of the pools that sit in it.
with booked as (
  select a.company_id, a.code, coalesce(sum(b.debit - b.credit), 0) as value
  from fin.account a
  left join fin.account_balance b on b.company_id = a.company_id and b.account_id = a.id
  where a.control = 'stock' or exists (select from fin.cost_pool p where p.company_id = a.company_id and p.account_code = a.code)
  group by a.company_id, a.code
), pooled as (
  select company_id, account_code as code, sum(value) as value from fin.cost_pool group by company_id, account_code
)
select coalesce(k.company_id, p.company_id) as company_id, coalesce(k.code, p.code) as account_code,
  k.value as account_value, p.value as pool_value
from booked k full join pooled p on p.company_id = k.company_id and p.code = k.code
where coalesce(k.value, 0) <> coalesce(p.value, 0)
