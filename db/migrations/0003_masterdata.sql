-- The shared nouns: units, items, partners, warehouses, tax codes, prices. No quantities of stock live here.

create table md.stock_status (
  code text primary key,
  name_zh text not null,
  name_en text not null,
  promisable boolean not null,
  pickable boolean not null,
  movable boolean not null
);
comment on table md.stock_status is 'installation: what each stock status allows';
insert into md.stock_status (code, name_zh, name_en, promisable, pickable, movable) values
  ('available', '可用', 'available', true, true, true),
  ('pending', '待检', 'pending inspection', false, false, true),
  ('frozen', '冻结', 'frozen', false, false, true),
  ('rejected', '判退', 'rejected', false, false, true),
  ('damaged', '不良', 'damaged', false, false, true);

create table md.unit (
  company_id uuid not null constraint unit_company_fk references sys.company (id),
  id uuid not null,
  code text not null,
  name_zh text not null,
  name_en text not null default '',
  decimals smallint not null default 0 constraint unit_decimals_range check (decimals between 0 and 6),
  primary key (company_id, id),
  constraint unit_code_unique unique (company_id, code)
);

create table md.tax_code (
  company_id uuid not null constraint tax_code_company_fk references sys.company (id),
  id uuid not null,
  code text not null,
  name_zh text not null,
  name_en text not null default '',
  rate rate not null constraint tax_code_rate_range check (rate >= 0 and rate < 1),
  deductible boolean not null default true,
  primary key (company_id, id),
  constraint tax_code_code_unique unique (company_id, code)
);

create table md.partner (
  company_id uuid not null constraint partner_company_fk references sys.company (id),
  id uuid not null,
  code text not null,
  name text not null,
  pinyin text not null default '',
  is_own boolean not null default false,
  is_supplier boolean not null default false,
  is_customer boolean not null default false,
  tax_no text not null default '',
  terms text not null default '',
  terms_days integer not null default 0 constraint partner_terms_days_range check (terms_days between 0 and 720),
  terms_from text not null default 'invoice_date' constraint partner_terms_from_known check (terms_from in ('invoice_date', 'month_end')),
  credit_limit amount,
  tax_code_id uuid,
  grade text not null default '',
  phone text not null default '',
  address text not null default '',
  active boolean not null default true,
  external_key text,
  primary key (company_id, id),
  constraint partner_code_unique unique (company_id, code),
  constraint partner_external_key_unique unique (company_id, external_key),
  constraint partner_tax_code_fk foreign key (company_id, tax_code_id) references md.tax_code (company_id, id)
);
create unique index partner_one_own on md.partner (company_id) where is_own;
create index partner_pinyin on md.partner (company_id, pinyin text_pattern_ops);

create table md.warehouse (
  company_id uuid not null constraint warehouse_company_fk references sys.company (id),
  id uuid not null,
  code text not null,
  name text not null,
  pinyin text not null default '',
  purpose text not null default 'storage' constraint warehouse_purpose_known
    check (purpose in ('storage', 'receiving', 'defective', 'line_side', 'subcontractor', 'transit', 'store', 'virtual')),
  cost_area text not null default 'main',
  allocation_rule text not null default 'fifo' constraint warehouse_allocation_rule_known check (allocation_rule in ('fifo', 'fefo')),
  active boolean not null default true,
  external_key text,
  primary key (company_id, id),
  constraint warehouse_code_unique unique (company_id, code)
);

create table md.user_warehouse (
  company_id uuid not null,
  user_id uuid not null constraint user_warehouse_user_fk references sys.user_account (id),
  warehouse_id uuid not null,
  primary key (company_id, user_id, warehouse_id),
  constraint user_warehouse_warehouse_fk foreign key (company_id, warehouse_id) references md.warehouse (company_id, id)
);
comment on table md.user_warehouse is 'the warehouses a person is limited to; no row means every warehouse';

