-- 催货: a supplier was asked to deliver a line earlier, answered, or the asking was taken back. Facts, never changed.
create table erp.purchase_expedite (
  company_id uuid not null,
  id uuid not null,
  order_id uuid not null,
  line_id uuid not null,
  line_no integer not null,
  item_id uuid not null,
  verb text not null constraint purchase_expedite_verb_known check (verb in ('ask', 'answer', 'withdraw')),
  day date,
  expected_date date not null,
  qty qty not null,
  reason text not null default '',
  actor_id uuid not null,
  occurred_at timestamptz not null,
  primary key (company_id, id),
  constraint purchase_expedite_day_asked check (verb <> 'ask' or day is not null),
  constraint purchase_expedite_order_fk foreign key (company_id, order_id) references erp.purchase_order (company_id, id),
  constraint purchase_expedite_item_fk foreign key (company_id, item_id) references md.item (company_id, id)
);
comment on table erp.purchase_expedite is 'append-only: 催货, what was asked of a supplier for a line and what the supplier said; ordered by id';
comment on column erp.purchase_expedite.line_id is 'of the order line; a line that was entered anew has another id, and what was asked ended with the old one';
comment on column erp.purchase_expedite.day is 'asked for, or confirmed; null when an answer or a request is taken back';
comment on column erp.purchase_expedite.expected_date is 'the day on which the line was expected until then';
create index purchase_expedite_line on erp.purchase_expedite (company_id, line_id, id);
create index purchase_expedite_order on erp.purchase_expedite (company_id, order_id);
