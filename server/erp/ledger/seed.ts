// What every company's books begin with: the chart of accounts, the periods and the posting rules. The chart is that
// of the small enterprise standard (小企业会计准则, 财会〔2011〕17号) with the VAT columns of 财会〔2016〕22号; a
// small-scale taxpayer has no such columns.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { sql } from 'kysely';
import { addDays, monthEnd } from '../../kernel/clock.ts';
import { type Id, newId } from '../../kernel/ids.ts';
import type { Control, FinTx } from './types.ts';

export type Taxpayer = 'general' | 'small_scale';

type ChartRow = {
  code: string;
  name_zh: string;
  name_en: string;
  category: string;
  balance: string;
  level: string;
  aux: string;
};

export type ChartAccount = ChartRow & { readonly postable: boolean; readonly control: Control | null };

const MONTHS = 36;

/** Accounts whose balance equals a book of its own: only documents post to them. */
function controlOf(code: string): Control | null {
  if (/^(1403|1405|1408|1411)(\.|$)/.test(code)) return 'stock';
  if (code === '2202.01') return 'payable';
  if (code === '2202.02') return 'estimate';
  return code === '1122' ? 'receivable' : null;
}

/** The chart for a kind of taxpayer; an account with sub-accounts takes no postings itself. */
export function readChart(taxpayer: Taxpayer = 'general'): ChartAccount[] {
  const text = readFileSync(join(import.meta.dirname, 'charts', 'small-enterprise.csv'), 'utf8');
  const all: ChartRow[] = parse(text, { columns: true, bom: true });
  const rows = all.filter(({ code }) => taxpayer === 'general' || !code.startsWith('2221.01.'));
  return rows.map((row) => {
    const postable = !rows.some((other) => other.code.startsWith(`${row.code}.`));
    return { ...row, postable, control: postable ? controlOf(row.code) : null };
  });
}

type Default = readonly [
  event: string,
  side: 'debit' | 'credit',
  account: string,
  amount: string,
  zh: string,
  en: string,
  red?: boolean,
];

/** '@item', '@from' and '@bank' are looked up from the goods and the payment; every other account is fixed. */
const DEFAULT_RULES: readonly Default[] = [
  ['opening', 'debit', '@item', 'value', '期初库存', 'opening stock'],
  ['opening', 'credit', '3001', 'value', '期初库存', 'opening stock'],
  ['purchase_receipt', 'debit', '@item', 'value', '暂估入库', 'goods received, estimated'],
  ['purchase_receipt', 'credit', '2202.02', 'value', '暂估入库', 'goods received, estimated'],
  ['estimate_reversal', 'debit', '@item', 'estimate', '冲回暂估', 'estimate reversed', true],
  ['estimate_reversal', 'credit', '2202.02', 'estimate', '冲回暂估', 'estimate reversed', true],
  ['purchase_invoice', 'debit', '@item', 'stock', '采购发票', 'supplier invoice'],
  ['purchase_invoice', 'debit', '5401', 'gone', '采购价差（已出库部分）', 'price difference of goods gone'],
  ['purchase_invoice', 'debit', '2221.01.01', 'tax', '进项税额', 'input VAT'],
  ['purchase_invoice', 'credit', '2202.01', 'total', '应付货款', 'payable'],
  ['sales_cost', 'debit', '5401', 'value', '结转销售成本', 'cost of sales'],
  ['sales_cost', 'credit', '@item', 'value', '结转销售成本', 'cost of sales'],
  ['sales_invoice', 'debit', '1122', 'total', '应收货款', 'receivable'],
  ['sales_invoice', 'credit', '5001', 'amount', '销售收入', 'revenue'],
  ['sales_invoice', 'credit', '2221.01.07', 'tax', '销项税额', 'output VAT'],
  ['count_gain', 'debit', '@item', 'value', '盘盈', 'count gain'],
  ['count_gain', 'credit', '1901', 'value', '盘盈', 'count gain'],
  ['count_gain_settled', 'debit', '1901', 'value', '盘盈转营业外收入', 'count gain to other income'],
  ['count_gain_settled', 'credit', '5301', 'value', '盘盈转营业外收入', 'count gain to other income'],
  ['count_loss', 'debit', '1901', 'total', '盘亏', 'count loss'],
  ['count_loss', 'credit', '@item', 'value', '盘亏', 'count loss'],
  ['count_loss', 'credit', '2221.01.09', 'tax', '进项税额转出', 'input VAT transferred out'],
  ['count_loss_settled', 'debit', '5711', 'total', '盘亏转营业外支出', 'count loss to other expense'],
  ['count_loss_settled', 'credit', '1901', 'total', '盘亏转营业外支出', 'count loss to other expense'],
  ['transfer', 'debit', '@item', 'value', '存货调拨', 'stock transfer'],
  ['transfer', 'credit', '@from', 'value', '存货调拨', 'stock transfer'],
  ['payment', 'debit', '2202.01', 'amount', '付款', 'payment'],
  ['payment', 'credit', '@bank', 'amount', '付款', 'payment'],
  ['collection', 'debit', '@bank', 'amount', '收款', 'collection'],
  ['collection', 'credit', '1122', 'amount', '收款', 'collection'],
  ['opening_payable', 'debit', '3001', 'total', '期初应付', 'opening payable'],
  ['opening_payable', 'credit', '2202.01', 'total', '期初应付', 'opening payable'],
  ['opening_receivable', 'debit', '1122', 'total', '期初应收', 'opening receivable'],
  ['opening_receivable', 'credit', '3001', 'total', '期初应收', 'opening receivable'],
];

