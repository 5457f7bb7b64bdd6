-- Every document of every trade by kind and id, with its number, state and lane, and how much it is about and how much
-- of that is done: the nodes of the chain.
create view sys.document_node with (security_invoker = true) as
select d.company_id, 'purchase_order' as kind, d.id, d.no, d.state, 'erp' as lane, d.prepared_at as at,
  (select sum(l.qty)::numeric from erp.purchase_order_line l where l.company_id = d.company_id and l.order_id = d.id) as qty,
  (select sum(l.qty_stocked)::numeric from erp.purchase_order_line l
    where l.company_id = d.company_id and l.order_id = d.id) as qty_done
from erp.purchase_order d
union all select d.company_id, 'receiving_notice', d.id, d.no, d.state, 'wms', d.created_at,
  (select sum(l.qty_expected)::numeric from wms.receiving_notice_line l
    where l.company_id = d.company_id and l.notice_id = d.id),
  (select sum(l.qty_received)::numeric from wms.receiving_notice_line l
    where l.company_id = d.company_id and l.notice_id = d.id)
from wms.receiving_notice d
union all select company_id, 'inspection', id, no, state, 'wms', created_at, qty::numeric,
  (qty_accepted + qty_conceded + qty_rejected)::numeric from qms.inspection
union all select d.company_id, 'purchase_receipt', d.id, d.no, 'approved', 'erp', d.recorded_at,
  (select sum(l.qty)::numeric from erp.purchase_receipt_line l where l.company_id = d.company_id and l.receipt_id = d.id),
  (select sum(l.qty)::numeric from erp.purchase_receipt_line l where l.company_id = d.company_id and l.receipt_id = d.id)
from erp.purchase_receipt d
union all select d.company_id, 'purchase_invoice', d.id, d.no, d.state, 'erp', d.prepared_at,
  (select sum(l.qty)::numeric from fin.purchase_invoice_line l where l.company_id = d.company_id and l.invoice_id = d.id), null
from fin.purchase_invoice d
union all select d.company_id, 'sales_order', d.id, d.no, d.state, 'erp', d.prepared_at,
  (select sum(l.qty)::numeric from erp.sales_order_line l where l.company_id = d.company_id and l.order_id = d.id),
  (select sum(l.qty_shipped)::numeric from erp.sales_order_line l where l.company_id = d.company_id and l.order_id = d.id)
from erp.sales_order d
union all select d.company_id, 'shipment', d.id, d.no, d.state, 'wms', d.created_at,
  (select sum(l.qty_ordered)::numeric from wms.shipment_line l where l.company_id = d.company_id and l.shipment_id = d.id),
  (select sum(l.qty_shipped)::numeric from wms.shipment_line l where l.company_id = d.company_id and l.shipment_id = d.id)
from wms.shipment d
union all select d.company_id, 'sales_delivery', d.id, d.no, 'approved', 'erp', d.recorded_at,
  (select sum(l.qty)::numeric from erp.sales_delivery_line l where l.company_id = d.company_id and l.delivery_id = d.id),
  (select sum(l.qty)::numeric from erp.sales_delivery_line l where l.company_id = d.company_id and l.delivery_id = d.id)
from erp.sales_delivery d
union all select d.company_id, 'sales_invoice', d.id, d.no, d.state, 'erp', d.prepared_at,
  (select sum(l.qty)::numeric from fin.sales_invoice_line l where l.company_id = d.company_id and l.invoice_id = d.id), null
from fin.sales_invoice d
union all select company_id, 'payment', id, no, state, 'erp', prepared_at, null, null from fin.payment
union all select company_id, 'voucher', id, word || '-' || lpad(no::text, 4, '0'), 'posted', 'erp', recorded_at, null, null
  from fin.voucher
union all select d.company_id, 'transfer_order', d.id, d.no, d.state, 'erp', d.prepared_at,
  (select sum(l.qty)::numeric from erp.transfer_order_line l where l.company_id = d.company_id and l.order_id = d.id),
  (select sum(l.qty_arrived)::numeric from erp.transfer_order_line l where l.company_id = d.company_id and l.order_id = d.id)
from erp.transfer_order d
union all select d.company_id, 'transfer', d.id, d.no, d.state, 'wms', d.created_at,
  (select sum(l.qty_ordered)::numeric from wms.transfer_line l where l.company_id = d.company_id and l.transfer_id = d.id),
  (select sum(l.qty_arrived)::numeric from wms.transfer_line l where l.company_id = d.company_id and l.transfer_id = d.id)
from wms.transfer d
union all select company_id, 'count_order', id, no, state, 'erp', prepared_at, null, null from erp.count_order
union all select company_id, 'count_job', id, no, state, 'wms', created_at, null, null from wms.count_job
union all select d.company_id, 'stock_adjusted', d.id, d.body ->> 'documentNo', 'posted', 'wms', d.recorded_at,
  (select sum(l.qty)::numeric from contract.report_line l where l.company_id = d.company_id and l.report_id = d.id), null
from contract.report d where d.kind = 'stock_adjusted'
union all select company_id, 'firm_order', id, no, state, 'erp', prepared_at, qty::numeric, qty_done::numeric
from plan.firm_order;
