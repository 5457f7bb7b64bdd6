-- needs: purchase_expedite_list.sql
-- What planning reads of documents so that a way out of a shortage can be taken on the spot, and taken back.
create view plan.delivery_line with (security_invoker = true) as
select l.company_id, l.id as line_id, l.confirmed_date, e.wanted_date as asked_date
from erp.purchase_order_line l
left join erp.purchase_expedite_list e on e.company_id = l.company_id and e.line_id = l.id and e.state = 'open';
comment on view plan.delivery_line is 'a line of a purchase order: what the supplier confirmed, and what was asked for without an answer';
