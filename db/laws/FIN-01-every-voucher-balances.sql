-- Every voucher has lines, its debits equal its credits, and its total is their sum.
select v.company_id, v.id as voucher_id, v.period_code, v.no, v.total, sum(l.debit) as debit, sum(l.credit) as credit
from fin.voucher v
left join fin.voucher_line l on l.company_id = v.company_id and l.voucher_id = v.id
group by v.company_id, v.id, v.period_code, v.no, v.total
having count(l.line_no) < 2 or sum(l.debit) <> sum(l.credit) or sum(l.debit) <> v.total
