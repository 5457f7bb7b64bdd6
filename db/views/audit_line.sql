-- An audit row as the one line of text that the hash chain seals, the same in every time zone and version.
create view sys.audit_line with (security_invoker = true) as
select company_id, xid, id,
  jsonb_build_array(id, xid::text, extract(epoch from recorded_at)::text, actor_id, device, command_id, command, entity,
    entity_id, before, after)::text as line
from sys.audit;
