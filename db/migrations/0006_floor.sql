-- The floor's own documents: receiving notices, shipments, transfers, counts and the tasks people carry out.

create table wms.receiving_notice (
  company_id uuid not null,
  id uuid not null,
  no text not null,
  instruction_id uuid not null,
  partner_id uuid not null,
  warehouse_id uuid not null,
  dock_bin_id uuid not null,
  state text not null constraint receiving_notice_state_known check (state in ('open', 'receiving', 'received', 'closed', 'cancelled')),
  delivery_note_no text not null default '',
  expected_date date not null,
  created_at timestamptz not null default now(),
  primary key (company_id, id),
  constraint receiving_notice_no_unique unique (company_id, no),
  constraint receiving_notice_instruction_fk foreign key (company_id, instruction_id) references contract.instruction (company_id, id),
  constraint receiving_notice_partner_fk foreign key (company_id, partner_id) references md.partner (company_id, id),
  constraint receiving_notice_warehouse_fk foreign key (company_id, warehouse_id) references md.warehouse (company_id, id),
  constraint receiving_notice_dock_fk foreign key (company_id, dock_bin_id) references wms.bin (company_id, id)
);
create index receiving_notice_state on wms.receiving_notice (company_id, state, expected_date);

create table wms.receiving_notice_line (
  company_id uuid not null,
  id uuid not null,
  notice_id uuid not null,
  line_no integer not null,
  instruction_line_id uuid not null,
  item_id uuid not null,
  qty_expected qty not null constraint receiving_notice_line_expected_positive check (qty_expected > 0),
  qty_limit qty not null,
  qty_received qty not null default 0,
  qty_damaged qty not null default 0,
  qty_accepted qty not null default 0,
  qty_conceded qty not null default 0,
  qty_rejected qty not null default 0,
  qty_put_away qty not null default 0,
  qty_returned qty not null default 0,
  inspected boolean not null default false,
  closed_short_reason text,
  primary key (company_id, id),
  constraint receiving_notice_line_no_unique unique (company_id, notice_id, line_no),
  constraint receiving_notice_line_within_limit check (qty_received >= 0 and qty_received <= qty_limit),
  constraint receiving_notice_line_ruled_within_received check (qty_accepted + qty_conceded + qty_rejected <= qty_received),
  constraint receiving_notice_line_notice_fk foreign key (company_id, notice_id) references wms.receiving_notice (company_id, id),
  constraint receiving_notice_line_item_fk foreign key (company_id, item_id) references md.item (company_id, id),
  constraint receiving_notice_line_instruction_fk foreign key (company_id, instruction_line_id) references contract.instruction_line (company_id, id)
);
comment on column wms.receiving_notice_line.qty_limit is 'the most that may be received here: what was still open on the order with its cumulative tolerance';

create table wms.receipt_line (
  company_id uuid not null,
  id uuid not null,
  notice_line_id uuid not null,
  item_id uuid not null,
  lot_id uuid not null,
  owner_id uuid not null,
  bin_id uuid not null,
  qty qty not null constraint receipt_line_qty_positive check (qty > 0),
  qty_accepted qty not null default 0,
  qty_conceded qty not null default 0,
  qty_rejected qty not null default 0,
  qty_reversed qty not null default 0,
  status text not null,
  inspected boolean not null,
  damaged boolean not null default false,
  report_id uuid not null,
  received_at timestamptz not null default clock_timestamp(),
  primary key (company_id, id),
  constraint receipt_line_ruled_within_qty check (qty_accepted + qty_conceded + qty_rejected + qty_reversed <= qty),
  constraint receipt_line_notice_line_fk foreign key (company_id, notice_line_id) references wms.receiving_notice_line (company_id, id),
  constraint receipt_line_lot_fk foreign key (company_id, lot_id) references wms.lot (company_id, id)
);
comment on table wms.receipt_line is 'one scan-confirmed quantity of one lot; a verdict refers to it';
create index receipt_line_notice_line on wms.receipt_line (company_id, notice_line_id);

create table wms.shipment (
  company_id uuid not null,
  id uuid not null,
  no text not null,
  instruction_id uuid not null,
  partner_id uuid not null,
  warehouse_id uuid not null,
  staging_bin_id uuid not null,
  state text not null constraint shipment_state_known check (state in ('open', 'released', 'picking', 'picked', 'packed', 'shipped', 'cancelled')),
  due_date date not null,
  ship_to text not null default '',
  carrier text not null default '',
  tracking_no text not null default '',
  created_at timestamptz not null default now(),
  primary key (company_id, id),
  constraint shipment_no_unique unique (company_id, no),
  constraint shipment_instruction_fk foreign key (company_id, instruction_id) references contract.instruction (company_id, id),
  constraint shipment_partner_fk foreign key (company_id, partner_id) references md.partner (company_id, id),
  constraint shipment_warehouse_fk foreign key (company_id, warehouse_id) references md.warehouse (company_id, id),
  constraint shipment_staging_fk foreign key (company_id, staging_bin_id) references wms.bin (company_id, id)
);
create index shipment_state on wms.shipment (company_id, state, due_date);

