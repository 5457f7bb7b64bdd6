-- What was dispatched and never arrived is lost by somebody's decision, and the transfer says so: what left a
-- warehouse has arrived, is in transit, or is lost.

alter table wms.transfer_line
  add column qty_lost qty not null default 0,
  drop constraint transfer_line_in_order,
  add constraint transfer_line_in_order check (qty_dispatched >= 0 and qty_arrived >= 0 and qty_short >= 0
    and qty_lost >= 0 and qty_arrived + qty_lost <= qty_dispatched and qty_dispatched + qty_short <= qty_ordered);

alter table erp.transfer_order_line
  add column qty_lost qty not null default 0,
  add constraint transfer_order_line_in_order check (qty_arrived + qty_lost <= qty_dispatched
    and qty_dispatched + qty_short <= qty);

create index transfer_state on wms.transfer (company_id, state);
create index transfer_order_date on erp.transfer_order (company_id, business_date, id);
create index count_order_date on erp.count_order (company_id, business_date, id);
create index count_order_line_observation on erp.count_order_line (company_id, observation_id);
create index count_observation_task on wms.count_observation (company_id, task_id);
