-- Forecast buckets of one item and customer never share a day.
select one.company_id, one.item_id, one.customer_id, one.bucket_from, other.bucket_from as other_from
from plan.forecast one
join plan.forecast other on other.company_id = one.company_id and other.item_id = one.item_id and other.id > one.id
  and other.customer_id is not distinct from one.customer_id
  and other.bucket_from <= one.bucket_to and other.bucket_to >= one.bucket_from
