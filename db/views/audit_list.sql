-- The audit trail with the names of people.
create view sys.audit_list with (security_invoker = true) as
select a.company_id, a.id, a.recorded_at, coalesce(u.name, '') as actor, coalesce(u.login, '') as actor_login,
  a.device, a.command, a.entity, a.entity_id, a.before::text as before, a.after::text as after, a.command_id,
  jsonb_strip_nulls(jsonb_build_object('before', a.before, 'after', a.after))::text as changes
from sys.audit a
left join sys.user_account u on u.id = a.actor_id;