create table wms.shipment_line (
  company_id uuid not null,
  id uuid not null,
  shipment_id uuid not null,
  line_no integer not null,
  instruction_line_id uuid not null,
  item_id uuid not null,
  qty_ordered qty not null constraint shipment_line_ordered_positive check (qty_ordered > 0),
  qty_allocated qty not null default 0,
  qty_picked qty not null default 0,
  qty_packed qty not null default 0,
  qty_shipped qty not null default 0,
  qty_short qty not null default 0,
  short_reason text,
  primary key (company_id, id),
  constraint shipment_line_no_unique unique (company_id, shipment_id, line_no),
  constraint shipment_line_slices_in_order check (qty_allocated >= 0 and qty_picked >= 0 and qty_packed <= qty_picked
    and qty_shipped <= qty_picked and qty_short >= 0 and qty_allocated + qty_picked + qty_short <= qty_ordered),
  constraint shipment_line_shipment_fk foreign key (company_id, shipment_id) references wms.shipment (company_id, id),
  constraint shipment_line_item_fk foreign key (company_id, item_id) references md.item (company_id, id),
  constraint shipment_line_instruction_fk foreign key (company_id, instruction_line_id) references contract.instruction_line (company_id, id)
);
comment on column wms.shipment_line.qty_allocated is 'allocated and not yet picked';

create table wms.package (
  company_id uuid not null,
  id uuid not null,
  shipment_id uuid not null,
  no text not null,
  weight_kg qty,
  primary key (company_id, id),
  constraint package_no_unique unique (company_id, no),
  constraint package_shipment_fk foreign key (company_id, shipment_id) references wms.shipment (company_id, id)
);

create table wms.package_line (
  company_id uuid not null,
  id uuid not null,
  package_id uuid not null,
  shipment_line_id uuid not null,
  lot_id uuid not null,
  qty qty not null constraint package_line_qty_positive check (qty > 0),
  primary key (company_id, id),
  constraint package_line_package_fk foreign key (company_id, package_id) references wms.package (company_id, id),
  constraint package_line_shipment_line_fk foreign key (company_id, shipment_line_id) references wms.shipment_line (company_id, id),
  constraint package_line_lot_fk foreign key (company_id, lot_id) references wms.lot (company_id, id)
);

create table wms.transfer (
  company_id uuid not null,
  id uuid not null,
  no text not null,
  instruction_id uuid not null,
  from_warehouse_id uuid not null,
  to_warehouse_id uuid not null,
  transit_bin_id uuid not null,
  state text not null constraint transfer_state_known check (state in ('open', 'dispatching', 'in_transit', 'closed', 'cancelled')),
  created_at timestamptz not null default now(),
  primary key (company_id, id),
  constraint transfer_no_unique unique (company_id, no),
  constraint transfer_instruction_fk foreign key (company_id, instruction_id) references contract.instruction (company_id, id),
  constraint transfer_from_fk foreign key (company_id, from_warehouse_id) references md.warehouse (company_id, id),
  constraint transfer_to_fk foreign key (company_id, to_warehouse_id) references md.warehouse (company_id, id),
  constraint transfer_transit_fk foreign key (company_id, transit_bin_id) references wms.bin (company_id, id)
);

create table wms.transfer_line (
  company_id uuid not null,
  id uuid not null,
  transfer_id uuid not null,
  line_no integer not null,
  instruction_line_id uuid not null,
  item_id uuid not null,
  qty_ordered qty not null constraint transfer_line_ordered_positive check (qty_ordered > 0),
  qty_dispatched qty not null default 0,
  qty_arrived qty not null default 0,
  qty_short qty not null default 0,
  primary key (company_id, id),
  constraint transfer_line_no_unique unique (company_id, transfer_id, line_no),
  constraint transfer_line_in_order check (qty_arrived <= qty_dispatched and qty_dispatched + qty_short <= qty_ordered),
  constraint transfer_line_transfer_fk foreign key (company_id, transfer_id) references wms.transfer (company_id, id),
  constraint transfer_line_item_fk foreign key (company_id, item_id) references md.item (company_id, id),
  constraint transfer_line_instruction_fk foreign key (company_id, instruction_line_id) references contract.instruction_line (company_id, id)
);

create table wms.count_job (
  company_id uuid not null,
  id uuid not null,
  no text not null,
  instruction_id uuid not null,
  warehouse_id uuid not null,
  state text not null constraint count_job_state_known check (state in ('open', 'counting', 'counted', 'closed', 'cancelled')),
  created_at timestamptz not null default now(),
  primary key (company_id, id),
  constraint count_job_no_unique unique (company_id, no),
  constraint count_job_instruction_fk foreign key (company_id, instruction_id) references contract.instruction (company_id, id),
  constraint count_job_warehouse_fk foreign key (company_id, warehouse_id) references md.warehouse (company_id, id)
);

