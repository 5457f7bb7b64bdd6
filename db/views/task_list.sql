-- Every task with the words its card and list show. For a transfer the partner is the other warehouse.
create view wms.task_list with (security_invoker = true) as
select t.company_id, t.id, t.no, t.kind, t.state, t.priority, t.document_kind, t.document_id, t.document_no,
  t.warehouse_id, w.code as warehouse_code, coalesce(rp.name, sp.name, ow.name) as partner_name,
  t.item_id, i.code as item_code, i.name as item_name, i.spec as item_spec, i.pinyin as item_pinyin, u.code as unit,
  t.lot_id, nullif(l.lot_no, '') as lot_no, l.expiry_date, t.from_bin_id, f.code as from_bin, t.to_bin_id, o.code as to_bin, t.status,
  t.qty_planned, t.qty_done, t.assignee_id, a.name as assignee, t.progress, t.version, t.exception_code,
  t.created_at, t.finished_at
from wms.task t
join md.warehouse w on w.company_id = t.company_id and w.id = t.warehouse_id
left join md.item i on i.company_id = t.company_id and i.id = t.item_id
left join md.unit u on u.company_id = i.company_id and u.id = i.base_unit_id
left join wms.lot l on l.company_id = t.company_id and l.id = t.lot_id
left join wms.bin f on f.company_id = t.company_id and f.id = t.from_bin_id
left join wms.bin o on o.company_id = t.company_id and o.id = t.to_bin_id
left join sys.user_account a on a.id = t.assignee_id
left join wms.receiving_notice rn on rn.company_id = t.company_id and rn.id = t.document_id
left join md.partner rp on rp.company_id = t.company_id and rp.id = rn.partner_id
left join wms.shipment sh on sh.company_id = t.company_id and sh.id = t.document_id
left join md.partner sp on sp.company_id = t.company_id and sp.id = sh.partner_id
left join wms.transfer tr on tr.company_id = t.company_id and tr.id = t.document_id
left join md.warehouse ow on ow.company_id = tr.company_id
  and ow.id = case when t.kind = 'transfer_out' then tr.to_warehouse_id else tr.from_warehouse_id end;
