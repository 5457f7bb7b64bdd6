-- Inspections with the words their list and verdict screen show.
create view qms.inspection_list with (security_invoker = true) as
select q.company_id, q.id, q.no, q.state, q.document_no, q.supplier_id, p.name as supplier_name, p.pinyin as supplier_pinyin,
  q.item_id, i.code as item_code, i.name as item_name, i.spec as item_spec, i.pinyin as item_pinyin, i.inspection_note,
  u.code as unit, q.lot_id, q.lot_no, l.expiry_date, q.qty, q.qty_accepted, q.qty_conceded, q.qty_rejected,
  (q.qty - q.qty_accepted - q.qty_conceded - q.qty_rejected)::numeric as qty_left, q.reason, a.name as inspector,
  q.ruled_at, q.business_date, q.created_at
from qms.inspection q
join md.partner p on p.company_id = q.company_id and p.id = q.supplier_id
join md.item i on i.company_id = q.company_id and i.id = q.item_id
join md.unit u on u.company_id = i.company_id and u.id = i.base_unit_id
join wms.lot l on l.company_id = q.company_id and l.id = q.lot_id
left join sys.user_account a on a.id = q.inspector_id;
