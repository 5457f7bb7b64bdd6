-- The books as lists: vouchers, their lines, trial balance, open items, invoices, payments and what may be invoiced.
-- A day is over when it is over where the company is; the server's own clock knows no company.
create view fin.voucher_list with (security_invoker = true) as
select v.company_id, v.id, v.word || '-' || lpad(v.no::text, 4, '0') as no, v.no as serial, v.period_code, v.business_date,
  v.event, v.source_kind, v.source_id, v.source_no, v.summary, v.total, v.reversal_of, coalesce(u.name, '自动') as prepared_by_name,
  r.signed_at as reviewed_at, ru.name as reviewed_by_name, v.recorded_at,
  exists (select from fin.voucher x where x.company_id = v.company_id and x.reversal_of = v.id) as reversed
from fin.voucher v
left join sys.user_account u on u.id = v.prepared_by
left join fin.voucher_signature r on r.company_id = v.company_id and r.voucher_id = v.id and r.step = 'reviewed'
left join sys.user_account ru on ru.id = r.signed_by;

create view fin.voucher_line_list with (security_invoker = true) as
select l.company_id, l.voucher_id || '-' || l.line_no as id, l.voucher_id, l.line_no, v.no as voucher_no, v.period_code,
  v.business_date, l.account_id, a.code as account_code, a.name_zh as account_name, a.name_en as account_name_en, l.summary,
  l.debit, l.credit, l.partner_id, p.name as partner_name, l.item_id, i.code as item_code, l.qty, v.source_no, v.source_kind, v.source_id
from fin.voucher_line l
join fin.voucher_list v on v.company_id = l.company_id and v.id = l.voucher_id
join fin.account a on a.company_id = l.company_id and a.id = l.account_id
left join md.partner p on p.company_id = l.company_id and p.id = l.partner_id
left join md.item i on i.company_id = l.company_id and i.id = l.item_id;

create view fin.trial_balance with (security_invoker = true) as
select a.company_id, a.id || p.code as id, p.code as period_code, a.code as account_code, a.name_zh as account_name,
  a.name_en as account_name_en, a.side,
  case when a.side = 'debit' then t.before else -t.before end::numeric(18,2) as opening,
  t.debit::numeric(18,2) as debit, t.credit::numeric(18,2) as credit,
  case when a.side = 'debit' then t.before + t.debit - t.credit else t.credit - t.debit - t.before end::numeric(18,2) as closing
from fin.period p
join sys.company c on c.id = p.company_id and p.starts_on <= (now() at time zone c.time_zone)::date
join fin.account a on a.company_id = p.company_id
cross join lateral (
  select coalesce(sum(case when b.period_code < p.code then b.debit - b.credit end), 0) as before,
    coalesce(sum(case when b.period_code = p.code then b.debit end), 0) as debit,
    coalesce(sum(case when b.period_code = p.code then b.credit end), 0) as credit
  from fin.account_balance b where b.company_id = a.company_id and b.account_id = a.id and b.period_code <= p.code
) t
where t.before <> 0 or t.debit <> 0 or t.credit <> 0;

create view fin.open_item_list with (security_invoker = true) as
select o.company_id, o.id, o.side, o.partner_id, p.code as partner_code, p.name as partner_name, p.pinyin as partner_pinyin,
  o.source_kind, o.source_id, o.source_no, o.business_date, o.due_date, o.amount,
  case when o.source_kind like 'opening%' then 'voucher' else replace(o.source_kind, '_reversal', '') end as document_kind,
  case when o.source_kind like 'opening%' then o.voucher_id else o.source_id end as document_id,
  coalesce(s.settled, 0)::numeric(18,2) as settled, (o.amount - coalesce(s.settled, 0))::numeric(18,2) as left_open,
  (d.today - o.due_date) as days_overdue,
  case when o.amount = coalesce(s.settled, 0) then 'settled' when d.today <= o.due_date then 'not_due'
    when d.today - o.due_date <= 30 then 'days_30' when d.today - o.due_date <= 60 then 'days_60'
    when d.today - o.due_date <= 90 then 'days_90' else 'older' end as age
from fin.open_item o
join md.partner p on p.company_id = o.company_id and p.id = o.partner_id
join (select id, (now() at time zone time_zone)::date as today from sys.company) d on d.id = o.company_id
left join lateral (select sum(x.amount) as settled from fin.settlement x
  where x.company_id = o.company_id and x.open_item_id = o.id) s on true;

