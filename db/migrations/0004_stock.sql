-- The executor's ground: bins, lots and the one book of quantities. Movements are double-ended and append-only;
-- balances follow them in the same transaction and can never go negative.

create table wms.bin_profile (
  company_id uuid not null constraint bin_profile_company_fk references sys.company (id),
  id uuid not null,
  code text not null,
  name_zh text not null,
  name_en text not null,
  counted boolean not null default true,
  receivable boolean not null default false,
  storable boolean not null default false,
  pickable boolean not null default false,
  holding boolean not null default false,
  staging boolean not null default false,
  mix_items text not null default 'allow' constraint bin_profile_mix_items_known check (mix_items in ('allow', 'forbid')),
  mix_lots text not null default 'allow' constraint bin_profile_mix_lots_known check (mix_lots in ('allow', 'forbid')),
  capacity_qty qty constraint bin_profile_capacity_positive check (capacity_qty > 0),
  primary key (company_id, id),
  constraint bin_profile_code_unique unique (company_id, code)
);
comment on column wms.bin_profile.counted is 'false for the world outside (supplier, customer, loss, opening): no balance is kept there';

create table wms.zone (
  company_id uuid not null,
  id uuid not null,
  warehouse_id uuid not null,
  code text not null,
  name text not null default '',
  primary key (company_id, id),
  constraint zone_code_unique unique (company_id, warehouse_id, code),
  constraint zone_warehouse_fk foreign key (company_id, warehouse_id) references md.warehouse (company_id, id)
);

create table wms.bin (
  company_id uuid not null,
  id uuid not null,
  warehouse_id uuid not null,
  zone_id uuid,
  profile_id uuid not null,
  code text not null constraint bin_code_shape check (code <> '' and code = btrim(code)),
  putaway_sequence integer not null default 0,
  pick_sequence integer not null default 0,
  capacity_qty qty constraint bin_capacity_positive check (capacity_qty > 0),
  blocked_in text,
  blocked_out text,
  active boolean not null default true,
  primary key (company_id, id),
  constraint bin_code_unique unique (company_id, code),
  constraint bin_warehouse_fk foreign key (company_id, warehouse_id) references md.warehouse (company_id, id),
  constraint bin_zone_fk foreign key (company_id, zone_id) references wms.zone (company_id, id),
  constraint bin_profile_fk foreign key (company_id, profile_id) references wms.bin_profile (company_id, id)
);
comment on column wms.bin.code is 'unique in the company, so that a scanned bin label needs no context';
create index bin_warehouse on wms.bin (company_id, warehouse_id, putaway_sequence);

create table wms.lot (
  company_id uuid not null constraint lot_company_fk references sys.company (id),
  id uuid not null,
  item_id uuid,
  lot_no text not null,
  supplier_lot_no text not null default '',
  supplier_id uuid,
  production_date date,
  expiry_date date,
  received_date date,
  blocked_reason text,
  created_at timestamptz not null default now(),
  primary key (company_id, id),
  constraint lot_no_unique unique (company_id, item_id, lot_no),
  constraint lot_none_has_no_item check ((item_id is null) = (id = '00000000-0000-0000-0000-000000000000')),
  constraint lot_item_fk foreign key (company_id, item_id) references md.item (company_id, id),
  constraint lot_supplier_fk foreign key (company_id, supplier_id) references md.partner (company_id, id)
);
comment on table wms.lot is 'the all-zero id is the company''s none lot, for stock kept without lots';

create table wms.balance (
  company_id uuid not null,
  item_id uuid not null,
  owner_id uuid not null,
  lot_id uuid not null,
  status text not null constraint balance_status_fk references md.stock_status (code),
  bin_id uuid not null,
  on_hand qty not null default 0 constraint stock_balance_on_hand_not_negative check (on_hand >= 0),
  allocated qty not null default 0 constraint stock_balance_allocated_within_on_hand check (allocated >= 0 and allocated <= on_hand),
  primary key (company_id, item_id, owner_id, lot_id, status, bin_id),
  constraint balance_item_fk foreign key (company_id, item_id) references md.item (company_id, id),
  constraint balance_owner_fk foreign key (company_id, owner_id) references md.partner (company_id, id),
  constraint balance_lot_fk foreign key (company_id, lot_id) references wms.lot (company_id, id),
  constraint balance_bin_fk foreign key (company_id, bin_id) references wms.bin (company_id, id)
);
create index balance_bin on wms.balance (company_id, bin_id);

create table wms.movement (
  company_id uuid not null,
  id bigint generated always as identity,
  xid xid8 not null default pg_current_xact_id(),
  command_id uuid not null,
  kind text not null,
  item_id uuid not null,
  lot_id uuid not null,
  qty qty not null constraint movement_qty_positive check (qty > 0),
  from_bin_id uuid not null,
  from_status text not null constraint movement_from_status_fk references md.stock_status (code),
  from_owner_id uuid not null,
  to_bin_id uuid not null,
  to_status text not null constraint movement_to_status_fk references md.stock_status (code),
  to_owner_id uuid not null,
  from_after qty,
  to_after qty,
  source_kind text not null,
  source_id uuid not null,
  source_line_id uuid,
  task_id uuid,
  report_id uuid,
  reversal_of bigint,
  reason text,
  actor_id uuid not null,
  device text not null default '',
  occurred_at timestamptz not null,
  recorded_at timestamptz not null default clock_timestamp(),
  business_date date not null,
  primary key (company_id, id),
  constraint movement_moves_something check ((from_bin_id, from_status, from_owner_id) is distinct from (to_bin_id, to_status, to_owner_id)),
  constraint movement_item_fk foreign key (company_id, item_id) references md.item (company_id, id),
  constraint movement_lot_fk foreign key (company_id, lot_id) references wms.lot (company_id, id),
  constraint movement_from_bin_fk foreign key (company_id, from_bin_id) references wms.bin (company_id, id),
  constraint movement_to_bin_fk foreign key (company_id, to_bin_id) references wms.bin (company_id, id),
  constraint movement_reversal_fk foreign key (company_id, reversal_of) references wms.movement (company_id, id)
);
comment on table wms.movement is 'append-only: the one book of quantities; every row has two ends';
create index movement_follow on wms.movement (company_id, xid, id);
create index movement_item on wms.movement (company_id, item_id, id);
create index movement_source on wms.movement (company_id, source_id);
create unique index movement_reversed_once on wms.movement (company_id, reversal_of) where reversal_of is not null;

create table wms.allocation (
  company_id uuid not null,
  id uuid not null,
  demand_kind text not null,
  demand_line_id uuid not null,
  task_id uuid,
  item_id uuid not null,
  owner_id uuid not null,
  lot_id uuid not null,
  status text not null,
  bin_id uuid not null,
  qty qty not null constraint allocation_qty_positive check (qty > 0),
  qty_consumed qty not null default 0,
  qty_released qty not null default 0,
  release_reason text,
  created_at timestamptz not null default now(),
  primary key (company_id, id),
  constraint allocation_within_qty check (qty_consumed >= 0 and qty_released >= 0 and qty_consumed + qty_released <= qty),
  constraint allocation_balance_fk foreign key (company_id, item_id, owner_id, lot_id, status, bin_id)
    references wms.balance (company_id, item_id, owner_id, lot_id, status, bin_id)
);
create index allocation_open on wms.allocation (company_id, item_id, bin_id) where qty > qty_consumed + qty_released;
create index allocation_demand on wms.allocation (company_id, demand_line_id);
