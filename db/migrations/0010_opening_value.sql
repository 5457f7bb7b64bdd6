-- The value that opening stock comes in with: the one receipt whose price no order knows.

create table fin.opening_value (
  company_id uuid not null,
  movement_id bigint not null,
  value amount not null constraint opening_value_not_negative check (value >= 0),
  primary key (company_id, movement_id),
  constraint opening_value_movement_fk foreign key (company_id, movement_id) references wms.movement (company_id, id)
);
comment on table fin.opening_value is 'append-only: the value of each opening stock movement';
