-- What was last told of every order line that stands short or late, and up to when somebody watched: so that whoever
-- watches next, after a night or a lost process, tells what nobody has told.

alter table plan.resident
  add column watched_at timestamptz,
  add column watched_day date,
  add column watched_xid xid8,
  add column tellings bigint not null default 0;
comment on column plan.resident.watched_at is 'the last moment at which the holder knew how orders stand; null = never';
comment on column plan.resident.watched_day is 'the company''s calendar day at that moment';
comment on column plan.resident.watched_xid is 'every transaction below it had been followed at that moment';
comment on column plan.resident.tellings is 'counts up whenever told_standing is written, so that nobody goes on from what another has written; 0 = never taken down';

create table plan.told_standing (
  company_id uuid not null constraint told_standing_company_fk references sys.company (id),
  need text not null,
  status text not null constraint told_standing_status_known check (status in ('short', 'late')),
  late_days integer,
  need_date date not null,
  qty qty not null,
  primary key (company_id, need),
  constraint told_standing_late_by_days check (
    case status when 'short' then late_days is not distinct from 0 else late_days is null or late_days > 0 end)
);
comment on table plan.told_standing is 'how an order line stands that is short or late, as it was last told; whoever is not named here is neither';
comment on column plan.told_standing.need is 'order number / line number, as in the plan';
comment on column plan.told_standing.late_days is 'null = it cannot be had at all';
