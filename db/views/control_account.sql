-- Accounts that equal a book of their own, beside that book: inventory and cost pools, payables and receivables and
-- the open items, accrued payables and the receipts that no invoice has reversed. The difference is zero.
create view fin.control_account with (security_invoker = true) as
with booked as (
  select a.company_id, a.id, a.code, a.name_zh, a.name_en, a.control, a.side,
    coalesce(sum(b.debit - b.credit), 0) as debit_balance
  from fin.account a
  left join fin.account_balance b on b.company_id = a.company_id and b.account_id = a.id
  where a.control is not null
  group by a.company_id, a.id
), kept as (
  select company_id, account_code as code, 'stock' as control, sum(value) as value
  from fin.cost_pool group by company_id, account_code
  union all
  select o.company_id, null, o.side, sum(o.amount) - coalesce(sum(s.settled), 0)
  from fin.open_item o
  left join (select company_id, open_item_id, sum(amount) as settled from fin.settlement group by 1, 2) s
    on s.company_id = o.company_id and s.open_item_id = o.id
  group by o.company_id, o.side
  union all
  select l.company_id, null, 'estimate', sum(l.amount - l.amount_reversed)
  from erp.purchase_receipt_line l
  join fin.cost_row c on c.company_id = l.company_id and c.movement_id = l.movement_id and c.kind = 'receipt'
  where l.amount <> l.amount_reversed
  group by l.company_id
)
select b.company_id, b.id, b.code as account_code, b.name_zh as account_name, b.name_en as account_name_en, b.control,
  (case when b.side = 'debit' then b.debit_balance else -b.debit_balance end)::numeric(18,2) as account_value,
  coalesce(k.value, 0)::numeric(18,2) as book_value,
  (case when b.side = 'debit' then b.debit_balance else -b.debit_balance end - coalesce(k.value, 0))::numeric(18,2)
    as difference
from booked b
left join kept k on k.company_id = b.company_id and k.control = b.control and (k.code is null or k.code = b.code);
