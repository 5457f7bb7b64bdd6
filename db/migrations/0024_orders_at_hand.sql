-- A handheld opens the floor's work by the number of the order it stems from.
create index instruction_origin_no on contract.instruction (company_id, (body ->> 'originNo'));
