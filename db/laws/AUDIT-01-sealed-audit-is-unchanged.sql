-- Every sealed block of the audit holds exactly the rows it sealed, and follows the block before it.
with chain as (
  select b.*, lag(id) over follow as before_id, coalesce(lag(hash) over follow, '') as before_hash,
    coalesce(lag(through_xid) over follow, '0'::xid8) as from_xid, coalesce(lag(through_id) over follow, 0) as from_id
  from sys.audit_block b
  window follow as (partition by company_id order by id)
)
select c.company_id, c.id as block, c.row_count, found.row_count as found_rows, c.hash, found.hash as found_hash
from chain c
cross join lateral (
  select count(*)::int as row_count,
    encode(sha256(convert_to(c.previous_hash || E'\n' || coalesce(string_agg(l.line, E'\n' order by l.xid, l.id), ''),
      'UTF8')), 'hex') as hash
  from sys.audit_line l
  where l.company_id = c.company_id and (l.xid, l.id) > (c.from_xid, c.from_id)
    and (l.xid, l.id) <= (c.through_xid, c.through_id)
) found
where c.previous_hash <> c.before_hash or c.id <> coalesce(c.before_id, 0) + 1
  or c.hash <> found.hash or c.row_count <> found.row_count
