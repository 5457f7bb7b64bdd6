// The books on the screen: vouchers down to the scan, trial balance, and the periods.
import { sql } from 'kysely';
import { z } from 'zod';
import { defineQuery } from '../../kernel/command.ts';
import { readRow, zRow } from '../../kernel/document-query.ts';
import { defineList } from '../../kernel/list.ts';
import { opens } from '../../kernel/list-columns.ts';
import { ITEM_WORDS, type SearchThrough, ownWords, partnerWords } from '../../kernel/list-search.ts';
import { zId } from '../../kernel/schema.ts';

const MONEY = 'voucher.view';

const ACCOUNT_WORDS: SearchThrough = {
  table: 'fin.account',
  ids: ['account_id'],
  columns: ['code', 'name_zh', 'name_en'],
};
const VOUCHER_WORDS: SearchThrough = {
  table: 'fin.voucher',
  ids: ['voucher_id'],
  columns: ['summary', 'source_no'],
};

export const voucherList = defineList({
  name: 'ledger.list-vouchers',
  right: MONEY,
  zh: '凭证',
  en: 'Vouchers',
  view: 'fin.voucher_list',
  key: 'id',
  sort: [
    { column: 'period_code', direction: 'desc' },
    { column: 'serial', direction: 'desc' },
  ],
  search: ['no', ownWords('fin.voucher', 'summary', 'source_no')],
  totals: ['total'],
  columns: [
    opens('voucher', 'id', { key: 'no', zh: '凭证号', en: 'No.' }),
    { key: 'period_code', kind: 'code', zh: '期间', en: 'Period', sortable: true },
    { key: 'serial', kind: 'integer', zh: '序号', en: 'Serial', sortable: true, hidden: true },
    { key: 'business_date', kind: 'date', zh: '日期', en: 'Date', sortable: true },
    { key: 'summary', kind: 'text', zh: '摘要', en: 'Summary' },
    { key: 'total', kind: 'amount', zh: '金额', en: 'Amount', right: MONEY },
    { key: 'source_no', kind: 'code', zh: '来源单据', en: 'Source' },
    {
      key: 'event',
      kind: 'state',
      zh: '业务',
      en: 'Event',
      words: {
        opening: { zh: '期初', en: 'opening', tone: 'draft' },
        purchase_receipt: { zh: '暂估入库', en: 'estimated receipt', tone: 'info' },
        estimate_reversal: { zh: '冲回暂估', en: 'estimate reversed', tone: 'bad' },
        purchase_invoice: { zh: '采购发票', en: 'purchase invoice', tone: 'info' },
        sales_cost: { zh: '销售成本', en: 'cost of sales', tone: 'info' },
        sales_invoice: { zh: '销售发票', en: 'sales invoice', tone: 'info' },
        count_gain: { zh: '盘盈', en: 'count gain', tone: 'ok' },
        count_gain_settled: { zh: '盘盈处理', en: 'gain settled', tone: 'ok' },
        count_loss: { zh: '盘亏', en: 'count loss', tone: 'warn' },
        count_loss_settled: { zh: '盘亏处理', en: 'loss settled', tone: 'warn' },
        transfer: { zh: '存货调拨', en: 'stock transfer', tone: 'info' },
        payment: { zh: '付款', en: 'payment', tone: 'info' },
        collection: { zh: '收款', en: 'collection', tone: 'info' },
        opening_payable: { zh: '期初应付', en: 'opening payable', tone: 'draft' },
        opening_receivable: { zh: '期初应收', en: 'opening receivable', tone: 'draft' },
        opening_balance: { zh: '期初余额', en: 'opening balances', tone: 'draft' },
        opening_payable_reversal: { zh: '冲销期初应付', en: 'opening payable taken back', tone: 'bad' },
        opening_receivable_reversal: { zh: '冲销期初应收', en: 'opening receivable taken back', tone: 'bad' },
        opening_balance_reversal: { zh: '冲销期初余额', en: 'opening balances taken back', tone: 'bad' },
        manual: { zh: '手工', en: 'manual', tone: 'draft' },
        purchase_invoice_reversal: { zh: '冲销采购发票', en: 'purchase invoice reversed', tone: 'bad' },
        estimate_again: { zh: '恢复暂估', en: 'estimated again', tone: 'warn' },
        sales_invoice_reversal: { zh: '冲销销售发票', en: 'sales invoice reversed', tone: 'bad' },
        payment_reversal: { zh: '冲销付款', en: 'payment reversed', tone: 'bad' },
        collection_reversal: { zh: '冲销收款', en: 'collection reversed', tone: 'bad' },
        manual_reversal: { zh: '冲销手工凭证', en: 'typed voucher reversed', tone: 'bad' },
      },
    },
    { key: 'prepared_by_name', kind: 'text', zh: '制单', en: 'Prepared by' },
    { key: 'reviewed_by_name', kind: 'text', zh: '审核', en: 'Reviewed by' },
  ],
});

