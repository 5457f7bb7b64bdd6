-- Planning's own room: forecast, settings of the plan, firmed orders, what planners decided about messages, packed
-- proposals by run, alerts. Proposals are no documents; only what somebody firms becomes a row of its own.

create schema plan;

create table plan.setting (
  company_id uuid not null constraint setting_company_fk references sys.company (id),
  bucket_days integer not null default 1 constraint setting_bucket_range check (bucket_days between 0 and 31),
  consume_back_days integer not null default 30 constraint setting_back_range check (consume_back_days between 0 and 365),
  consume_forward_days integer not null default 0 constraint setting_forward_range check (consume_forward_days between 0 and 365),
  tolerance_days integer not null default 0 constraint setting_tolerance_days_range check (tolerance_days between 0 and 365),
  tolerance_qty qty not null default 0 constraint setting_tolerance_qty_not_negative check (tolerance_qty >= 0),
  release_days integer not null default 7 constraint setting_release_range check (release_days between 0 and 365),
  wait_days integer not null default 0 constraint setting_wait_range check (wait_days between 0 and 365),
  inspection_days integer not null default 1 constraint setting_inspection_range check (inspection_days between 0 and 365),
  count_drafts boolean not null default true,
  count_inspection boolean not null default true,
  version integer not null default 1,
  primary key (company_id)
);
comment on table plan.setting is '计划方案: how a company plans; without a row the defaults hold';
comment on column plan.setting.bucket_days is '1 = by day, 0 = everything in one bucket';
comment on column plan.setting.inspection_days is 'goods in inspection are expected so many days after receipt where the item says nothing';
comment on column plan.setting.count_drafts is 'drafts of purchase orders count as supply, so that nothing is bought twice';

create table plan.forecast (
  company_id uuid not null constraint forecast_company_fk references sys.company (id),
  id uuid not null,
  item_id uuid not null,
  customer_id uuid,
  bucket_from date not null,
  bucket_to date not null,
  qty qty not null constraint forecast_qty_not_negative check (qty >= 0),
  remark text not null default '',
  version integer not null default 1,
  primary key (company_id, id),
  constraint forecast_bucket_unique unique nulls not distinct (company_id, item_id, customer_id, bucket_from),
  constraint forecast_bucket_in_order check (bucket_from <= bucket_to),
  constraint forecast_item_fk foreign key (company_id, item_id) references md.item (company_id, id),
  constraint forecast_customer_fk foreign key (company_id, customer_id) references md.partner (company_id, id)
);
comment on table plan.forecast is 'what is expected to be sold of an item within a bucket of days, before orders consume it';

create table plan.firm_order (
  company_id uuid not null constraint firm_order_company_fk references sys.company (id),
  id uuid not null,
  no text not null,
  kind text not null constraint firm_order_kind_known check (kind in ('buy', 'make', 'subcontract')),
  state text not null constraint firm_order_state_known check (state in ('firm', 'released', 'done', 'void')),
  item_id uuid not null,
  qty qty not null constraint firm_order_qty_positive check (qty > 0),
  qty_done qty not null default 0 constraint firm_order_done_not_negative check (qty_done >= 0),
  tracking_no text not null default '',
  start_date date not null,
  end_date date not null,
  need_date date not null,
  supplier_id uuid,
  proposal_key text not null default '',
  remark text not null default '',
  version integer not null default 1,
  prepared_by uuid not null,
  prepared_at timestamptz not null default now(),
  primary key (company_id, id),
  constraint firm_order_no_unique unique (company_id, no),
  constraint firm_order_dates_in_order check (start_date <= end_date),
  constraint firm_order_item_fk foreign key (company_id, item_id) references md.item (company_id, id),
  constraint firm_order_supplier_fk foreign key (company_id, supplier_id) references md.partner (company_id, id)
);
comment on table plan.firm_order is '计划订单 that a planner firmed: supply that reruns keep, and demand for its components; production and subcontract orders take it over';
comment on column plan.firm_order.end_date is 'the day of receipt, before inspection';
create index firm_order_item on plan.firm_order (company_id, item_id) where state in ('firm', 'released');

