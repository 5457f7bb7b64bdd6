-- The balances that a company's accounts begin with, as its old books said them: one of each account and partner.
create table fin.opening_balance (
  company_id uuid not null constraint opening_balance_company_fk references sys.company (id),
  id uuid not null,
  account_id uuid not null,
  partner_id uuid,
  amount amount not null constraint opening_balance_not_zero check (amount <> 0),
  voucher_id uuid,
  primary key (company_id, id),
  constraint opening_balance_once unique nulls not distinct (company_id, account_id, partner_id),
  constraint opening_balance_account_fk foreign key (company_id, account_id) references fin.account (company_id, id),
  constraint opening_balance_partner_fk foreign key (company_id, partner_id) references md.partner (company_id, id),
  constraint opening_balance_voucher_fk foreign key (company_id, voucher_id) references fin.voucher (company_id, id)
);
comment on table fin.opening_balance is 'append-only: what an account began with, debit above zero, credit below';
create unique index open_item_opening_once on fin.open_item (company_id, side, partner_id, source_no) where source_kind = 'opening';
