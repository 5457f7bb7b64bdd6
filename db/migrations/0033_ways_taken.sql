-- Two ways out of a shortage that planners decide in the plan itself: something is used instead of an item for one line
-- of a sales order, and one need is served directly before another.

alter table plan.firm_order
  add column takes_item_id uuid,
  add column takes_num qty constraint firm_order_takes_num_positive check (takes_num > 0),
  add column takes_den qty constraint firm_order_takes_den_positive check (takes_den > 0),
  add column takes_parent_id uuid,
  add column takes_from date,
  add column takes_to date,
  add column for_order_id uuid,
  add column for_line_no integer,
  drop constraint firm_order_kind_known,
  add constraint firm_order_kind_known check (kind in ('buy', 'make', 'subcontract', 'substitute')),
  add constraint firm_order_takes_as_substitute check (
    case when kind = 'substitute'
      then num_nulls(takes_item_id, takes_num, takes_den, takes_from, takes_to, for_order_id, for_line_no) = 0
      else num_nonnulls(takes_item_id, takes_num, takes_den, takes_parent_id, takes_from, takes_to, for_order_id,
        for_line_no) = 0
    end),
  add constraint firm_order_takes_another check (takes_item_id <> item_id),
  add constraint firm_order_takes_item_fk foreign key (company_id, takes_item_id) references md.item (company_id, id),
  add constraint firm_order_takes_parent_fk foreign key (company_id, takes_parent_id) references md.item (company_id, id),
  add constraint firm_order_for_order_fk foreign key (company_id, for_order_id) references erp.sales_order (company_id, id);
comment on column plan.firm_order.takes_item_id is '替代: what is used instead; one unit of the item takes takes_num / takes_den of it';
comment on column plan.firm_order.takes_parent_id is 'only where this product is made; null = wherever the item is used';
comment on column plan.firm_order.takes_from is 'the days on which the structure allowed it, both included';
comment on column plan.firm_order.for_order_id is 'the sales order it is meant for, with the line by its number, which an order that is entered anew keeps';
create index firm_order_takes on plan.firm_order (company_id, takes_item_id) where takes_item_id is not null;
create index firm_order_for on plan.firm_order (company_id, for_order_id) where for_order_id is not null;

create table plan.serve_before (
  company_id uuid not null constraint serve_before_company_fk references sys.company (id),
  id uuid not null,
  order_id uuid not null,
  line_no integer not null,
  than_order_id uuid,
  than_line_no integer,
  than_firm_id uuid,
  reason text not null default '',
  ruled_by uuid not null,
  ruled_at timestamptz not null,
  ended_by uuid,
  ended_at timestamptz,
  primary key (company_id, id),
  constraint serve_before_one_other check (num_nonnulls(than_order_id, than_firm_id) = 1),
  constraint serve_before_than_line check ((than_order_id is null) = (than_line_no is null)),
  constraint serve_before_ended_by_somebody check ((ended_at is null) = (ended_by is null)),
  constraint serve_before_order_fk foreign key (company_id, order_id) references erp.sales_order (company_id, id),
  constraint serve_before_than_order_fk foreign key (company_id, than_order_id) references erp.sales_order (company_id, id),
  constraint serve_before_than_firm_fk foreign key (company_id, than_firm_id) references plan.firm_order (company_id, id)
);
comment on table plan.serve_before is '让料: a line of a sales order is served directly before another need, ruled by a planner until somebody ends it; later ids win';
create index serve_before_holding on plan.serve_before (company_id, id) where ended_at is null;
create index serve_before_order on plan.serve_before (company_id, order_id) where ended_at is null;
create index serve_before_than_order on plan.serve_before (company_id, than_order_id) where ended_at is null;
