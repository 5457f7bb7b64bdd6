-- The border: instructions down, reports up, rulings across. All append-only; progress is derived from reports.

create table contract.instruction (
  company_id uuid not null constraint instruction_company_fk references sys.company (id),
  id uuid not null,
  kind text not null constraint instruction_kind_known check (kind in ('receive', 'ship', 'transfer', 'count', 'adjust', 'cancel')),
  version text not null,
  source text not null default 'erp',
  document_kind text not null,
  document_id uuid not null,
  document_no text not null,
  revision integer not null default 1,
  warehouse_id uuid,
  partner_id uuid,
  body jsonb not null,
  command_id uuid not null,
  xid xid8 not null default pg_current_xact_id(),
  recorded_at timestamptz not null default clock_timestamp(),
  primary key (company_id, id),
  constraint instruction_revision_unique unique (company_id, source, document_kind, document_id, kind, revision)
);
comment on table contract.instruction is 'append-only: what the ERP asked the warehouse to do';

create table contract.instruction_line (
  company_id uuid not null,
  id uuid not null,
  instruction_id uuid not null,
  line_no integer not null,
  document_line_id uuid,
  item_id uuid,
  qty qty,
  primary key (company_id, id),
  constraint instruction_line_no_unique unique (company_id, instruction_id, line_no),
  constraint instruction_line_instruction_fk foreign key (company_id, instruction_id) references contract.instruction (company_id, id)
);
comment on table contract.instruction_line is 'append-only: the lines of an instruction';
create index instruction_line_document_line on contract.instruction_line (company_id, document_line_id);

create table contract.report (
  company_id uuid not null constraint report_company_fk references sys.company (id),
  id uuid not null,
  kind text not null constraint report_kind_known check (kind in
    ('goods_received', 'goods_put_away', 'goods_shipped', 'goods_dispatched', 'goods_arrived',
     'goods_returned', 'count_result', 'stock_adjusted', 'ownership_changed', 'task_progress')),
  version text not null,
  instruction_id uuid,
  unasked boolean not null default false,
  warehouse_id uuid,
  partner_id uuid,
  body jsonb not null default '{}',
  command_id uuid not null,
  actor_id uuid not null,
  device text not null default '',
  occurred_at timestamptz not null,
  business_date date not null,
  xid xid8 not null default pg_current_xact_id(),
  recorded_at timestamptz not null default clock_timestamp(),
  primary key (company_id, id),
  constraint report_answers_or_is_unasked check ((instruction_id is not null) <> unasked),
  constraint report_instruction_fk foreign key (company_id, instruction_id) references contract.instruction (company_id, id)
);
comment on table contract.report is 'append-only: what the warehouse says happened';
create index report_instruction on contract.report (company_id, instruction_id);
create index report_stream on contract.report (company_id, xid, id);

create table contract.report_line (
  company_id uuid not null,
  report_id uuid not null,
  line_no integer not null,
  instruction_line_id uuid,
  item_id uuid not null,
  lot_id uuid not null,
  qty qty not null,
  movement_id bigint,
  note text,
  primary key (company_id, report_id, line_no),
  constraint report_line_report_fk foreign key (company_id, report_id) references contract.report (company_id, id),
  constraint report_line_instruction_line_fk foreign key (company_id, instruction_line_id) references contract.instruction_line (company_id, id),
  constraint report_line_movement_fk foreign key (company_id, movement_id) references wms.movement (company_id, id)
);
comment on table contract.report_line is 'append-only: quantities of a report, each naming its movement';
create index report_line_instruction_line on contract.report_line (company_id, instruction_line_id);

create table contract.ruling (
  company_id uuid not null constraint ruling_company_fk references sys.company (id),
  id uuid not null,
  inspection_id uuid not null,
  verdict text not null constraint ruling_verdict_known check (verdict in ('accepted', 'conceded', 'rejected')),
  version text not null,
  receipt_line_id uuid not null,
  item_id uuid not null,
  lot_id uuid not null,
  qty qty not null constraint ruling_qty_positive check (qty > 0),
  reason text not null default '',
  actor_id uuid not null,
  command_id uuid not null,
  business_date date not null,
  recorded_at timestamptz not null default clock_timestamp(),
  primary key (company_id, id)
);
comment on table contract.ruling is 'append-only: the verdict on a received quantity';
create index ruling_receipt_line on contract.ruling (company_id, receipt_line_id);
