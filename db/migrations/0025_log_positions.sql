-- Where a row stands in a log is asked of the house, not of the server: a database that is restored on another server,
-- whose transactions count lower, goes on where its logs stood. Otherwise followers would take what is new for old.

create function sys.log_position() returns xid8 language sql stable as 'select pg_current_xact_id()';
create function sys.log_horizon() returns xid8 language sql stable as 'select pg_snapshot_xmin(pg_current_snapshot())';
comment on function sys.log_position is 'the place in every log of what this transaction writes';
comment on function sys.log_horizon is 'everything below has been decided: no transaction can still write there';

alter table sys.installation add column log_server text, add column log_offset bigint not null default 0;
comment on column sys.installation.log_server is 'the server on which the logs have been counting; another one means that the database was restored there';
comment on column sys.installation.log_offset is 'what the two functions add to the numbers of this server''s transactions';

alter table sys.audit alter column xid set default sys.log_position();
alter table wms.movement alter column xid set default sys.log_position();
alter table contract.instruction alter column xid set default sys.log_position();
alter table contract.report alter column xid set default sys.log_position();
alter table fin.voucher alter column xid set default sys.log_position();
alter table fin.cost_row alter column xid set default sys.log_position();
