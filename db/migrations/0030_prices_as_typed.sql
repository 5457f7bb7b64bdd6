-- The price of an order line stays as it was typed, of the unit it was typed in: a box at 100 is no piece at 8.33333333.
-- What is worth how much follows from it exactly; the price of a base unit beside it is rounded and for reading.
alter table erp.purchase_order_line add column price_entered unit_price;
alter table erp.sales_order_line add column price_entered unit_price;
update erp.purchase_order_line set price_entered = round(price_with_tax * qty / nullif(qty_entered, 0), 8);
update erp.sales_order_line set price_entered = round(price_with_tax * qty / nullif(qty_entered, 0), 8);
alter table erp.purchase_order_line alter column price_entered set not null,
  add constraint purchase_order_line_entered_positive check (qty_entered > 0);
alter table erp.sales_order_line alter column price_entered set not null,
  add constraint sales_order_line_entered_positive check (qty_entered > 0);
comment on column erp.purchase_order_line.price_entered is 'with tax, per unit_id; qty_entered of them are qty base units';
comment on column erp.sales_order_line.price_entered is 'with tax, per unit_id; qty_entered of them are qty base units';
