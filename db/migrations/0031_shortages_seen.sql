-- What of the shortages a person has seen, so that the workbench can say what is new and what is gone.

create table plan.shortage_seen (
  company_id uuid not null constraint shortage_seen_company_fk references sys.company (id),
  user_id uuid not null,
  seen_at timestamptz not null,
  lacks jsonb not null,
  primary key (company_id, user_id)
);
comment on table plan.shortage_seen is 'everything that was short when a person last said of the shortages that they were seen';
