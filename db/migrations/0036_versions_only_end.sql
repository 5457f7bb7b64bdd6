-- A version in force is only ever shortened: its days are never widened, so that what an order was made by stays what it was.

create or replace function md.refuse_changed_bom() returns trigger language plpgsql as $$
begin
  if old.state = 'draft' then return coalesce(new, old); end if;
  if tg_op = 'DELETE' or new.item_id <> old.item_id or new.version <> old.version or new.state = 'draft'
    or (old.state = 'retired' and new.state <> 'retired')
    or new.valid_from < old.valid_from or new.valid_to > old.valid_to then
    raise exception 'BOM version % is no draft; it stays what it is', old.version using errcode = 'TY004';
  end if;
  return new;
end $$;
