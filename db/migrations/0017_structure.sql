-- Product structure and what planning knows of items: bills of material by version, substitutes, working calendars,
-- work centres and hours, sources with price tiers. Nouns that planning, production and costing share.

create table md.work_calendar (
  company_id uuid not null constraint work_calendar_company_fk references sys.company (id),
  id uuid not null,
  code text not null,
  name text not null,
  week text not null default '1111100' constraint work_calendar_week_shape check (week ~ '^[01]{7}$' and week like '%1%'),
  external_key text,
  primary key (company_id, id),
  constraint work_calendar_code_unique unique (company_id, code)
);
comment on column md.work_calendar.week is 'Monday to Sunday, 1 = open';

create table md.work_calendar_day (
  company_id uuid not null,
  calendar_id uuid not null,
  day date not null,
  open boolean not null,
  primary key (company_id, calendar_id, day),
  constraint work_calendar_day_calendar_fk foreign key (company_id, calendar_id) references md.work_calendar (company_id, id)
);
comment on table md.work_calendar_day is 'single days that are open or closed against the week';

create table md.work_centre (
  company_id uuid not null constraint work_centre_company_fk references sys.company (id),
  id uuid not null,
  code text not null,
  name text not null,
  calendar_id uuid,
  hours_per_week qty not null constraint work_centre_hours_not_negative check (hours_per_week >= 0),
  cost_per_hour unit_price,
  active boolean not null default true,
  external_key text,
  primary key (company_id, id),
  constraint work_centre_code_unique unique (company_id, code),
  constraint work_centre_calendar_fk foreign key (company_id, calendar_id) references md.work_calendar (company_id, id)
);

create table md.routing_line (
  company_id uuid not null,
  id uuid not null,
  item_id uuid not null,
  line_no integer not null,
  work_centre_id uuid not null,
  hours_per_unit qty not null constraint routing_line_hours_not_negative check (hours_per_unit >= 0),
  primary key (company_id, id),
  constraint routing_line_no_unique unique (company_id, item_id, line_no),
  constraint routing_line_item_fk foreign key (company_id, item_id) references md.item (company_id, id),
  constraint routing_line_work_centre_fk foreign key (company_id, work_centre_id) references md.work_centre (company_id, id)
);
comment on table md.routing_line is 'hours of one base unit at a work centre; operations come with production';

create table md.bom (
  company_id uuid not null constraint bom_company_fk references sys.company (id),
  id uuid not null,
  item_id uuid not null,
  version text not null,
  state text not null constraint bom_state_known check (state in ('draft', 'active', 'retired')),
  valid_from date not null default '-infinity',
  valid_to date not null default 'infinity',
  remark text not null default '',
  row_version integer not null default 1,
  prepared_by uuid not null,
  prepared_at timestamptz not null default now(),
  activated_by uuid,
  activated_at timestamptz,
  primary key (company_id, id),
  constraint bom_version_unique unique (company_id, item_id, version),
  constraint bom_validity_in_order check (valid_from <= valid_to),
  constraint bom_item_fk foreign key (company_id, item_id) references md.item (company_id, id)
);
comment on table md.bom is 'one version of an item''s bill of material; its lines never change once it is active';
comment on column md.bom.valid_from is 'the first day on which an order of this version may start';

create table md.bom_line (
  company_id uuid not null,
  id uuid not null,
  bom_id uuid not null,
  line_no integer not null,
  component_id uuid not null,
  qty_num qty not null constraint bom_line_num_not_negative check (qty_num >= 0),
  qty_den qty not null default 1 constraint bom_line_den_positive check (qty_den > 0),
  qty_fixed qty not null default 0 constraint bom_line_fixed_not_negative check (qty_fixed >= 0),
  loss rate not null default 0 constraint bom_line_loss_range check (loss >= 0 and loss < 1),
  by_product boolean not null default false,
  valid_from date not null default '-infinity',
  valid_to date not null default 'infinity',
  remark text not null default '',
  primary key (company_id, id),
  constraint bom_line_no_unique unique (company_id, bom_id, line_no),
  constraint bom_line_takes_something check (qty_num > 0 or qty_fixed > 0),
  constraint bom_line_validity_in_order check (valid_from <= valid_to),
  constraint bom_line_bom_fk foreign key (company_id, bom_id) references md.bom (company_id, id),
  constraint bom_line_component_fk foreign key (company_id, component_id) references md.item (company_id, id)
);
comment on table md.bom_line is 'need of an order = qty_fixed + order quantity × qty_num / qty_den × (1 + loss), in base units; a by-product is given instead of taken';
create index bom_line_component on md.bom_line (company_id, component_id);

