-- The turnover kept per account and period is the sum of the voucher lines.
with lines as (
  select l.company_id, v.period_code, l.account_id, sum(l.debit) as debit, sum(l.credit) as credit
  from fin.voucher_line l join fin.voucher v on v.company_id = l.company_id and v.id = l.voucher_id
  group by l.company_id, v.period_code, l.account_id
)
select coalesce(b.company_id, l.company_id) as company_id, coalesce(b.period_code, l.period_code) as period_code,
  coalesce(b.account_id, l.account_id) as account_id, b.debit, l.debit as lines_debit, b.credit, l.credit as lines_credit
from fin.account_balance b
full join lines l on l.company_id = b.company_id and l.period_code = b.period_code and l.account_id = b.account_id
where coalesce(b.debit, 0) <> coalesce(l.debit, 0) or coalesce(b.credit, 0) <> coalesce(l.credit, 0)
