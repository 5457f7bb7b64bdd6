-- The one book of money, the values of stock, invoices, payments and open items. Books are append-only; a correction is a new row.

create table fin.account (
  company_id uuid not null constraint account_company_fk references sys.company (id),
  id uuid not null,
  code text not null constraint account_code_shape check (code ~ '^\d{4}(\.\d{2})*$'),
  name_zh text not null,
  name_en text not null default '',
  category text not null constraint account_category_known check (category in ('asset', 'liability', 'equity', 'cost', 'pl')),
  side text not null constraint account_side_known check (side in ('debit', 'credit')),
  level smallint not null,
  dimensions text not null default '',
  postable boolean not null default true,
  active boolean not null default true,
  primary key (company_id, id),
  constraint account_code_unique unique (company_id, code)
);

create table fin.period (
  company_id uuid not null constraint period_company_fk references sys.company (id),
  code text not null constraint period_code_shape check (code ~ '^\d{4}-(0[1-9]|1[0-2])$'),
  starts_on date not null,
  ends_on date not null,
  state text not null default 'open' constraint period_state_known check (state in ('open', 'closed')),
  closed_at timestamptz,
  closed_by uuid,
  primary key (company_id, code),
  constraint period_in_order check (ends_on >= starts_on)
);

create table fin.posting_rule (
  company_id uuid not null constraint posting_rule_company_fk references sys.company (id),
  event text not null,
  line_no smallint not null,
  side text not null constraint posting_rule_side_known check (side in ('debit', 'credit')),
  account_source text not null constraint posting_rule_account_source_known check (account_source in ('fixed', 'item_inventory', 'bank')),
  account_code text,
  amount_name text not null,
  red boolean not null default false,
  summary_zh text not null,
  summary_en text not null default '',
  primary key (company_id, event, line_no),
  constraint posting_rule_fixed_has_account check ((account_source = 'fixed') = (account_code is not null))
);
comment on table fin.posting_rule is 'which accounts an event debits and credits; amount_name is one of the amounts the event carries';

create table fin.voucher (
  company_id uuid not null constraint voucher_company_fk references sys.company (id),
  id uuid not null,
  period_code text not null,
  word text not null default '记',
  no integer not null constraint voucher_no_positive check (no > 0),
  business_date date not null,
  event text not null,
  source_kind text not null,
  source_id uuid not null,
  source_no text not null default '',
  summary text not null,
  total amount not null,
  reversal_of uuid,
  prepared_by uuid not null,
  xid xid8 not null default pg_current_xact_id(),
  recorded_at timestamptz not null default clock_timestamp(),
  primary key (company_id, id),
  constraint voucher_no_unique unique (company_id, period_code, word, no),
  constraint voucher_once_per_event unique (company_id, event, source_kind, source_id),
  constraint voucher_period_fk foreign key (company_id, period_code) references fin.period (company_id, code),
  constraint voucher_reversal_fk foreign key (company_id, reversal_of) references fin.voucher (company_id, id)
);
comment on table fin.voucher is 'append-only: the one book of money; corrected only by a reversal 红字';
create unique index voucher_reversed_once on fin.voucher (company_id, reversal_of) where reversal_of is not null;
create index voucher_date on fin.voucher (company_id, business_date, id);
create index voucher_source on fin.voucher (company_id, source_id);

create table fin.voucher_line (
  company_id uuid not null,
  voucher_id uuid not null,
  line_no integer not null,
  account_id uuid not null,
  summary text not null,
  debit amount not null default 0,
  credit amount not null default 0,
  partner_id uuid,
  item_id uuid,
  qty qty,
  primary key (company_id, voucher_id, line_no),
  constraint voucher_line_one_side check ((debit = 0) <> (credit = 0)),
  constraint voucher_line_voucher_fk foreign key (company_id, voucher_id) references fin.voucher (company_id, id),
  constraint voucher_line_account_fk foreign key (company_id, account_id) references fin.account (company_id, id),
  constraint voucher_line_partner_fk foreign key (company_id, partner_id) references md.partner (company_id, id),
  constraint voucher_line_item_fk foreign key (company_id, item_id) references md.item (company_id, id)
);
comment on table fin.voucher_line is 'append-only: the lines of a voucher; a negative amount is written in red';
create index voucher_line_account on fin.voucher_line (company_id, account_id);
create index voucher_line_partner on fin.voucher_line (company_id, partner_id) where partner_id is not null;

create function fin.voucher_must_balance() returns trigger language plpgsql as $$
declare gap numeric;
begin
  select sum(debit) - sum(credit) into gap from fin.voucher_line
    where company_id = new.company_id and voucher_id = new.voucher_id;
  if gap <> 0 then
    raise exception 'FIN-01: voucher % does not balance by %', new.voucher_id, gap using errcode = 'TY002';
  end if;
  return null;
end $$;
create constraint trigger voucher_must_balance after insert on fin.voucher_line
  deferrable initially deferred for each row execute function fin.voucher_must_balance();

