-- When a step happened, beside when it was recorded: a handheld may report later, and the demo tells of past days.
alter table sys.document_event add column occurred_at timestamptz;
update sys.document_event set occurred_at = recorded_at;
alter table sys.document_event alter column occurred_at set not null;
