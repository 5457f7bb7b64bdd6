-- The people of the company. Accounts span companies, so the view itself keeps to the one that is set.
create view sys.user_list with (security_invoker = true) as
select m.company_id, u.id, u.login, u.name, u.locale, u.active,
  coalesce(roles.names, '') as roles,
  coalesce(limits.codes, '') as warehouses,
  u.password_hash <> '' as has_password,
  seen.last_seen_at,
  u.created_at
from sys.membership m
join sys.user_account u on u.id = m.user_id
left join lateral (
  select string_agg(r.name_zh, '、' order by r.code) as names
  from sys.user_role h join sys.role r on r.company_id = h.company_id and r.id = h.role_id
  where h.company_id = m.company_id and h.user_id = u.id
) roles on true
left join lateral (
  select string_agg(w.code, '、' order by w.code) as codes
  from md.user_warehouse l join md.warehouse w on w.company_id = l.company_id and w.id = l.warehouse_id
  where l.company_id = m.company_id and l.user_id = u.id
) limits on true
left join lateral (
  select max(s.last_seen_at) as last_seen_at from sys.session s where s.user_id = u.id
) seen on true
where m.company_id = nullif(current_setting('app.company', true), '')::uuid;
