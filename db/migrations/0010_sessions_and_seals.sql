-- A session at a desk and one on a handheld end after different silences; the audit is sealed in transaction order.

alter table sys.session add column idle_minutes integer not null default 240
  constraint session_idle_minutes_range check (idle_minutes between 1 and 1440);

create index audit_follow on sys.audit (company_id, xid, id);
