-- needs: purchase_expedite_list.sql
-- What planning reads of documents so that a way out of a shortage can be taken on the spot, and taken back.
create view plan.delivery_line with (security_invoker = true) as
select l.company_id, l.id as line_id, l.confirmed_date, e.wanted_date as asked_date
from erp.purchase_order_line l
left join erp.purchase_expedite_list e on e.company_id = l.company_id and e.line_id = l.id and e.state = 'open';
comment on view plan.delivery_line is 'a line of a purchase order: what the supplier confirmed, and what was asked for without an answer';

create view plan.order_line with (security_invoker = true) as
select l.company_id, l.id as line_id, l.order_id, o.version from erp.sales_order_line l
join erp.sales_order o on o.company_id = l.company_id and o.id = l.order_id;
comment on view plan.order_line is 'a line of a sales order, with the version somebody who changes the order has to know';
