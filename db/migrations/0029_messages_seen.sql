-- What a planner has seen of the worklist, so that a message that is new or has changed since can say so.

create table plan.message_look (
  company_id uuid not null constraint message_look_company_fk references sys.company (id),
  user_id uuid not null,
  looked_at timestamptz not null,
  primary key (company_id, user_id)
);
comment on table plan.message_look is 'when a person last said of the whole worklist that it was seen';

create table plan.message_seen (
  company_id uuid not null,
  user_id uuid not null,
  key text not null,
  kind text not null,
  day date not null,
  to_day date not null,
  qty qty not null,
  to_qty qty not null,
  primary key (company_id, user_id, key),
  constraint message_seen_look_fk foreign key (company_id, user_id) references plan.message_look (company_id, user_id)
);
comment on table plan.message_seen is 'an exception message as a person saw it last: it has changed when day or quantity moved beyond the tolerance';
