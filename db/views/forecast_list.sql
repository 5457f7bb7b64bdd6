-- Sales forecasts with the words of their item and customer.
create view plan.forecast_list with (security_invoker = true) as
select f.company_id, f.id, f.item_id, i.code as item, i.name as item_name, i.pinyin, f.customer_id, c.code as customer,
  c.name as customer_name, f.bucket_from, f.bucket_to, f.qty, u.code as unit, f.remark
from plan.forecast f
join md.item i on i.company_id = f.company_id and i.id = f.item_id
join md.unit u on u.company_id = i.company_id and u.id = i.base_unit_id
left join md.partner c on c.company_id = f.company_id and c.id = f.customer_id;
