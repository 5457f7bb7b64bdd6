-- The lines of receipts, deliveries and invoices, and what settled what: each with the documents it leads to.
create view erp.purchase_receipt_line_list with (security_invoker = true) as
select l.company_id, l.id, l.receipt_id, r.no as receipt_no, l.line_no, o.id as order_id, o.no as order_no, l.item_id,
  i.code as item_code, i.name as item_name, t.lot_no, u.code as unit, l.conceded, l.qty, l.price, l.tax_rate, l.amount,
  l.qty_invoiced, l.movement_id
from erp.purchase_receipt_line l
join erp.purchase_receipt r on r.company_id = l.company_id and r.id = l.receipt_id
join erp.purchase_order_line ol on ol.company_id = l.company_id and ol.id = l.order_line_id
join erp.purchase_order o on o.company_id = ol.company_id and o.id = ol.order_id
join md.item i on i.company_id = l.company_id and i.id = l.item_id
join md.unit u on u.company_id = i.company_id and u.id = i.base_unit_id
join wms.lot t on t.company_id = l.company_id and t.id = l.lot_id;

create view erp.sales_delivery_line_list with (security_invoker = true) as
select l.company_id, l.id, l.delivery_id, d.no as delivery_no, l.line_no, o.id as order_id, o.no as order_no, l.item_id,
  i.code as item_code, i.name as item_name, t.lot_no, u.code as unit, l.qty, l.qty_invoiced, l.movement_id,
  ol.price_with_tax, ol.tax_rate
from erp.sales_delivery_line l
join erp.sales_delivery d on d.company_id = l.company_id and d.id = l.delivery_id
join erp.sales_order_line ol on ol.company_id = l.company_id and ol.id = l.order_line_id
join erp.sales_order o on o.company_id = ol.company_id and o.id = ol.order_id
join md.item i on i.company_id = l.company_id and i.id = l.item_id
join md.unit u on u.company_id = i.company_id and u.id = i.base_unit_id
join wms.lot t on t.company_id = l.company_id and t.id = l.lot_id;

create view fin.purchase_invoice_line_list with (security_invoker = true) as
select l.company_id, l.id, l.invoice_id, v.no as invoice_no, l.line_no, r.id as receipt_id, r.no as receipt_no, l.item_id,
  i.code as item_code, i.name as item_name, u.code as unit, l.qty, l.price, l.tax_rate, l.amount, l.tax_amount,
  l.estimate_reversed, l.difference_on_hand, l.difference_gone
from fin.purchase_invoice_line l
join fin.purchase_invoice v on v.company_id = l.company_id and v.id = l.invoice_id
join erp.purchase_receipt_line rl on rl.company_id = l.company_id and rl.id = l.receipt_line_id
join erp.purchase_receipt r on r.company_id = rl.company_id and r.id = rl.receipt_id
join md.item i on i.company_id = l.company_id and i.id = l.item_id
join md.unit u on u.company_id = i.company_id and u.id = i.base_unit_id;

create view fin.sales_invoice_line_list with (security_invoker = true) as
select l.company_id, l.id, l.invoice_id, v.no as invoice_no, l.line_no, d.id as delivery_id, d.no as delivery_no, l.item_id,
  i.code as item_code, i.name as item_name, u.code as unit, l.qty, l.price, l.tax_rate, l.amount, l.tax_amount
from fin.sales_invoice_line l
join fin.sales_invoice v on v.company_id = l.company_id and v.id = l.invoice_id
join erp.sales_delivery_line dl on dl.company_id = l.company_id and dl.id = l.delivery_line_id
join erp.sales_delivery d on d.company_id = dl.company_id and d.id = dl.delivery_id
join md.item i on i.company_id = l.company_id and i.id = l.item_id
join md.unit u on u.company_id = i.company_id and u.id = i.base_unit_id;

-- A settlement seen from its open item: by which payment, or by the red item of a reversal.
create view fin.settlement_list with (security_invoker = true) as
select s.company_id, s.id, s.business_date, o.side, o.partner_id, p.name as partner_name, o.source_id, o.source_no,
  replace(o.source_kind, '_reversal', '') as source_kind, s.payment_id, coalesce(y.no, '') as payment_no, s.amount
from fin.settlement s
join fin.open_item o on o.company_id = s.company_id and o.id = s.open_item_id
join md.partner p on p.company_id = o.company_id and p.id = o.partner_id
left join fin.payment y on y.company_id = s.company_id and y.id = s.payment_id;
