-- The quotas of an item's sources that hold on one day sum to at most the whole.
select one.company_id, one.item_id, one.valid_from, sum(other.quota) as quota
from md.item_source one
join md.item_source other on other.company_id = one.company_id and other.item_id = one.item_id
  and other.valid_from <= one.valid_from and other.valid_to >= one.valid_from
group by one.company_id, one.item_id, one.id, one.valid_from
having sum(other.quota) > 1
