-- The issuer's documents: purchase, sales, transfer and count orders, and the results the warehouse reported for them.

create table erp.purchase_order (
  company_id uuid not null constraint purchase_order_company_fk references sys.company (id),
  id uuid not null,
  no text not null,
  state text not null constraint purchase_order_state_known check (state in ('draft', 'approved', 'closed', 'void')),
  supplier_id uuid not null,
  warehouse_id uuid not null,
  business_date date not null,
  delivery_date date not null,
  terms text not null default '',
  remark text not null default '',
  amount amount not null default 0,
  tax_amount amount not null default 0,
  total amount not null default 0,
  version integer not null default 1,
  prepared_by uuid not null,
  prepared_at timestamptz not null default now(),
  approved_by uuid,
  approved_at timestamptz,
  primary key (company_id, id),
  constraint purchase_order_no_unique unique (company_id, no),
  constraint purchase_order_supplier_fk foreign key (company_id, supplier_id) references md.partner (company_id, id),
  constraint purchase_order_warehouse_fk foreign key (company_id, warehouse_id) references md.warehouse (company_id, id)
);
create index purchase_order_date on erp.purchase_order (company_id, business_date, id);

create table erp.purchase_order_line (
  company_id uuid not null,
  id uuid not null,
  order_id uuid not null,
  line_no integer not null,
  item_id uuid not null,
  unit_id uuid not null,
  qty_entered qty not null,
  qty qty not null constraint purchase_order_line_qty_positive check (qty > 0),
  price_with_tax unit_price not null constraint purchase_order_line_price_not_negative check (price_with_tax >= 0),
  price unit_price not null,
  tax_rate rate not null,
  amount amount not null,
  tax_amount amount not null,
  total amount not null,
  delivery_date date not null,
  tolerance_over rate not null default 0,
  tolerance_under rate not null default 0,
  qty_notified qty not null default 0,
  qty_limit_given qty not null default 0,
  qty_received qty not null default 0,
  qty_stocked qty not null default 0,
  qty_rejected qty not null default 0,
  qty_invoiced qty not null default 0,
  closed boolean not null default false,
  primary key (company_id, id),
  constraint purchase_order_line_no_unique unique (company_id, order_id, line_no),
  constraint purchase_order_line_total check (total = amount + tax_amount),
  constraint purchase_order_line_order_fk foreign key (company_id, order_id) references erp.purchase_order (company_id, id),
  constraint purchase_order_line_item_fk foreign key (company_id, item_id) references md.item (company_id, id),
  constraint purchase_order_line_unit_fk foreign key (company_id, unit_id) references md.unit (company_id, id)
);
comment on column erp.purchase_order_line.qty_limit_given is 'the sum of receiving limits handed to the floor: never more than the order with its tolerance';
comment on column erp.purchase_order_line.price is 'without tax, per base unit; price_with_tax is per base unit too';
create index purchase_order_line_item on erp.purchase_order_line (company_id, item_id) where not closed;

create table erp.purchase_receipt (
  company_id uuid not null,
  id uuid not null,
  no text not null,
  report_id uuid not null,
  supplier_id uuid not null,
  warehouse_id uuid not null,
  business_date date not null,
  recorded_at timestamptz not null default clock_timestamp(),
  primary key (company_id, id),
  constraint purchase_receipt_no_unique unique (company_id, no),
  constraint purchase_receipt_report_unique unique (company_id, report_id),
  constraint purchase_receipt_supplier_fk foreign key (company_id, supplier_id) references md.partner (company_id, id),
  constraint purchase_receipt_report_fk foreign key (company_id, report_id) references contract.report (company_id, id)
);

create table erp.purchase_receipt_line (
  company_id uuid not null,
  id uuid not null,
  receipt_id uuid not null,
  line_no integer not null,
  order_line_id uuid not null,
  movement_id bigint not null,
  item_id uuid not null,
  lot_id uuid not null,
  conceded boolean not null default false,
  qty qty not null,
  price unit_price not null,
  tax_rate rate not null,
  amount amount not null,
  qty_invoiced qty not null default 0,
  amount_reversed amount not null default 0,
  primary key (company_id, id),
  constraint purchase_receipt_line_no_unique unique (company_id, receipt_id, line_no),
  constraint purchase_receipt_line_movement_unique unique (company_id, movement_id),
  constraint purchase_receipt_line_invoiced_within_qty check (qty_invoiced >= 0 and qty_invoiced <= qty),
  constraint purchase_receipt_line_receipt_fk foreign key (company_id, receipt_id) references erp.purchase_receipt (company_id, id),
  constraint purchase_receipt_line_order_line_fk foreign key (company_id, order_line_id) references erp.purchase_order_line (company_id, id),
  constraint purchase_receipt_line_movement_fk foreign key (company_id, movement_id) references wms.movement (company_id, id)
);
comment on table erp.purchase_receipt_line is '采购入库: the moment the goods became ours; price is the estimate 暂估 until invoiced';
comment on column erp.purchase_receipt_line.amount_reversed is 'how much of the estimate invoices have reversed so far; the last one takes the remainder';
create index purchase_receipt_line_order_line on erp.purchase_receipt_line (company_id, order_line_id);

