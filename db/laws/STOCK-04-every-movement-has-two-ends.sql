-- Every movement takes a positive quantity from one place to another and tells the balance at each end that keeps one.
select m.company_id, m.id as movement_id, m.kind, m.qty, m.from_bin_id, m.to_bin_id, m.from_after, m.to_after
from wms.movement m
join wms.bin fb on fb.company_id = m.company_id and fb.id = m.from_bin_id
join wms.bin_profile fp on fp.company_id = fb.company_id and fp.id = fb.profile_id
join wms.bin tb on tb.company_id = m.company_id and tb.id = m.to_bin_id
join wms.bin_profile tp on tp.company_id = tb.company_id and tp.id = tb.profile_id
where m.qty <= 0
  or (m.from_bin_id, m.from_status, m.from_owner_id) = (m.to_bin_id, m.to_status, m.to_owner_id)
  or fp.counted <> (m.from_after is not null) or tp.counted <> (m.to_after is not null)
