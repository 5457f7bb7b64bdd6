-- The ground: schemas as rooms, domains as exact sizes, the application's role and what migrations remember.

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
