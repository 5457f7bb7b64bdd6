-- Companies, people, rights, the command log, the audit and everything else that knows no business word.
-- A table whose comment starts with 'installation' spans companies and carries no row-level policy;
-- one whose comment starts with 'append-only' is never updated or deleted.

create table sys.company (
  id uuid primary key,
  code text not null constraint company_code_unique unique,
  name text not null,
  tax_no text not null default '',
  taxpayer text not null default 'general' constraint company_taxpayer_known check (taxpayer in ('general', 'small_scale')),
  time_zone text not null default 'Asia/Shanghai',
  currency text not null default 'CNY',
  start_period text not null constraint company_start_period_shape check (start_period ~ '^\d{4}-\d{2}$'),
  demo boolean not null default false,
  created_at timestamptz not null default now()
);
comment on table sys.company is 'installation: the account sets 账套 of this installation';

create table sys.user_account (
  id uuid primary key,
  login text not null constraint user_account_login_unique unique constraint user_account_login_lower check (login = lower(login)),
  name text not null,
  password_hash text not null,
  locale text not null default 'zh-CN' constraint user_account_locale_known check (locale in ('zh-CN', 'en')),
  active boolean not null default true,
  failed_sign_ins integer not null default 0,
  locked_until timestamptz,
  created_at timestamptz not null default now()
);
comment on table sys.user_account is 'installation: a person signs in once and may work in several companies';

create table sys.membership (
  user_id uuid not null constraint membership_user_fk references sys.user_account (id),
  company_id uuid not null constraint membership_company_fk references sys.company (id),
  primary key (user_id, company_id)
);
comment on table sys.membership is 'installation: which person may enter which company';

create table sys.session (
  token_hash text primary key,
  user_id uuid not null constraint session_user_fk references sys.user_account (id),
  current_company_id uuid constraint session_company_fk references sys.company (id),
  device text not null default '',
  created_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  expires_at timestamptz not null,
  revoked_at timestamptz
);
comment on table sys.session is 'installation: signed-in devices; only the hash of the token is kept';
create index session_of_user on sys.session (user_id);

create table sys.role (
  company_id uuid not null constraint role_company_fk references sys.company (id),
  id uuid not null,
  code text not null,
  name_zh text not null,
  name_en text not null,
  primary key (company_id, id),
  constraint role_code_unique unique (company_id, code)
);

create table sys.role_right (
  company_id uuid not null,
  role_id uuid not null,
  right_code text not null,
  primary key (company_id, role_id, right_code),
  constraint role_right_role_fk foreign key (company_id, role_id) references sys.role (company_id, id)
);

create table sys.user_role (
  company_id uuid not null,
  user_id uuid not null constraint user_role_user_fk references sys.user_account (id),
  role_id uuid not null,
  primary key (company_id, user_id, role_id),
  constraint user_role_role_fk foreign key (company_id, role_id) references sys.role (company_id, id)
);

create table sys.command (
  company_id uuid not null constraint command_company_fk references sys.company (id),
  id uuid not null,
  name text not null,
  input_hash text not null,
  actor_id uuid not null,
  device text not null default '',
  recorded_at timestamptz not null default now(),
  reply jsonb,
  primary key (company_id, id)
);
comment on table sys.command is 'the command log: one row per executed command; its reply is set once';

create function sys.command_reply_is_set_once() returns trigger language plpgsql as $$
begin
  if old.reply is not null or (new.company_id, new.id, new.name, new.input_hash, new.actor_id)
      is distinct from (old.company_id, old.id, old.name, old.input_hash, old.actor_id) then
    raise exception 'the command log is written once' using errcode = 'TY001';
  end if;
  return new;
end $$;
create trigger command_reply_is_set_once before update on sys.command
  for each row execute function sys.command_reply_is_set_once();

create table sys.audit (
  company_id uuid not null constraint audit_company_fk references sys.company (id),
  id bigint generated always as identity,
  xid xid8 not null default pg_current_xact_id(),
  recorded_at timestamptz not null default clock_timestamp(),
  actor_id uuid not null,
  device text not null,
  command_id uuid not null,
  command text not null,
  entity text not null,
  entity_id text not null,
  before jsonb,
  after jsonb,
  primary key (company_id, id)
);
comment on table sys.audit is 'append-only: who changed what, before and after, from which device';
create index audit_entity on sys.audit (company_id, entity, entity_id);