const SOURCES: Readonly<Record<string, string>> = {
  '@item': 'item_inventory',
  '@from': 'from_inventory',
  '@bank': 'bank',
};

/** What a small-scale taxpayer never books: nothing is deducted, so nothing is transferred out either. */
const DEDUCTED = ['2221.01.01', '2221.01.09'];

/** A small-scale taxpayer deducts nothing and owes VAT on one account without columns. */
function rulesFor(taxpayer: Taxpayer): readonly Default[] {
  if (taxpayer === 'general') return DEFAULT_RULES;
  return DEFAULT_RULES.filter(([, , account]) => !DEDUCTED.includes(account)).map(
    ([event, side, account, ...rest]): Default => [
      event,
      side,
      account === '2221.01.07' ? '2221.01' : account,
      ...rest,
    ],
  );
}

function periodsFrom(start: string): { code: string; starts_on: string; ends_on: string }[] {
  const periods = [];
  let first = `${start}-01`;
  for (let n = 0; n < MONTHS; n += 1) {
    const last = monthEnd(first);
    periods.push({ code: first.slice(0, 7), starts_on: first, ends_on: last });
    first = addDays(last, 1);
  }
  return periods;
}

/** Creates accounts, 36 periods from the start period ('YYYY-MM') and the default posting rules of a new company. */
export async function seedLedger(
  tx: FinTx,
  companyId: Id,
  startPeriod: string,
  taxpayer: Taxpayer = 'general',
): Promise<void> {
  const accounts = readChart(taxpayer).map(({ balance, aux, ...row }) => ({
    ...row,
    id: newId(),
    side: balance,
    dimensions: aux,
  }));
  await sql`insert into fin.account (company_id, id, code, name_zh, name_en, category, side, level, dimensions, postable,
      control)
    select ${companyId}, id, code, name_zh, name_en, category, side, level, dimensions, postable, control
    from jsonb_populate_recordset(null::fin.account, ${JSON.stringify(accounts)}::jsonb)`.execute(tx);
  await sql`insert into fin.period (company_id, code, starts_on, ends_on)
    select ${companyId}, code, starts_on, ends_on
    from jsonb_populate_recordset(null::fin.period, ${JSON.stringify(periodsFrom(startPeriod))}::jsonb)`.execute(
    tx,
  );
  const rules = rulesFor(taxpayer).map(([event, side, account, amountName, zh, en, red], index) => ({
    event,
    line_no: index + 1,
    side,
    amount_name: amountName,
    summary_zh: zh,
    summary_en: en,
    red: red ?? false,
    account_source: SOURCES[account] ?? 'fixed',
    account_code: account in SOURCES ? null : account,
  }));
  await sql`insert into fin.posting_rule (company_id, event, line_no, side, account_source, account_code, amount_name,
      red, summary_zh, summary_en)
    select ${companyId}, event, line_no, side, account_source, account_code, amount_name, red, summary_zh, summary_en
    from jsonb_populate_recordset(null::fin.posting_rule, ${JSON.stringify(rules)}::jsonb)`.execute(tx);
  await tx.insertInto('fin.valuation_watermark').values({ company_id: companyId }).execute();
}