create table erp.sales_order (
  company_id uuid not null constraint sales_order_company_fk references sys.company (id),
  id uuid not null,
  no text not null,
  state text not null constraint sales_order_state_known check (state in ('draft', 'approved', 'closed', 'void')),
  customer_id uuid not null,
  warehouse_id uuid not null,
  business_date date not null,
  delivery_date date not null,
  customer_order_no text not null default '',
  ship_to text not null default '',
  terms text not null default '',
  remark text not null default '',
  amount amount not null default 0,
  tax_amount amount not null default 0,
  total amount not null default 0,
  version integer not null default 1,
  prepared_by uuid not null,
  prepared_at timestamptz not null default now(),
  approved_by uuid,
  approved_at timestamptz,
  primary key (company_id, id),
  constraint sales_order_no_unique unique (company_id, no),
  constraint sales_order_customer_fk foreign key (company_id, customer_id) references md.partner (company_id, id),
  constraint sales_order_warehouse_fk foreign key (company_id, warehouse_id) references md.warehouse (company_id, id)
);
create index sales_order_date on erp.sales_order (company_id, business_date, id);

create table erp.sales_order_line (
  company_id uuid not null,
  id uuid not null,
  order_id uuid not null,
  line_no integer not null,
  item_id uuid not null,
  unit_id uuid not null,
  qty_entered qty not null,
  qty qty not null constraint sales_order_line_qty_positive check (qty > 0),
  price_with_tax unit_price not null constraint sales_order_line_price_not_negative check (price_with_tax >= 0),
  price unit_price not null,
  tax_rate rate not null,
  amount amount not null,
  tax_amount amount not null,
  total amount not null,
  delivery_date date not null,
  qty_notified qty not null default 0,
  qty_shipped qty not null default 0,
  qty_short qty not null default 0,
  qty_invoiced qty not null default 0,
  closed boolean not null default false,
  primary key (company_id, id),
  constraint sales_order_line_no_unique unique (company_id, order_id, line_no),
  constraint sales_order_line_total check (total = amount + tax_amount),
  constraint sales_order_line_order_fk foreign key (company_id, order_id) references erp.sales_order (company_id, id),
  constraint sales_order_line_item_fk foreign key (company_id, item_id) references md.item (company_id, id),
  constraint sales_order_line_unit_fk foreign key (company_id, unit_id) references md.unit (company_id, id)
);
create index sales_order_line_item on erp.sales_order_line (company_id, item_id) where not closed;

create table erp.promise (
  company_id uuid not null,
  sales_order_line_id uuid not null,
  item_id uuid not null,
  warehouse_id uuid not null,
  qty qty not null constraint promise_not_negative check (qty >= 0),
  due_date date not null,
  promised_at timestamptz not null default clock_timestamp(),
  primary key (company_id, sales_order_line_id),
  constraint promise_line_fk foreign key (company_id, sales_order_line_id) references erp.sales_order_line (company_id, id)
);
comment on table erp.promise is 'the soft reservation of an approved order line: what is promised and not yet shipped';
create index promise_item on erp.promise (company_id, item_id) where qty > 0;

create table erp.sales_delivery (
  company_id uuid not null,
  id uuid not null,
  no text not null,
  report_id uuid not null,
  customer_id uuid not null,
  warehouse_id uuid not null,
  business_date date not null,
  recorded_at timestamptz not null default clock_timestamp(),
  primary key (company_id, id),
  constraint sales_delivery_no_unique unique (company_id, no),
  constraint sales_delivery_report_unique unique (company_id, report_id),
  constraint sales_delivery_customer_fk foreign key (company_id, customer_id) references md.partner (company_id, id),
  constraint sales_delivery_report_fk foreign key (company_id, report_id) references contract.report (company_id, id)
);

