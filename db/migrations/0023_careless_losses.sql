-- What is lost through carelessness 管理不善 takes its input VAT with it: the tax that was deducted is owed again. Whether a
-- loss is one is said with the decision on its difference; the rules of losses book value and tax together.
alter table erp.count_order_line add column careless boolean not null default false;
comment on column erp.count_order_line.careless is 'a loss through carelessness 管理不善: its input VAT is transferred out';
create index count_order_line_movement on erp.count_order_line (company_id, movement_id) where movement_id is not null;

update fin.posting_rule set amount_name = 'total'
where amount_name = 'value' and ((event = 'count_loss' and side = 'debit') or event = 'count_loss_settled');
insert into fin.posting_rule (company_id, event, line_no, side, account_source, account_code, amount_name, summary_zh, summary_en)
select r.company_id, r.event, r.line_no + 1, 'credit', 'fixed', a.code, 'tax', '进项税额转出', 'input VAT transferred out'
from (select company_id, event, max(line_no) as line_no from fin.posting_rule where event = 'count_loss' group by company_id, event) r
join fin.account a on a.company_id = r.company_id and a.code = '2221.01.09';
