-- Voucher numbers run from one without a gap in each period.
select company_id, period_code, word, count(*) as vouchers, min(no) as first_no, max(no) as last_no
from fin.voucher group by company_id, period_code, word
having min(no) <> 1 or max(no) <> count(*)
