-- What stock gains and loses in value on a day is what its accounts gain and lose on that day.
with valued as (
  select company_id, booked_on, sum(value) as value from fin.cost_row group by company_id, booked_on
), booked as (
  select v.company_id, v.business_date as booked_on, sum(l.debit - l.credit) as value
  from fin.account a
  join fin.voucher_line l on l.company_id = a.company_id and l.account_id = a.id
  join fin.voucher v on v.company_id = l.company_id and v.id = l.voucher_id
  where a.control = 'stock' or exists (select from fin.cost_pool p where p.company_id = a.company_id and p.account_code = a.code)
  group by v.company_id, v.business_date
)
select coalesce(s.company_id, b.company_id) as company_id, coalesce(s.booked_on, b.booked_on) as booked_on,
  s.value as stock_value, b.value as account_value
from valued s full join booked b on b.company_id = s.company_id and b.booked_on = s.booked_on
where coalesce(s.value, 0) <> coalesce(b.value, 0)
