-- The accrued payable 暂估应付 of each supplier is the estimate of its valued receipts that no invoice has reversed.
with estimated as (
  select l.company_id, r.supplier_id as partner_id, sum(l.amount - l.amount_reversed) as value
  from erp.purchase_receipt_line l
  join erp.purchase_receipt r on r.company_id = l.company_id and r.id = l.receipt_id
  where exists (select from fin.cost_row c
    where c.company_id = l.company_id and c.movement_id = l.movement_id and c.kind = 'receipt')
  group by l.company_id, r.supplier_id
), booked as (
  select l.company_id, l.partner_id, sum(l.credit - l.debit) as value
  from fin.account a join fin.voucher_line l on l.company_id = a.company_id and l.account_id = a.id
  where a.control = 'estimate'
  group by l.company_id, l.partner_id
)
select coalesce(e.company_id, b.company_id) as company_id, coalesce(e.partner_id, b.partner_id) as supplier_id,
  e.value as estimated_value, b.value as account_value
from estimated e full join booked b on b.company_id = e.company_id and b.partner_id = e.partner_id
where coalesce(e.value, 0) <> coalesce(b.value, 0)
union all
select l.company_id, l.id, l.amount, l.amount_reversed
from erp.purchase_receipt_line l
where (l.qty_invoiced = l.qty and l.amount_reversed <> l.amount) or (l.qty_invoiced = 0 and l.amount_reversed <> 0)
