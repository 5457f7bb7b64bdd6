-- Lists of millions of rows are paged, searched and filtered by what people ask for most: the day, the bin, the item, the
-- beginning of a lot number. Lines of closed orders are asked for too, so the items' indexes hold them as well.
create index movement_date on wms.movement (company_id, business_date, id);
create index movement_from_bin on wms.movement (company_id, from_bin_id, id);
create index movement_to_bin on wms.movement (company_id, to_bin_id, id);
create index movement_lot on wms.movement (company_id, lot_id, id);
create index lot_number on wms.lot (company_id, lot_no);

drop index erp.purchase_order_line_item;
create index purchase_order_line_item on erp.purchase_order_line (company_id, item_id);
create index purchase_order_line_delivery on erp.purchase_order_line (company_id, delivery_date, id);
create index purchase_order_supplier on erp.purchase_order (company_id, supplier_id);
drop index erp.sales_order_line_item;
create index sales_order_line_item on erp.sales_order_line (company_id, item_id);
create index sales_order_line_delivery on erp.sales_order_line (company_id, delivery_date, id);
create index sales_order_customer on erp.sales_order (company_id, customer_id);
