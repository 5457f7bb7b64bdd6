-- The estimates that no invoice has reversed are asked for at every look at the proof: they have an index of their own.

create index purchase_receipt_line_estimated on erp.purchase_receipt_line (company_id, movement_id)
  where amount <> amount_reversed;
