-- Every document of every trade by kind and id, with its number, state and lane: the nodes of the chain.
create view sys.document_node with (security_invoker = true) as
select company_id, 'purchase_order' as kind, id, no, state, 'erp' as lane, prepared_at as at from erp.purchase_order
union all select company_id, 'receiving_notice', id, no, state, 'wms', created_at from wms.receiving_notice
union all select company_id, 'inspection', id, no, state, 'wms', created_at from qms.inspection
union all select company_id, 'purchase_receipt', id, no, 'approved', 'erp', recorded_at from erp.purchase_receipt
union all select company_id, 'purchase_invoice', id, no, state, 'erp', prepared_at from fin.purchase_invoice
union all select company_id, 'sales_order', id, no, state, 'erp', prepared_at from erp.sales_order
union all select company_id, 'shipment', id, no, state, 'wms', created_at from wms.shipment
union all select company_id, 'sales_delivery', id, no, 'approved', 'erp', recorded_at from erp.sales_delivery
union all select company_id, 'sales_invoice', id, no, state, 'erp', prepared_at from fin.sales_invoice
union all select company_id, 'payment', id, no, state, 'erp', prepared_at from fin.payment
union all select company_id, 'voucher', id, word || '-' || lpad(no::text, 4, '0'), 'posted', 'erp', recorded_at from fin.voucher
union all select company_id, 'transfer_order', id, no, state, 'erp', prepared_at from erp.transfer_order
union all select company_id, 'transfer', id, no, state, 'wms', created_at from wms.transfer
union all select company_id, 'count_order', id, no, state, 'erp', prepared_at from erp.count_order
union all select company_id, 'count_job', id, no, state, 'wms', created_at from wms.count_job
union all select company_id, 'stock_adjusted', id, body ->> 'documentNo', 'posted', 'wms', recorded_at from contract.report
  where kind = 'stock_adjusted';