-- What is open with each partner, by how long it is overdue 账龄.
create view fin.partner_ageing with (security_invoker = true) as
select company_id, partner_id || side as id, partner_id, partner_code, partner_name, partner_pinyin, side,
  sum(left_open)::numeric(18,2) as left_open,
  coalesce(sum(left_open) filter (where age = 'not_due'), 0)::numeric(18,2) as not_due,
  coalesce(sum(left_open) filter (where age = 'days_30'), 0)::numeric(18,2) as days_30,
  coalesce(sum(left_open) filter (where age = 'days_60'), 0)::numeric(18,2) as days_60,
  coalesce(sum(left_open) filter (where age = 'days_90'), 0)::numeric(18,2) as days_90,
  coalesce(sum(left_open) filter (where age = 'older'), 0)::numeric(18,2) as older
from fin.open_item_list where age <> 'settled'
group by company_id, partner_id, partner_code, partner_name, partner_pinyin, side;

create view fin.purchase_invoice_list with (security_invoker = true) as
select i.company_id, i.id, i.no, i.state, i.invoice_no, i.invoice_date, i.business_date, i.due_date, i.supplier_id,
  p.name as supplier_name, p.pinyin as supplier_pinyin, i.amount, i.tax_amount, i.total
from fin.purchase_invoice i join md.partner p on p.company_id = i.company_id and p.id = i.supplier_id;

create view fin.sales_invoice_list with (security_invoker = true) as
select i.company_id, i.id, i.no, i.state, i.invoice_no, i.invoice_date, i.business_date, i.due_date, i.customer_id,
  p.name as customer_name, p.pinyin as customer_pinyin, i.amount, i.tax_amount, i.total
from fin.sales_invoice i join md.partner p on p.company_id = i.company_id and p.id = i.customer_id;

create view fin.payment_list with (security_invoker = true) as
select y.company_id, y.id, y.no, y.direction, y.state, y.partner_id, p.name as partner_name, p.pinyin as partner_pinyin,
  y.bank_account_code, y.amount, y.business_date, y.remark
from fin.payment y join md.partner p on p.company_id = y.company_id and p.id = y.partner_id;

create view fin.receipt_to_invoice with (security_invoker = true) as
select l.company_id, l.id, r.no as receipt_no, r.id as receipt_id, l.line_no, r.business_date, r.supplier_id, p.name as supplier_name,
  p.pinyin as supplier_pinyin, o.no as order_no, l.item_id, i.code as item_code, i.name as item_name, t.lot_no, u.code as unit,
  l.qty, l.qty_invoiced, (l.qty - l.qty_invoiced)::numeric(20,6) as qty_left, ol.price_with_tax, l.price, l.tax_rate, l.amount
from erp.purchase_receipt_line l
join erp.purchase_receipt r on r.company_id = l.company_id and r.id = l.receipt_id
join erp.purchase_order_line ol on ol.company_id = l.company_id and ol.id = l.order_line_id
join erp.purchase_order o on o.company_id = ol.company_id and o.id = ol.order_id
join md.partner p on p.company_id = r.company_id and p.id = r.supplier_id
join md.item i on i.company_id = l.company_id and i.id = l.item_id
join md.unit u on u.company_id = i.company_id and u.id = i.base_unit_id
join wms.lot t on t.company_id = l.company_id and t.id = l.lot_id
where l.qty > l.qty_invoiced;

create view fin.delivery_to_invoice with (security_invoker = true) as
select l.company_id, l.id, d.no as delivery_no, d.id as delivery_id, l.line_no, d.business_date, d.customer_id,
  p.name as customer_name, p.pinyin as customer_pinyin, o.no as order_no, l.item_id, i.code as item_code, i.name as item_name,
  t.lot_no, u.code as unit, l.qty, l.qty_invoiced, (l.qty - l.qty_invoiced)::numeric(20,6) as qty_left, ol.price_with_tax, ol.tax_rate
from erp.sales_delivery_line l
join erp.sales_delivery d on d.company_id = l.company_id and d.id = l.delivery_id
join erp.sales_order_line ol on ol.company_id = l.company_id and ol.id = l.order_line_id
join erp.sales_order o on o.company_id = ol.company_id and o.id = ol.order_id
join md.partner p on p.company_id = d.company_id and p.id = d.customer_id
join md.item i on i.company_id = l.company_id and i.id = l.item_id
join md.unit u on u.company_id = i.company_id and u.id = i.base_unit_id
join wms.lot t on t.company_id = l.company_id and t.id = l.lot_id
where l.qty > l.qty_invoiced;