create table erp.sales_delivery_line (
  company_id uuid not null,
  id uuid not null,
  delivery_id uuid not null,
  line_no integer not null,
  order_line_id uuid not null,
  movement_id bigint not null,
  item_id uuid not null,
  lot_id uuid not null,
  qty qty not null,
  qty_invoiced qty not null default 0,
  primary key (company_id, id),
  constraint sales_delivery_line_no_unique unique (company_id, delivery_id, line_no),
  constraint sales_delivery_line_movement_unique unique (company_id, movement_id),
  constraint sales_delivery_line_invoiced_within_qty check (qty_invoiced >= 0 and qty_invoiced <= qty),
  constraint sales_delivery_line_delivery_fk foreign key (company_id, delivery_id) references erp.sales_delivery (company_id, id),
  constraint sales_delivery_line_order_line_fk foreign key (company_id, order_line_id) references erp.sales_order_line (company_id, id),
  constraint sales_delivery_line_movement_fk foreign key (company_id, movement_id) references wms.movement (company_id, id)
);
create index sales_delivery_line_order_line on erp.sales_delivery_line (company_id, order_line_id);

create table erp.transfer_order (
  company_id uuid not null constraint transfer_order_company_fk references sys.company (id),
  id uuid not null,
  no text not null,
  state text not null constraint transfer_order_state_known check (state in ('draft', 'approved', 'closed', 'void')),
  from_warehouse_id uuid not null,
  to_warehouse_id uuid not null,
  business_date date not null,
  remark text not null default '',
  version integer not null default 1,
  prepared_by uuid not null,
  prepared_at timestamptz not null default now(),
  approved_by uuid,
  approved_at timestamptz,
  primary key (company_id, id),
  constraint transfer_order_no_unique unique (company_id, no),
  constraint transfer_order_between_two check (from_warehouse_id <> to_warehouse_id),
  constraint transfer_order_from_fk foreign key (company_id, from_warehouse_id) references md.warehouse (company_id, id),
  constraint transfer_order_to_fk foreign key (company_id, to_warehouse_id) references md.warehouse (company_id, id)
);

create table erp.transfer_order_line (
  company_id uuid not null,
  id uuid not null,
  order_id uuid not null,
  line_no integer not null,
  item_id uuid not null,
  qty qty not null constraint transfer_order_line_qty_positive check (qty > 0),
  qty_dispatched qty not null default 0,
  qty_arrived qty not null default 0,
  qty_short qty not null default 0,
  primary key (company_id, id),
  constraint transfer_order_line_no_unique unique (company_id, order_id, line_no),
  constraint transfer_order_line_order_fk foreign key (company_id, order_id) references erp.transfer_order (company_id, id),
  constraint transfer_order_line_item_fk foreign key (company_id, item_id) references md.item (company_id, id)
);

create table erp.count_order (
  company_id uuid not null constraint count_order_company_fk references sys.company (id),
  id uuid not null,
  no text not null,
  state text not null constraint count_order_state_known check (state in ('draft', 'approved', 'counted', 'settled', 'void')),
  warehouse_id uuid not null,
  business_date date not null,
  scope jsonb not null,
  remark text not null default '',
  version integer not null default 1,
  prepared_by uuid not null,
  prepared_at timestamptz not null default now(),
  approved_by uuid,
  approved_at timestamptz,
  settled_by uuid,
  settled_at timestamptz,
  primary key (company_id, id),
  constraint count_order_no_unique unique (company_id, no),
  constraint count_order_warehouse_fk foreign key (company_id, warehouse_id) references md.warehouse (company_id, id)
);

create table erp.count_order_line (
  company_id uuid not null,
  id uuid not null,
  order_id uuid not null,
  line_no integer not null,
  observation_id uuid not null,
  bin_code text not null,
  item_id uuid not null,
  lot_id uuid not null,
  lot_no text not null default '',
  status text not null,
  qty_counted qty not null,
  qty_book qty not null,
  decision text constraint count_order_line_decision_known check (decision in ('adjust', 'keep_book', 'recount')),
  reason text not null default '',
  movement_id bigint,
  primary key (company_id, id),
  constraint count_order_line_no_unique unique (company_id, order_id, line_no),
  constraint count_order_line_order_fk foreign key (company_id, order_id) references erp.count_order (company_id, id),
  constraint count_order_line_item_fk foreign key (company_id, item_id) references md.item (company_id, id)
);
