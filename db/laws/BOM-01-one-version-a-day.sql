-- An item never has two active BOM versions on one day.
select one.company_id, one.item_id, one.version as one_version, other.version as other_version
from md.bom one
join md.bom other on other.company_id = one.company_id and other.item_id = one.item_id and other.id > one.id
  and other.state = 'active' and other.valid_from <= one.valid_to and other.valid_to >= one.valid_from
where one.state = 'active'
