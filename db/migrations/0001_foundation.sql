-- The ground: schemas as rooms, domains as exact sizes, and what the installation remembers about itself.

create schema if not exists sys;
create schema md;
create schema contract;
create schema wms;
create schema erp;
create schema fin;
create schema qms;

create domain qty as numeric(20, 6);
create domain amount as numeric(18, 2);
create domain unit_price as numeric(20, 8);
create domain rate as numeric(18, 8);
create domain business_date as date;

create table sys.migration (
  name text primary key,
  checksum text not null,
  applied_at timestamptz not null default now()
);
comment on table sys.migration is 'owner-only: which migrations have been applied';

create table sys.installation (
  only_one boolean primary key default true constraint installation_only_one check (only_one),
  id uuid not null default gen_random_uuid(),
  created_at timestamptz not null default now(),
  schema_digest text
);
comment on table sys.installation is
  'read-only: this installation; the digest names the migrations, views and guards its database stands on';
insert into sys.installation default values;

create table sys.owner_secret (
  only_one boolean primary key default true constraint owner_secret_only_one check (only_one),
  app_user text not null,
  app_password text not null
);
comment on table sys.owner_secret is 'owner-only: the login the running program uses';
