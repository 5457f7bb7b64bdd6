-- Receiving notices with how far each has come.
create view wms.receiving_notice_list with (security_invoker = true) as
select n.company_id, n.id, n.no, n.state, n.expected_date, n.delivery_note_no, n.partner_id, p.code as partner_code,
  p.name as partner_name, p.pinyin as partner_pinyin, n.warehouse_id, w.code as warehouse_code, w.name as warehouse_name,
  i.body ->> 'originNo' as order_no, (i.body ->> 'originId')::uuid as order_id, s.line_count, s.qty_expected,
  s.qty_received, s.qty_pending, s.qty_rejected, s.qty_put_away, n.created_at
from wms.receiving_notice n
join contract.instruction i on i.company_id = n.company_id and i.id = n.instruction_id
join md.partner p on p.company_id = n.company_id and p.id = n.partner_id
join md.warehouse w on w.company_id = n.company_id and w.id = n.warehouse_id
cross join lateral (
  select count(*)::int as line_count, sum(l.qty_expected)::numeric as qty_expected, sum(l.qty_received)::numeric as qty_received,
    sum(l.qty_received - l.qty_accepted - l.qty_conceded - l.qty_rejected)::numeric as qty_pending,
    sum(l.qty_rejected)::numeric as qty_rejected, sum(l.qty_put_away)::numeric as qty_put_away
  from wms.receiving_notice_line l where l.company_id = n.company_id and l.notice_id = n.id
) s;

-- Its lines, with the item's policy: what the receiving screen and the document page show.
create view wms.receiving_notice_line_list with (security_invoker = true) as
select l.company_id, l.id, l.notice_id, l.line_no, l.item_id, i.code as item_code, i.name as item_name, i.spec as item_spec,
  u.code as unit, l.qty_expected, l.qty_limit, l.qty_received, l.qty_damaged, l.qty_accepted, l.qty_conceded,
  l.qty_rejected, l.qty_put_away, l.qty_returned, l.inspected, l.closed_short_reason, i.lot_managed, i.expiry_managed,
  i.shelf_life_days
from wms.receiving_notice_line l
join md.item i on i.company_id = l.company_id and i.id = l.item_id
join md.unit u on u.company_id = i.company_id and u.id = i.base_unit_id;
