-- What stock was worth is asked by period, as accounts are: a cost row says on which day it was booked, which is its
-- own day or, when that lay in a closed period, the day its voucher moved to; what came in and went out is kept per
-- pool and period.

-- The guards put it back.
drop trigger if exists refuse_rewriting on fin.cost_row;
alter table fin.cost_row add column booked_on date;
update fin.cost_row c set booked_on = greatest(
  coalesce((select v.business_date from fin.voucher v where v.company_id = c.company_id and v.id = c.voucher_id),
    c.business_date),
  (select min(p.starts_on) from fin.period p where p.company_id = c.company_id));
alter table fin.cost_row alter column booked_on set not null;
comment on column fin.cost_row.booked_on is 'the day of its voucher: the business date, or the first day open after it';

create table fin.cost_turnover (
  company_id uuid not null,
  period_code text not null,
  pool_id uuid not null,
  qty_in qty not null default 0,
  value_in amount not null default 0,
  qty_out qty not null default 0,
  value_out amount not null default 0,
  primary key (company_id, pool_id, period_code),
  constraint cost_turnover_period_fk foreign key (company_id, period_code) references fin.period (company_id, code),
  constraint cost_turnover_pool_fk foreign key (company_id, pool_id) references fin.cost_pool (company_id, id)
);
comment on table fin.cost_turnover is
  'what came into and went out of a pool in a period, written with each cost row; law COST-04 compares it with the rows';
insert into fin.cost_turnover (company_id, period_code, pool_id, qty_in, value_in, qty_out, value_out)
select company_id, to_char(booked_on, 'YYYY-MM'), pool_id,
  coalesce(sum(qty) filter (where kind not in ('issue', 'transfer_out')), 0),
  coalesce(sum(value) filter (where kind not in ('issue', 'transfer_out')), 0),
  coalesce(-sum(qty) filter (where kind in ('issue', 'transfer_out')), 0),
  coalesce(-sum(value) filter (where kind in ('issue', 'transfer_out')), 0)
from fin.cost_row group by company_id, to_char(booked_on, 'YYYY-MM'), pool_id;
