-- What planning tells beside the plan and does not plan by: what orders are worth, for whoever may see sales prices, and
-- the day that a delivery was first ordered for.
create view plan.order_value with (security_invoker = true) as
select company_id, id as line_id, round(total * (qty - qty_shipped) / qty, 2)::numeric as open_value
from erp.sales_order_line where not closed and qty > qty_shipped;
comment on view plan.order_value is 'what is still to be delivered of an order line, with tax';

create view plan.ordered_day with (security_invoker = true) as
select company_id, id as line_id, delivery_date as ordered_date, confirmed_date
from erp.purchase_order_line where confirmed_date is not null;
comment on view plan.ordered_day is 'a delivery whose supplier has confirmed a day: that day, and the one it was ordered for';
