-- Laid over every table by rule after the migrations and the views, so that none of them can forget it: what the
-- application may do, which company's rows it sees, and that the books are never rewritten.
-- The first word of a table's comment says what kind of table it is:
--   installation  spans companies: no row-level policy
--   read-only     of the installation, and the application only reads it
--   owner-only    of the installation, and the application does not see it
--   append-only   of one company; never updated, deleted or truncated, by anybody
--   anything else of one company
do $$
declare
  rooms constant text[] := array['sys', 'md', 'contract', 'wms', 'erp', 'fin', 'qms', 'plan'];
  t record;
  own constant text := 'company_id = nullif(current_setting(''app.company'', true), '''')::uuid';
begin
  if not exists (select from pg_roles where rolname = 'tongyuan_app') then
    begin
      create role tongyuan_app nologin;
    exception when duplicate_object or unique_violation then
      -- Roles belong to the whole server: another installation has made it in this moment.
      null;
    end;
  end if;
  create or replace function sys.refuse_rewriting() returns trigger language plpgsql as $body$
  begin
    raise exception '% is append-only', tg_table_name using errcode = 'TY003';
  end $body$;

  for t in
    select format('%I.%I', n.nspname, c.relname) as name, c.relkind = 'v' as view,
      coalesce(substring(obj_description(c.oid, 'pg_class') from '^(installation|read-only|owner-only|append-only)'),
        '') as kind,
      exists (select from pg_attribute where attrelid = c.oid and attname = 'company_id' and not attisdropped) as keyed
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p', 'v') and n.nspname = any(rooms)
    order by 1
  loop
    execute format('revoke all on %s from public, tongyuan_app', t.name);
    if t.view then
      -- A view would otherwise read with its owner's eyes and show every company to everybody.
      execute format('alter view %s set (security_invoker = true)', t.name);
      execute format('grant select on %s to tongyuan_app', t.name);
      continue;
    end if;
    execute format('drop trigger if exists refuse_rewriting on %s', t.name);
    case t.kind
      when 'owner-only' then null;
      when 'read-only' then execute format('grant select on %s to tongyuan_app', t.name);
      when 'append-only' then
        execute format('grant select, insert on %s to tongyuan_app', t.name);
        execute format('create trigger refuse_rewriting before update or delete or truncate on %s
          for each statement execute function sys.refuse_rewriting()', t.name);
      else execute format('grant select, insert, update, delete on %s to tongyuan_app', t.name);
    end case;
    if t.kind in ('installation', 'read-only', 'owner-only') then continue; end if;
    if not t.keyed then
      raise exception 'table % has no company_id and its comment does not say that it spans companies', t.name;
    end if;
    execute format('alter table %s enable row level security, force row level security', t.name);
    execute format('drop policy if exists own_company on %s', t.name);
    execute format('create policy own_company on %s using (%s) with check (%s)', t.name, own, own);
  end loop;

  for t in select nspname as name from pg_namespace where nspname = any(rooms) order by 1 loop
    execute format('grant usage on schema %I to tongyuan_app', t.name);
    execute format('grant usage on all sequences in schema %I to tongyuan_app', t.name);
    execute format('grant execute on all functions in schema %I to tongyuan_app', t.name);
  end loop;
end $$;