export const voucherLineList = defineList({
  name: 'ledger.list-voucher-lines',
  right: MONEY,
  zh: '明细账',
  en: 'Account ledger',
  view: 'fin.voucher_line_list',
  key: 'id',
  keyKind: 'text',
  sort: [
    { column: 'business_date', direction: 'desc' },
    { column: 'voucher_no', direction: 'desc' },
  ],
  search: [ACCOUNT_WORDS, VOUCHER_WORDS, partnerWords('partner_id'), ...ITEM_WORDS],
  totals: ['debit', 'credit'],
  columns: [
    opens('voucher', 'voucher_id', { key: 'voucher_no', zh: '凭证号', en: 'Voucher', sortable: true }),
    { key: 'business_date', kind: 'date', zh: '日期', en: 'Date', sortable: true },
    { key: 'period_code', kind: 'code', zh: '期间', en: 'Period' },
    { key: 'account_code', kind: 'code', zh: '科目', en: 'Account' },
    { key: 'account_name', kind: 'text', zh: '科目名称', en: 'Account name' },
    { key: 'summary', kind: 'text', zh: '摘要', en: 'Summary' },
    { key: 'debit', kind: 'amount', zh: '借方', en: 'Debit', right: MONEY },
    { key: 'credit', kind: 'amount', zh: '贷方', en: 'Credit', right: MONEY },
    { key: 'partner_name', kind: 'text', zh: '往来', en: 'Partner' },
    { key: 'item_code', kind: 'code', zh: '物料', en: 'Item' },
    { key: 'qty', kind: 'qty', zh: '数量', en: 'Quantity' },
    { key: 'source_no', kind: 'code', zh: '来源单据', en: 'Source' },
  ],
});

export const trialBalanceList = defineList({
  name: 'ledger.trial-balance',
  right: MONEY,
  zh: '科目余额表',
  en: 'Trial balance',
  view: 'fin.trial_balance',
  key: 'id',
  keyKind: 'text',
  sort: [
    { column: 'period_code', direction: 'desc' },
    { column: 'account_code', direction: 'asc' },
  ],
  search: ['account_code', 'account_name', 'account_name_en'],
  totals: ['debit', 'credit'],
  columns: [
    { key: 'period_code', kind: 'code', zh: '期间', en: 'Period', sortable: true },
    { key: 'account_code', kind: 'code', zh: '科目', en: 'Account', sortable: true },
    { key: 'account_name', kind: 'text', zh: '科目名称', en: 'Account name' },
    { key: 'account_name_en', kind: 'text', zh: '英文名称', en: 'English name', hidden: true },
    {
      key: 'side',
      kind: 'state',
      zh: '方向',
      en: 'Side',
      words: {
        debit: { zh: '借', en: 'debit', tone: 'draft' },
        credit: { zh: '贷', en: 'credit', tone: 'draft' },
      },
    },
    { key: 'opening', kind: 'amount', zh: '期初余额', en: 'Opening', right: MONEY },
    { key: 'debit', kind: 'amount', zh: '本期借方', en: 'Debit', right: MONEY },
    { key: 'credit', kind: 'amount', zh: '本期贷方', en: 'Credit', right: MONEY },
    { key: 'closing', kind: 'amount', zh: '期末余额', en: 'Closing', right: MONEY },
  ],
});

export const getVoucher = defineQuery({
  name: 'ledger.get-voucher',
  right: MONEY,
  input: z.object({ voucherId: zId }),
  output: z.object({ document: zRow, lines: z.array(zRow), movements: z.array(zRow), company: z.string() }),
  run: async (tx, input, ctx) => {
    const document = await readRow(tx, ctx, voucherList, input.voucherId, [
      'source_kind',
      'source_id',
      'recorded_at',
      'reversal_of',
      'reversed',
    ]);
    const lines = await sql<Record<string, unknown>>`
      select line_no, account_code, account_name, account_name_en, summary, debit::text, credit::text, partner_name,
        item_code, trim_scale(qty)::text as qty
      from fin.voucher_line_list where company_id = ${ctx.companyId} and voucher_id = ${input.voucherId}
      order by line_no limit 1000`.execute(tx);
    const movements = await sql<Record<string, unknown>>`
      select m.id::text as id, c.kind as cost_kind, m.kind, m.item_code, m.item_name, m.lot_no, trim_scale(m.qty)::text as qty,
        m.unit, m.from_bin, m.to_bin, m.actor_name, m.device, m.occurred_at, m.recorded_at, c.value::text as value,
        trim_scale(c.unit_cost)::text as unit_cost, t.no::text as task_no
      from fin.cost_row c
      left join wms.movement_list m on m.company_id = c.company_id and m.id = c.movement_id
      left join wms.task t on t.company_id = m.company_id and t.id = m.task_id
      where c.company_id = ${ctx.companyId} and (c.voucher_id = ${input.voucherId}
        or c.source_id = (select source_id from fin.voucher where company_id = ${ctx.companyId} and id = ${input.voucherId}))
      order by c.id limit 500`.execute(tx);
    const company = await tx
      .selectFrom('sys.company')
      .select('name')
      .where('id', '=', ctx.companyId)
      .executeTakeFirstOrThrow();
    return { document, lines: lines.rows, movements: movements.rows, company: company.name };
  },
});

export const listPeriods = defineQuery({
  name: 'ledger.list-periods',
  right: MONEY,
  input: z.object({}),
  output: z.array(
    z.object({
      code: z.string(),
      starts_on: z.string(),
      ends_on: z.string(),
      state: z.string(),
      vouchers: z.number(),
    }),
  ),
  run: async (tx, _input, ctx) => {
    const { rows } = await sql<{
      code: string;
      starts_on: string;
      ends_on: string;
      state: string;
      vouchers: number;
    }>`
      select p.code, p.starts_on::text, p.ends_on::text, p.state,
        (select count(*)::int from fin.voucher v where v.company_id = p.company_id and v.period_code = p.code) as vouchers
      from fin.period p where p.company_id = ${ctx.companyId} and p.starts_on <= ${ctx.today}::date
      order by p.code desc limit 60`.execute(tx);
    return rows;
  },
});