create table md.item_substitute (
  company_id uuid not null,
  id uuid not null,
  item_id uuid not null,
  substitute_id uuid not null,
  parent_id uuid,
  kind text not null constraint item_substitute_kind_known check (kind in ('alternate', 'use_up')),
  priority integer not null default 1,
  qty_num qty not null default 1 constraint item_substitute_num_positive check (qty_num > 0),
  qty_den qty not null default 1 constraint item_substitute_den_positive check (qty_den > 0),
  valid_from date not null default '-infinity',
  valid_to date not null default 'infinity',
  primary key (company_id, id),
  constraint item_substitute_unique unique nulls not distinct (company_id, item_id, substitute_id, parent_id),
  constraint item_substitute_is_another check (item_id <> substitute_id),
  constraint item_substitute_item_fk foreign key (company_id, item_id) references md.item (company_id, id),
  constraint item_substitute_substitute_fk foreign key (company_id, substitute_id) references md.item (company_id, id),
  constraint item_substitute_parent_fk foreign key (company_id, parent_id) references md.item (company_id, id)
);
comment on table md.item_substitute is 'alternate: may stand in where the item is short; use_up: the item is used up, then the substitute takes its place everywhere';
comment on column md.item_substitute.parent_id is 'the scope: only in this parent; null = wherever the item is used';
create unique index item_substitute_one_successor on md.item_substitute (company_id, item_id) where kind = 'use_up';

create table md.item_planning (
  company_id uuid not null,
  item_id uuid not null,
  policy text not null default 'stock' constraint item_planning_policy_known check (policy in ('stock', 'order')),
  lot_rule text not null default 'lot_for_lot' constraint item_planning_lot_rule_known check (lot_rule in ('lot_for_lot', 'fixed', 'period')),
  fixed_lot qty not null default 0 constraint item_planning_fixed_lot_not_negative check (fixed_lot >= 0),
  period_days integer not null default 1 constraint item_planning_period_positive check (period_days >= 1),
  order_maximum qty not null default 0 constraint item_planning_maximum_not_negative check (order_maximum >= 0),
  lead_per qty not null default 0 constraint item_planning_lead_per_not_negative check (lead_per >= 0),
  inspection_days integer not null default 0 constraint item_planning_inspection_range check (inspection_days between 0 and 365),
  safety_days integer not null default 0 constraint item_planning_safety_range check (safety_days between 0 and 365),
  scrap rate not null default 0 constraint item_planning_scrap_range check (scrap >= 0 and scrap < 1),
  phantom boolean not null default false,
  calendar_id uuid,
  planner_id uuid,
  primary key (company_id, item_id),
  constraint item_planning_fixed_needs_lot check (lot_rule <> 'fixed' or fixed_lot > 0),
  constraint item_planning_item_fk foreign key (company_id, item_id) references md.item (company_id, id),
  constraint item_planning_calendar_fk foreign key (company_id, calendar_id) references md.work_calendar (company_id, id)
);
comment on table md.item_planning is 'what planning knows of an item beside its card; an item without a row is planned to stock, lot for lot';
comment on column md.item_planning.policy is 'stock: 备货生产, shared supply; order: 以销定产, supply of one tracking number 计划跟踪号 serves no other';
comment on column md.item_planning.lead_per is 'one more day of lead time for each quantity of this size begun; 0 = none';

-- Nobody knows the lead time until somebody has said it: planning counts 0 and tells so.
alter table md.item alter column lead_time_days drop default, alter column lead_time_days drop not null;
alter table md.item add constraint item_lead_time_range check (lead_time_days between 0 and 3650);

create table md.item_source (
  company_id uuid not null,
  id uuid not null,
  item_id uuid not null,
  supplier_id uuid not null,
  priority integer not null default 1,
  quota rate not null default 0 constraint item_source_quota_range check (quota between 0 and 1),
  lead_days integer constraint item_source_lead_range check (lead_days between 0 and 3650),
  order_minimum qty constraint item_source_minimum_not_negative check (order_minimum >= 0),
  order_multiple qty constraint item_source_multiple_not_negative check (order_multiple >= 0),
  calendar_id uuid,
  valid_from date not null default '-infinity',
  valid_to date not null default 'infinity',
  primary key (company_id, id),
  constraint item_source_unique unique (company_id, item_id, supplier_id),
  constraint item_source_item_fk foreign key (company_id, item_id) references md.item (company_id, id),
  constraint item_source_supplier_fk foreign key (company_id, supplier_id) references md.partner (company_id, id),
  constraint item_source_calendar_fk foreign key (company_id, calendar_id) references md.work_calendar (company_id, id)
);
comment on table md.item_source is 'who supplies an item (or makes it for us): the lowest priority first, split by quota where quotas are given; null = as on the item''s card';

-- Price tiers 阶梯价: the tier with the largest qty_from not above the quantity holds.
alter table md.item_price add column qty_from qty not null default 0 constraint item_price_qty_from_not_negative check (qty_from >= 0);
alter table md.item_price drop constraint item_price_unique;
alter table md.item_price add constraint item_price_unique unique (company_id, side, partner_id, item_id, qty_from);
