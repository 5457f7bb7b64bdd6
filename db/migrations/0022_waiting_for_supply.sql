-- What is on order and comes late is waited for and asked for earlier, not ordered a second time: a company that has said
-- nothing waits a month.
alter table plan.setting alter column wait_days set default 30;
