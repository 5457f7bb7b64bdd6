-- What is open with each partner equals the balance of the payable and receivable accounts.
with opened as (
  select o.company_id, o.side as control, o.partner_id, sum(o.amount - coalesce(s.settled, 0)) as value
  from fin.open_item o
  left join (select company_id, open_item_id, sum(amount) as settled from fin.settlement group by 1, 2) s
    on s.company_id = o.company_id and s.open_item_id = o.id
  group by o.company_id, o.side, o.partner_id
), booked as (
  select l.company_id, a.control, l.partner_id,
    sum(case when a.control = 'payable' then l.credit - l.debit else l.debit - l.credit end) as value
  from fin.account a join fin.voucher_line l on l.company_id = a.company_id and l.account_id = a.id
  where a.control in ('payable', 'receivable')
  group by l.company_id, a.control, l.partner_id
)
select coalesce(o.company_id, b.company_id) as company_id, coalesce(o.control, b.control) as side,
  coalesce(o.partner_id, b.partner_id) as partner_id, o.value as open_value, b.value as account_value
from opened o
full join booked b on b.company_id = o.company_id and b.control = o.control and b.partner_id = o.partner_id
where coalesce(o.value, 0) <> coalesce(b.value, 0)
union all
select o.company_id, o.side, o.partner_id, o.amount, s.settled
from fin.open_item o
join (select company_id, open_item_id, sum(amount) as settled from fin.settlement group by 1, 2) s
  on s.company_id = o.company_id and s.open_item_id = o.id
where case when o.amount >= 0 then s.settled not between 0 and o.amount else s.settled not between o.amount and 0 end