create table fin.voucher_signature (
  company_id uuid not null,
  voucher_id uuid not null,
  step text not null constraint voucher_signature_step_known check (step in ('reviewed', 'posted')),
  signed_by uuid not null,
  signed_at timestamptz not null default clock_timestamp(),
  primary key (company_id, voucher_id, step),
  constraint voucher_signature_voucher_fk foreign key (company_id, voucher_id) references fin.voucher (company_id, id)
);
comment on table fin.voucher_signature is 'append-only: who reviewed 审核 and posted 记账 a voucher';

create table fin.account_balance (
  company_id uuid not null,
  period_code text not null,
  account_id uuid not null,
  debit amount not null default 0,
  credit amount not null default 0,
  primary key (company_id, period_code, account_id),
  constraint account_balance_period_fk foreign key (company_id, period_code) references fin.period (company_id, code),
  constraint account_balance_account_fk foreign key (company_id, account_id) references fin.account (company_id, id)
);
comment on table fin.account_balance is 'turnover per account and period, written with each voucher; law FIN-03 compares it with the lines';

create table fin.cost_pool (
  company_id uuid not null,
  id uuid not null,
  item_id uuid not null,
  cost_area text not null,
  lot_id uuid not null,
  qty qty not null default 0 constraint cost_pool_qty_not_negative check (qty >= 0),
  value amount not null default 0,
  primary key (company_id, id),
  constraint cost_pool_key_unique unique (company_id, item_id, cost_area, lot_id),
  constraint cost_pool_empty_has_no_value check (qty > 0 or value = 0),
  constraint cost_pool_item_fk foreign key (company_id, item_id) references md.item (company_id, id),
  constraint cost_pool_lot_fk foreign key (company_id, lot_id) references wms.lot (company_id, id)
);
comment on table fin.cost_pool is 'what is averaged together: an item in a cost area, or one lot of it';

create table fin.cost_row (
  company_id uuid not null,
  id bigint generated always as identity,
  pool_id uuid not null,
  kind text not null constraint cost_row_kind_known check (kind in ('receipt', 'issue', 'transfer_out', 'transfer_in', 'adjustment')),
  item_id uuid not null,
  movement_id bigint,
  source_kind text not null,
  source_id uuid not null,
  source_line_id uuid,
  qty qty not null,
  value amount not null,
  pool_qty_after qty not null,
  pool_value_after amount not null,
  unit_cost unit_price not null,
  voucher_id uuid,
  business_date date not null,
  xid xid8 not null default pg_current_xact_id(),
  recorded_at timestamptz not null default clock_timestamp(),
  primary key (company_id, id),
  constraint cost_row_movement_once unique (company_id, movement_id, kind),
  constraint cost_row_pool_fk foreign key (company_id, pool_id) references fin.cost_pool (company_id, id),
  constraint cost_row_movement_fk foreign key (company_id, movement_id) references wms.movement (company_id, id),
  constraint cost_row_voucher_fk foreign key (company_id, voucher_id) references fin.voucher (company_id, id)
);
comment on table fin.cost_row is 'append-only: the value of each movement and each later adjustment';
create index cost_row_pool on fin.cost_row (company_id, pool_id, id);
create index cost_row_voucher on fin.cost_row (company_id, voucher_id);
create index cost_row_source_line on fin.cost_row (company_id, source_line_id);

create table fin.valuation_watermark (
  company_id uuid not null primary key constraint valuation_watermark_company_fk references sys.company (id),
  through_xid xid8 not null default '0',
  through_movement_id bigint not null default 0,
  valued_at timestamptz not null default now()
);
comment on table fin.valuation_watermark is 'every movement at or below (xid, id) has been valued or sits in the exception queue';

create table fin.valuation_exception (
  company_id uuid not null,
  movement_id bigint not null,
  code text not null,
  facts jsonb not null default '{}',
  opened_at timestamptz not null default now(),
  resolved_at timestamptz,
  primary key (company_id, movement_id),
  constraint valuation_exception_movement_fk foreign key (company_id, movement_id) references wms.movement (company_id, id)
);
comment on table fin.valuation_exception is 'the accountant''s queue: movements that cannot be valued yet, and why';

create table fin.purchase_invoice (
  company_id uuid not null constraint purchase_invoice_company_fk references sys.company (id),
  id uuid not null,
  no text not null,
  state text not null constraint purchase_invoice_state_known check (state in ('draft', 'approved', 'reversed')),
  supplier_id uuid not null,
  invoice_no text not null,
  invoice_date date not null,
  business_date date not null,
  due_date date not null,
  amount amount not null,
  tax_amount amount not null,
  total amount not null,
  version integer not null default 1,
  prepared_by uuid not null,
  prepared_at timestamptz not null default now(),
  approved_by uuid,
  approved_at timestamptz,
  primary key (company_id, id),
  constraint purchase_invoice_no_unique unique (company_id, no),
  constraint purchase_invoice_total check (total = amount + tax_amount),
  constraint purchase_invoice_supplier_fk foreign key (company_id, supplier_id) references md.partner (company_id, id)
);
create unique index purchase_invoice_number_once on fin.purchase_invoice (company_id, supplier_id, invoice_no) where state <> 'reversed';

