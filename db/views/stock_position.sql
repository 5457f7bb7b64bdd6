-- What the issuer may ask of the warehouse: our stock per item and warehouse, and how much of it can be promised.
-- A lot has expired when the company's own day is past its date.
create view contract.stock_position with (security_invoker = true) as
select b.company_id, b.item_id, n.warehouse_id, sum(b.on_hand)::numeric as on_hand,
  sum(case when s.promisable and l.blocked_reason is null and not p.holding and w.purpose not in ('transit', 'defective')
    and (l.expiry_date is null or l.expiry_date >= d.today) then b.on_hand else 0 end)::numeric as promisable,
  sum(b.allocated)::numeric as allocated
from wms.balance b
join wms.bin n on n.company_id = b.company_id and n.id = b.bin_id
join wms.bin_profile p on p.company_id = n.company_id and p.id = n.profile_id
join md.warehouse w on w.company_id = n.company_id and w.id = n.warehouse_id
join md.stock_status s on s.code = b.status
join wms.lot l on l.company_id = b.company_id and l.id = b.lot_id
join md.partner o on o.company_id = b.company_id and o.id = b.owner_id and o.is_own
join (select id, (now() at time zone time_zone)::date as today from sys.company) d on d.id = b.company_id
where b.on_hand > 0
group by b.company_id, b.item_id, n.warehouse_id;
