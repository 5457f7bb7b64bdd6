-- What the books need in practice: the account that a pool's value sits in, accounts that only documents may post
-- to, a second voucher for the rest of a document whose first part was valued earlier, and what the accountant gives
-- or reverses.

alter table fin.account add column control text
  constraint account_control_known check (control in ('stock', 'payable', 'estimate', 'receivable'));
comment on column fin.account.control is 'such an account is posted to by documents only: its balance equals a book of its own';
update fin.account set control = case
    when code ~ '^(1403|1405|1408|1411)(\.|$)' then 'stock' when code = '2202.01' then 'payable'
    when code = '2202.02' then 'estimate' when code = '1122' then 'receivable' end
  where postable and (code ~ '^(1403|1405|1408|1411)(\.|$)' or code in ('2202.01', '2202.02', '1122'));

alter table fin.cost_pool add column account_code text not null default '';
comment on column fin.cost_pool.account_code is 'the inventory account that holds its value; fixed while there is any';
update fin.cost_pool p set account_code = i.inventory_account_code
  from md.item i where i.company_id = p.company_id and i.id = p.item_id;

create table fin.area_account (
  company_id uuid not null constraint area_account_company_fk references sys.company (id),
  cost_area text not null,
  item_account_code text not null,
  account_code text not null,
  primary key (company_id, cost_area, item_account_code)
);
comment on table fin.area_account is 'in this cost area, goods of one inventory account are carried on another';

alter table fin.posting_rule drop constraint posting_rule_account_source_known;
alter table fin.posting_rule add constraint posting_rule_account_source_known
  check (account_source in ('fixed', 'item_inventory', 'from_inventory', 'bank'));
insert into fin.posting_rule (company_id, event, line_no, side, account_source, amount_name, summary_zh, summary_en)
  select c.id, 'transfer', r.line_no, r.side, r.source, 'value', '存货调拨', 'stock transfer'
  from sys.company c cross join (values (101, 'debit', 'item_inventory'), (102, 'credit', 'from_inventory')) as r (line_no, side, source)
  where exists (select from fin.posting_rule p where p.company_id = c.id);

alter table fin.voucher add column source_part integer not null default 1
  constraint voucher_source_part_positive check (source_part > 0);
alter table fin.voucher drop constraint voucher_once_per_event;
alter table fin.voucher add constraint voucher_once_per_event unique (company_id, event, source_kind, source_id, source_part);
comment on column fin.voucher.source_part is 'a document whose movements were valued at different times has a voucher for each part';

alter table fin.valuation_exception add column given_value amount
  constraint valuation_exception_value_not_negative check (given_value >= 0);
alter table fin.valuation_exception add column resolved_by uuid;
create index valuation_exception_open on fin.valuation_exception (company_id, movement_id) where resolved_at is null;

alter table fin.purchase_invoice add column deductible boolean not null default true;
comment on column fin.purchase_invoice.deductible is 'false: the tax is part of the cost (ordinary invoice, small-scale taxpayer)';

alter table fin.settlement alter column payment_id drop not null;
alter table fin.settlement add column offset_item_id uuid;
alter table fin.settlement add constraint settlement_offset_fk
  foreign key (company_id, offset_item_id) references fin.open_item (company_id, id);
alter table fin.settlement add constraint settlement_by_payment_or_offset check ((payment_id is null) <> (offset_item_id is null));
