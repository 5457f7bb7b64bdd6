-- What is in force is never rewritten: the lines of a BOM version change only while it is a draft, whoever writes them;
-- the version itself keeps its item and its name, and never becomes a draft again.

create function md.refuse_changed_bom_line() returns trigger language plpgsql as $$
declare frozen text;
begin
  -- Shared with whoever reads, but not with an activation: one of the two comes first.
  for frozen in
    select b.version from md.bom b
    where (tg_op <> 'INSERT' and b.company_id = old.company_id and b.id = old.bom_id
        or tg_op <> 'DELETE' and b.company_id = new.company_id and b.id = new.bom_id) and b.state <> 'draft'
    for share
  loop
    raise exception 'BOM version % is no draft; its lines do not change', frozen using errcode = 'TY004';
  end loop;
  return coalesce(new, old);
end $$;
create trigger refuse_changed_bom_line before insert or update or delete on md.bom_line
  for each row execute function md.refuse_changed_bom_line();

create function md.refuse_changed_bom() returns trigger language plpgsql as $$
begin
  if old.state = 'draft' then return coalesce(new, old); end if;
  if tg_op = 'DELETE' or new.item_id <> old.item_id or new.version <> old.version or new.state = 'draft'
    or (old.state = 'retired' and new.state <> 'retired') then
    raise exception 'BOM version % is no draft; it stays what it is', old.version using errcode = 'TY004';
  end if;
  return new;
end $$;
create trigger refuse_changed_bom before update or delete on md.bom
  for each row execute function md.refuse_changed_bom();
