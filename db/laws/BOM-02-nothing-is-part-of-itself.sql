-- No item is a part of itself through BOMs that are in force, nor by being used up in favour of another.
with recursive company as (
  select id, (now() at time zone time_zone)::date as today from sys.company
), edge as (
  select distinct b.company_id, b.item_id as parent, l.component_id as child
  from md.bom b join md.bom_line l on l.company_id = b.company_id and l.bom_id = b.id
  join company c on c.id = b.company_id
  where b.state = 'active' and not l.by_product and b.valid_to >= c.today and l.valid_to >= c.today
  union
  select s.company_id, s.item_id, s.substitute_id from md.item_substitute s
  join company c on c.id = s.company_id where s.kind = 'use_up' and s.valid_to >= c.today
), inner_edge as (
  -- Only an item that is both a parent and a part can lie on a loop.
  select e.* from edge e where exists (select from edge up where up.company_id = e.company_id and up.child = e.parent)
    and exists (select from edge down where down.company_id = e.company_id and down.parent = e.child)
), part as (
  select company_id, parent, child from inner_edge
  union
  select p.company_id, p.parent, e.child from part p
  join inner_edge e on e.company_id = p.company_id and e.parent = p.child where p.parent <> p.child
)
select company_id, parent as item_id from part where parent = child
