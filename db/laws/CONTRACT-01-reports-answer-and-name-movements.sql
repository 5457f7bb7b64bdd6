-- A reported quantity names a line of the instruction its report answers, and the movement of those very goods.
select l.company_id, l.report_id, l.line_no, d.kind, l.instruction_line_id, l.movement_id
from contract.report_line l
join contract.report d on d.company_id = l.company_id and d.id = l.report_id
left join contract.instruction_line i on i.company_id = l.company_id and i.id = l.instruction_line_id
left join wms.movement m on m.company_id = l.company_id and m.id = l.movement_id
where (l.instruction_line_id is not null and i.instruction_id is distinct from d.instruction_id)
  or (l.movement_id is not null and (m.item_id, m.lot_id) is distinct from (l.item_id, l.lot_id))
