-- A batch in work is held by a lease: a killed worker's batch is taken up again, and a worker that came back late
-- finds its token gone and keeps nothing.

alter table sys.import_batch
  add column lease_token uuid,
  add column leased_until timestamptz;
create index import_batch_waiting on sys.import_batch (company_id, created_at) where state in ('checking', 'importing');