create table md.item (
  company_id uuid not null constraint item_company_fk references sys.company (id),
  id uuid not null,
  code text not null,
  name text not null,
  name_en text not null default '',
  spec text not null default '',
  pinyin text not null default '',
  category text not null default '',
  source text not null default 'buy' constraint item_source_known check (source in ('buy', 'make', 'subcontract')),
  base_unit_id uuid not null,
  lot_managed boolean not null default false,
  expiry_managed boolean not null default false,
  shelf_life_days integer constraint item_shelf_life_positive check (shelf_life_days > 0),
  min_remaining_life_days integer not null default 0 constraint item_min_remaining_life_range check (min_remaining_life_days >= 0),
  inspected_on_receipt boolean not null default false,
  inspection_note text not null default '',
  allocation_rule text constraint item_allocation_rule_known check (allocation_rule in ('fifo', 'fefo')),
  cost_method text not null default 'moving_average' constraint item_cost_method_known check (cost_method in ('moving_average', 'specific')),
  inventory_account_code text not null default '',
  tax_code_id uuid,
  purchase_price unit_price,
  sales_price unit_price,
  standard_cost unit_price,
  default_supplier_id uuid,
  default_warehouse_id uuid,
  default_bin_code text not null default '',
  tolerance_over rate not null default 0 constraint item_tolerance_over_range check (tolerance_over between 0 and 1),
  lead_time_days integer not null default 0,
  order_minimum qty not null default 0,
  order_multiple qty not null default 0,
  safety_stock qty not null default 0,
  abc_class text not null default 'C',
  active boolean not null default true,
  external_key text,
  extra jsonb not null default '{}',
  updated_at timestamptz not null default now(),
  primary key (company_id, id),
  constraint item_code_unique unique (company_id, code),
  constraint item_external_key_unique unique (company_id, external_key),
  constraint item_expiry_needs_lot check (not expiry_managed or lot_managed),
  constraint item_specific_cost_needs_lot check (cost_method <> 'specific' or lot_managed),
  constraint item_base_unit_fk foreign key (company_id, base_unit_id) references md.unit (company_id, id),
  constraint item_tax_code_fk foreign key (company_id, tax_code_id) references md.tax_code (company_id, id),
  constraint item_default_supplier_fk foreign key (company_id, default_supplier_id) references md.partner (company_id, id),
  constraint item_default_warehouse_fk foreign key (company_id, default_warehouse_id) references md.warehouse (company_id, id)
);
create index item_pinyin on md.item (company_id, pinyin text_pattern_ops);

create table md.item_pack (
  company_id uuid not null,
  id uuid not null,
  item_id uuid not null,
  unit_id uuid not null,
  level smallint not null default 1 constraint item_pack_level_range check (level between 1 and 9),
  numerator bigint not null constraint item_pack_numerator_positive check (numerator > 0),
  denominator bigint not null default 1 constraint item_pack_denominator_positive check (denominator > 0),
  primary key (company_id, id),
  constraint item_pack_unit_unique unique (company_id, item_id, unit_id),
  constraint item_pack_item_fk foreign key (company_id, item_id) references md.item (company_id, id),
  constraint item_pack_unit_fk foreign key (company_id, unit_id) references md.unit (company_id, id)
);
comment on table md.item_pack is 'one pack unit = numerator / denominator base units, exactly';

create table md.item_barcode (
  company_id uuid not null,
  barcode text not null constraint item_barcode_shape check (barcode <> '' and barcode = btrim(barcode)),
  item_id uuid not null,
  item_pack_id uuid,
  primary key (company_id, barcode),
  constraint item_barcode_item_fk foreign key (company_id, item_id) references md.item (company_id, id),
  constraint item_barcode_pack_fk foreign key (company_id, item_pack_id) references md.item_pack (company_id, id)
);
create index item_barcode_item on md.item_barcode (company_id, item_id);

create table md.item_price (
  company_id uuid not null,
  id uuid not null,
  side text not null constraint item_price_side_known check (side in ('purchase', 'sales')),
  partner_id uuid not null,
  item_id uuid not null,
  price_with_tax unit_price not null constraint item_price_not_negative check (price_with_tax >= 0),
  primary key (company_id, id),
  constraint item_price_unique unique (company_id, side, partner_id, item_id),
  constraint item_price_partner_fk foreign key (company_id, partner_id) references md.partner (company_id, id),
  constraint item_price_item_fk foreign key (company_id, item_id) references md.item (company_id, id)
);
