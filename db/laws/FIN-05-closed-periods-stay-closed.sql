-- A voucher lies in its period, and none was written into a period after its close.
select v.company_id, v.id as voucher_id, v.period_code, v.no, v.business_date, v.recorded_at, p.state, p.closed_at
from fin.voucher v join fin.period p on p.company_id = v.company_id and p.code = v.period_code
where v.business_date not between p.starts_on and p.ends_on or (p.state = 'closed' and v.recorded_at > p.closed_at)