create table sys.audit_block (
  company_id uuid not null constraint audit_block_company_fk references sys.company (id),
  id bigint not null,
  through_xid xid8 not null,
  through_id bigint not null,
  row_count integer not null,
  hash text not null,
  previous_hash text not null,
  sealed_at timestamptz not null default now(),
  primary key (company_id, id)
);
comment on table sys.audit_block is 'append-only: the audit hash chain, sealed in blocks behind the writers';

create table sys.document_event (
  company_id uuid not null constraint document_event_company_fk references sys.company (id),
  id bigint generated always as identity,
  document_kind text not null,
  document_id uuid not null,
  verb text not null,
  from_state text,
  to_state text,
  actor_id uuid not null,
  command_id uuid not null,
  recorded_at timestamptz not null default clock_timestamp(),
  note jsonb not null default '{}',
  primary key (company_id, id)
);
comment on table sys.document_event is 'append-only: each step a document took, for its timeline';
create index document_event_document on sys.document_event (company_id, document_kind, document_id, id);

create table sys.document_link (
  company_id uuid not null constraint document_link_company_fk references sys.company (id),
  id bigint generated always as identity,
  from_kind text not null,
  from_id uuid not null,
  to_kind text not null,
  to_id uuid not null,
  qty qty,
  amount amount,
  recorded_at timestamptz not null default clock_timestamp(),
  primary key (company_id, id)
);
comment on table sys.document_link is 'append-only: which document gave rise to which, up and down the chain';
create index document_link_from on sys.document_link (company_id, from_kind, from_id);
create index document_link_to on sys.document_link (company_id, to_kind, to_id);

create table sys.number_counter (
  company_id uuid not null constraint number_counter_company_fk references sys.company (id),
  series text not null,
  period text not null,
  last_no bigint not null constraint number_counter_not_negative check (last_no >= 0),
  primary key (company_id, series, period)
);

create table sys.saved_view (
  company_id uuid not null constraint saved_view_company_fk references sys.company (id),
  id uuid not null,
  user_id uuid not null constraint saved_view_user_fk references sys.user_account (id),
  list text not null,
  name text not null,
  shared boolean not null default false,
  definition jsonb not null,
  created_at timestamptz not null default now(),
  primary key (company_id, id)
);
create index saved_view_list on sys.saved_view (company_id, list, user_id);

create table sys.exception_case (
  company_id uuid not null constraint exception_case_company_fk references sys.company (id),
  id uuid not null,
  code text not null,
  role_code text not null,
  entity text not null,
  entity_id text not null,
  facts jsonb not null default '{}',
  opened_at timestamptz not null default now(),
  resolved_at timestamptz,
  resolved_by uuid,
  resolution text,
  primary key (company_id, id)
);
create index exception_case_open on sys.exception_case (company_id, role_code) where resolved_at is null;

create table sys.import_batch (
  company_id uuid not null constraint import_batch_company_fk references sys.company (id),
  id uuid not null,
  kind text not null,
  file_name text not null,
  state text not null constraint import_batch_state_known
    check (state in ('uploaded', 'checking', 'checked', 'refused', 'importing', 'imported', 'failed')),
  mapping jsonb not null default '{}',
  content bytea,
  row_count integer not null default 0,
  rows_done integer not null default 0,
  problems jsonb not null default '[]',
  problem_count integer not null default 0,
  summary jsonb not null default '{}',
  user_id uuid not null,
  created_at timestamptz not null default now(),
  finished_at timestamptz,
  primary key (company_id, id)
);

create table sys.proof_run (
  company_id uuid not null constraint proof_run_company_fk references sys.company (id),
  id bigint generated always as identity,
  proved_at timestamptz not null default clock_timestamp(),
  holds boolean not null,
  unvalued_count integer not null,
  figures jsonb not null,
  broken jsonb not null default '[]',
  duration_ms integer not null,
  primary key (company_id, id)
);
comment on table sys.proof_run is 'append-only: when the books last agreed, and the figures that were compared';
create index proof_run_latest on sys.proof_run (company_id, proved_at desc);