create table wms.count_observation (
  company_id uuid not null,
  id uuid not null,
  count_job_id uuid not null,
  task_id uuid not null,
  bin_id uuid not null,
  item_id uuid not null,
  owner_id uuid not null,
  lot_id uuid not null,
  status text not null,
  qty_counted qty not null constraint count_observation_not_negative check (qty_counted >= 0),
  qty_book qty not null,
  round smallint not null default 1,
  counted_by uuid not null,
  counted_at timestamptz not null,
  adjusted_movement_id bigint,
  primary key (company_id, id),
  constraint count_observation_job_fk foreign key (company_id, count_job_id) references wms.count_job (company_id, id),
  constraint count_observation_bin_fk foreign key (company_id, bin_id) references wms.bin (company_id, id),
  constraint count_observation_item_fk foreign key (company_id, item_id) references md.item (company_id, id),
  constraint count_observation_lot_fk foreign key (company_id, lot_id) references wms.lot (company_id, id)
);
comment on table wms.count_observation is 'what was seen, when, and what the book said at that moment';
create index count_observation_job on wms.count_observation (company_id, count_job_id);

create sequence wms.task_no;

create table wms.task (
  company_id uuid not null,
  id uuid not null,
  no bigint not null default nextval('wms.task_no'),
  kind text not null constraint task_kind_known check (kind in
    ('receive', 'put_away', 'pick', 'pack', 'move', 'transfer_out', 'transfer_in', 'count', 'return')),
  state text not null default 'ready' constraint task_state_known check (state in ('ready', 'claimed', 'started', 'done', 'cancelled')),
  priority smallint not null default 50,
  warehouse_id uuid not null,
  document_kind text not null,
  document_id uuid not null,
  document_no text not null,
  document_line_id uuid,
  item_id uuid,
  lot_id uuid,
  owner_id uuid,
  status text,
  from_bin_id uuid,
  to_bin_id uuid,
  qty_planned qty,
  qty_done qty not null default 0,
  assignee_id uuid,
  claimed_at timestamptz,
  progress jsonb not null default '{}',
  version integer not null default 1,
  exception_code text,
  created_at timestamptz not null default now(),
  finished_at timestamptz,
  primary key (company_id, id),
  constraint task_done_within_planned check (qty_done >= 0 and (qty_planned is null or qty_done <= qty_planned)),
  constraint task_warehouse_fk foreign key (company_id, warehouse_id) references md.warehouse (company_id, id),
  constraint task_item_fk foreign key (company_id, item_id) references md.item (company_id, id),
  constraint task_lot_fk foreign key (company_id, lot_id) references wms.lot (company_id, id),
  constraint task_from_bin_fk foreign key (company_id, from_bin_id) references wms.bin (company_id, id),
  constraint task_to_bin_fk foreign key (company_id, to_bin_id) references wms.bin (company_id, id)
);
comment on column wms.task.progress is 'where the worker stands, so that another device continues; never computed with';
create index task_queue on wms.task (company_id, warehouse_id, kind, priority, no) where state in ('ready', 'claimed', 'started');
create index task_assignee on wms.task (company_id, assignee_id) where state in ('claimed', 'started');
create index task_document on wms.task (company_id, document_id);

alter table wms.allocation add constraint allocation_task_fk foreign key (company_id, task_id) references wms.task (company_id, id);

create table qms.inspection (
  company_id uuid not null constraint inspection_company_fk references sys.company (id),
  id uuid not null,
  no text not null,
  state text not null constraint inspection_state_known check (state in ('pending', 'ruled', 'cancelled')),
  report_id uuid not null,
  receipt_line_id uuid not null,
  origin_line_id uuid,
  document_no text not null,
  supplier_id uuid not null,
  item_id uuid not null,
  lot_id uuid not null,
  lot_no text not null default '',
  qty qty not null constraint inspection_qty_positive check (qty > 0),
  qty_accepted qty not null default 0,
  qty_conceded qty not null default 0,
  qty_rejected qty not null default 0,
  reason text not null default '',
  inspector_id uuid,
  ruled_at timestamptz,
  business_date date not null,
  created_at timestamptz not null default now(),
  primary key (company_id, id),
  constraint inspection_no_unique unique (company_id, no),
  constraint inspection_receipt_line_unique unique (company_id, receipt_line_id),
  constraint inspection_ruled_within_qty check (qty_accepted >= 0 and qty_conceded >= 0 and qty_rejected >= 0
    and qty_accepted + qty_conceded + qty_rejected <= qty),
  constraint inspection_supplier_fk foreign key (company_id, supplier_id) references md.partner (company_id, id),
  constraint inspection_item_fk foreign key (company_id, item_id) references md.item (company_id, id)
);
create index inspection_state on qms.inspection (company_id, state, created_at);