create table plan.message_decision (
  company_id uuid not null constraint message_decision_company_fk references sys.company (id),
  key text not null,
  kind text not null,
  item_id uuid not null,
  day date not null,
  to_day date not null,
  qty qty not null,
  to_qty qty not null,
  decision text not null constraint message_decision_known check (decision in ('dismissed', 'snoozed', 'assigned')),
  until date,
  owner_id uuid,
  reason text not null default '',
  decided_by uuid not null,
  decided_at timestamptz not null default now(),
  primary key (company_id, key),
  constraint message_decision_item_fk foreign key (company_id, item_id) references md.item (company_id, id),
  constraint message_decision_snooze_has_day check (decision <> 'snoozed' or until is not null)
);
comment on table plan.message_decision is 'what a planner decided about an exception message, with the facts it was decided on: it holds until day or quantity move beyond the tolerance';

create table plan.run (
  company_id uuid not null constraint run_company_fk references sys.company (id),
  id uuid not null,
  state text not null constraint run_state_known check (state in ('waiting', 'running', 'done', 'failed')),
  reason text not null default '',
  asked_by uuid,
  started_at timestamptz not null default clock_timestamp(),
  ended_at timestamptz,
  day_zero date,
  step text not null default '',
  share_done rate not null default 0,
  item_count integer not null default 0,
  demand_count integer not null default 0,
  supply_count integer not null default 0,
  order_count integer not null default 0,
  message_count integer not null default 0,
  timings jsonb not null default '{}',
  problem text not null default '',
  primary key (company_id, id)
);
comment on table plan.run is 'a whole plan made from the beginning: its log and how long each step took, in milliseconds';
create index run_started on plan.run (company_id, started_at desc);

create table plan.packed_plan (
  company_id uuid not null,
  run_id uuid not null,
  item_id uuid not null,
  tracking_no text not null default '',
  order_count integer not null,
  qty qty not null,
  packed bytea not null,
  primary key (company_id, run_id, item_id, tracking_no),
  constraint packed_plan_run_fk foreign key (company_id, run_id) references plan.run (company_id, id) on delete cascade,
  constraint packed_plan_item_fk foreign key (company_id, item_id) references md.item (company_id, id)
);
comment on table plan.packed_plan is 'the proposals of one item in one run, packed: what two runs are compared by';

create table plan.alert (
  company_id uuid not null constraint alert_company_fk references sys.company (id),
  id uuid not null,
  recorded_at timestamptz not null default clock_timestamp(),
  level text not null constraint alert_level_known check (level in ('short', 'late', 'relieved')),
  cause jsonb not null,
  hits jsonb not null,
  hit_count integer not null,
  primary key (company_id, id)
);
comment on table plan.alert is 'append-only: a change that made orders short or late, or relieved them: its cause and the orders hit, as facts for a sentence';
create index alert_recorded on plan.alert (company_id, recorded_at desc, id);

create table plan.alert_seen (
  company_id uuid not null,
  user_id uuid not null,
  seen_to timestamptz not null,
  primary key (company_id, user_id)
);
comment on table plan.alert_seen is 'up to which moment a person has read the alerts';

create table plan.resident (
  company_id uuid not null constraint resident_company_fk references sys.company (id),
  holder text not null,
  leased_until timestamptz not null,
  primary key (company_id)
);
comment on table plan.resident is 'which process tells the alerts of a company: one at a time, by lease';

-- What planning needs of documents that exist already.
alter table erp.purchase_order_line add column tracking_no text not null default '',
  add column confirmed_date date;
comment on column erp.purchase_order_line.tracking_no is '计划跟踪号: bought for one order; '''' = for everybody';
comment on column erp.purchase_order_line.confirmed_date is 'the day the supplier last confirmed; null = the delivery date asked for';
alter table erp.sales_order add column priority smallint not null default 5
  constraint sales_order_priority_range check (priority between 1 and 9);
comment on column erp.sales_order.priority is '1 is most urgent: supply is given out in this order, then by date';
