-- A wrong opening is taken back in red and brought in again: the same document or balance may be opened once more after
-- that, in another round. Two at once still meet.
alter table fin.open_item add column round smallint not null default 1;
drop index fin.open_item_opening_once;
create unique index open_item_opening_once on fin.open_item (company_id, side, partner_id, source_no, round)
  where source_kind = 'opening';
comment on column fin.open_item.round is 'of an opening: one more than it was taken back before';
alter table fin.opening_balance add column round smallint not null default 1;
alter table fin.opening_balance drop constraint opening_balance_once,
  add constraint opening_balance_once unique nulls not distinct (company_id, account_id, partner_id, round);
comment on column fin.opening_balance.round is 'one more than it was taken back before';
