-- What planning reads of money, for whoever may see sales prices: kept apart from what the plan itself is made of.
create view plan.order_value with (security_invoker = true) as
select company_id, id as line_id, round(total * (qty - qty_shipped) / qty, 2)::numeric as open_value
from erp.sales_order_line where not closed and qty > qty_shipped;
comment on view plan.order_value is 'what is still to be delivered of an order line, with tax';
