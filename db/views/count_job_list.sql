-- Count jobs with how many of their bins are counted and how often somebody had to look again.
create view wms.count_job_list with (security_invoker = true) as
select j.company_id, j.id, j.no, j.state, j.warehouse_id, w.name as warehouse_name, i.body ->> 'originNo' as order_no,
  (i.body ->> 'originId')::uuid as order_id, t.bin_count, t.bin_count - t.bins_open as bins_counted,
  t.tasks - t.bin_count as recounts, j.created_at
from wms.count_job j
join contract.instruction i on i.company_id = j.company_id and i.id = j.instruction_id
join md.warehouse w on w.company_id = j.company_id and w.id = j.warehouse_id
cross join lateral (
  select count(*)::int as tasks, count(distinct t.from_bin_id)::int as bin_count,
    (count(distinct t.from_bin_id) filter (where t.state in ('ready', 'claimed', 'started')))::int as bins_open
  from wms.task t where t.company_id = j.company_id and t.document_id = j.id and t.kind = 'count'
) t;