create table fin.purchase_invoice_line (
  company_id uuid not null,
  id uuid not null,
  invoice_id uuid not null,
  line_no integer not null,
  receipt_line_id uuid not null,
  item_id uuid not null,
  qty qty not null constraint purchase_invoice_line_qty_positive check (qty > 0),
  price unit_price not null,
  tax_rate rate not null,
  amount amount not null,
  tax_amount amount not null,
  estimate_reversed amount,
  difference_on_hand amount,
  difference_gone amount,
  primary key (company_id, id),
  constraint purchase_invoice_line_no_unique unique (company_id, invoice_id, line_no),
  constraint purchase_invoice_line_invoice_fk foreign key (company_id, invoice_id) references fin.purchase_invoice (company_id, id),
  constraint purchase_invoice_line_receipt_line_fk foreign key (company_id, receipt_line_id) references erp.purchase_receipt_line (company_id, id)
);
create index purchase_invoice_line_receipt_line on fin.purchase_invoice_line (company_id, receipt_line_id);

create table fin.sales_invoice (
  company_id uuid not null constraint sales_invoice_company_fk references sys.company (id),
  id uuid not null,
  no text not null,
  state text not null constraint sales_invoice_state_known check (state in ('draft', 'approved', 'reversed')),
  customer_id uuid not null,
  invoice_no text not null default '',
  invoice_date date not null,
  business_date date not null,
  due_date date not null,
  amount amount not null,
  tax_amount amount not null,
  total amount not null,
  version integer not null default 1,
  prepared_by uuid not null,
  prepared_at timestamptz not null default now(),
  approved_by uuid,
  approved_at timestamptz,
  primary key (company_id, id),
  constraint sales_invoice_no_unique unique (company_id, no),
  constraint sales_invoice_total check (total = amount + tax_amount),
  constraint sales_invoice_customer_fk foreign key (company_id, customer_id) references md.partner (company_id, id)
);

create table fin.sales_invoice_line (
  company_id uuid not null,
  id uuid not null,
  invoice_id uuid not null,
  line_no integer not null,
  delivery_line_id uuid not null,
  item_id uuid not null,
  qty qty not null constraint sales_invoice_line_qty_positive check (qty > 0),
  price unit_price not null,
  tax_rate rate not null,
  amount amount not null,
  tax_amount amount not null,
  primary key (company_id, id),
  constraint sales_invoice_line_no_unique unique (company_id, invoice_id, line_no),
  constraint sales_invoice_line_invoice_fk foreign key (company_id, invoice_id) references fin.sales_invoice (company_id, id),
  constraint sales_invoice_line_delivery_line_fk foreign key (company_id, delivery_line_id) references erp.sales_delivery_line (company_id, id)
);
create index sales_invoice_line_delivery_line on fin.sales_invoice_line (company_id, delivery_line_id);

create table fin.open_item (
  company_id uuid not null constraint open_item_company_fk references sys.company (id),
  id uuid not null,
  side text not null constraint open_item_side_known check (side in ('payable', 'receivable')),
  partner_id uuid not null,
  source_kind text not null,
  source_id uuid not null,
  source_no text not null,
  business_date date not null,
  due_date date not null,
  amount amount not null,
  voucher_id uuid not null,
  primary key (company_id, id),
  constraint open_item_source_unique unique (company_id, side, source_kind, source_id),
  constraint open_item_partner_fk foreign key (company_id, partner_id) references md.partner (company_id, id),
  constraint open_item_voucher_fk foreign key (company_id, voucher_id) references fin.voucher (company_id, id)
);
comment on table fin.open_item is 'append-only: what is owed to or by a partner; what is left is amount minus settlements';
create index open_item_partner on fin.open_item (company_id, side, partner_id);

create table fin.payment (
  company_id uuid not null constraint payment_company_fk references sys.company (id),
  id uuid not null,
  no text not null,
  direction text not null constraint payment_direction_known check (direction in ('pay', 'collect')),
  state text not null constraint payment_state_known check (state in ('approved', 'reversed')),
  partner_id uuid not null,
  bank_account_code text not null,
  amount amount not null constraint payment_amount_positive check (amount > 0),
  business_date date not null,
  remark text not null default '',
  prepared_by uuid not null,
  prepared_at timestamptz not null default now(),
  primary key (company_id, id),
  constraint payment_no_unique unique (company_id, no),
  constraint payment_partner_fk foreign key (company_id, partner_id) references md.partner (company_id, id)
);

create table fin.settlement (
  company_id uuid not null,
  id uuid not null,
  open_item_id uuid not null,
  payment_id uuid not null,
  amount amount not null constraint settlement_not_zero check (amount <> 0),
  business_date date not null,
  recorded_at timestamptz not null default clock_timestamp(),
  primary key (company_id, id),
  constraint settlement_open_item_fk foreign key (company_id, open_item_id) references fin.open_item (company_id, id),
  constraint settlement_payment_fk foreign key (company_id, payment_id) references fin.payment (company_id, id)
);
comment on table fin.settlement is 'append-only: which payment settled how much of which open item';
create index settlement_open_item on fin.settlement (company_id, open_item_id);
create index settlement_payment on fin.settlement (company_id, payment_id);
