-- A count is compared with the book of its own moment: each observation keeps the last movement that this book held,
-- so that an adjustment posted by another count since then is seen before the same difference is posted twice.

alter table wms.count_observation add column book_at bigint not null default 0;
comment on column wms.count_observation.book_at is 'the last movement the book held when it was read for this observation';
create index count_observation_bin on wms.count_observation (company_id, count_job_id, bin_id, round);
