// Posting rules: data that says which accounts an event debits and credits. The defaults follow the small
// enterprise standard (小企业会计准则, 财会〔2011〕17号) and the VAT accounts of 财会〔2016〕22号.
import { sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import { type Amount, type Qty, negateAmount } from '../../kernel/decimal.ts';
import type { Id } from '../../kernel/ids.ts';
import { refuse } from '../../kernel/refusal.ts';
import type { FinTx, PostingRule, VoucherLineDraft } from './types.ts';

type Default = readonly [event: string, side: 'debit' | 'credit', account: string, amount: string, summary: string, red?: boolean];

/** 'inventory' and 'bank' are looked up from the item and the payment; every other account is fixed. */
export const DEFAULT_RULES: readonly Default[] = [
  ['opening', 'debit', 'inventory', 'value', '期初库存'],
  ['opening', 'credit', '3001', 'value', '期初库存'],
  ['purchase_receipt', 'debit', 'inventory', 'value', '暂估入库'],
  ['purchase_receipt', 'credit', '2202.02', 'value', '暂估入库'],
  ['estimate_reversal', 'debit', 'inventory', 'estimate', '冲回暂估', true],
  ['estimate_reversal', 'credit', '2202.02', 'estimate', '冲回暂估', true],
  ['purchase_invoice', 'debit', 'inventory', 'stock', '采购发票'],
  ['purchase_invoice', 'debit', '5401', 'gone', '采购价差（已出库部分）'],
  ['purchase_invoice', 'debit', '2221.01.01', 'tax', '进项税额'],
  ['purchase_invoice', 'credit', '2202.01', 'total', '应付货款'],
  ['sales_cost', 'debit', '5401', 'value', '结转销售成本'],
  ['sales_cost', 'credit', 'inventory', 'value', '结转销售成本'],
  ['sales_invoice', 'debit', '1122', 'total', '应收货款'],
  ['sales_invoice', 'credit', '5001', 'amount', '销售收入'],
  ['sales_invoice', 'credit', '2221.01.07', 'tax', '销项税额'],
  ['count_gain', 'debit', 'inventory', 'value', '盘盈'],
  ['count_gain', 'credit', '1901', 'value', '盘盈'],
  ['count_gain_settled', 'debit', '1901', 'value', '盘盈转营业外收入'],
  ['count_gain_settled', 'credit', '5301', 'value', '盘盈转营业外收入'],
  ['count_loss', 'debit', '1901', 'value', '盘亏'],
  ['count_loss', 'credit', 'inventory', 'value', '盘亏'],
  ['count_loss_settled', 'debit', '5711', 'value', '盘亏转营业外支出'],
  ['count_loss_settled', 'credit', '1901', 'value', '盘亏转营业外支出'],
  ['payment', 'debit', '2202.01', 'amount', '付款'],
  ['payment', 'credit', 'bank', 'amount', '付款'],
  ['collection', 'debit', 'bank', 'amount', '收款'],
  ['collection', 'credit', '1122', 'amount', '收款'],
];

export type Rules = ReadonlyMap<string, readonly PostingRule[]>;

/** Every posting rule of the company, by event, in line order. */
export async function loadRules(tx: FinTx, ctx: Ctx): Promise<Rules> {
  const { rows } = await sql<{
    event: string; side: 'debit' | 'credit'; account_source: PostingRule['accountSource']; account_code: string | null;
    amount_name: string; red: boolean; summary_zh: string;
  }>`select event, side, account_source, account_code, amount_name, red, summary_zh from fin.posting_rule
    where company_id = ${ctx.companyId} order by event, line_no`.execute(tx);
  const rules = new Map<string, PostingRule[]>();
  for (const row of rows) {
    const list = rules.get(row.event) ?? [];
    list.push({
      event: row.event, side: row.side, accountSource: row.account_source, accountCode: row.account_code,
      amountName: row.amount_name, red: row.red, summaryZh: row.summary_zh,
    });
    rules.set(row.event, list);
  }
  return rules;
}

export type RuleFacts = {
  readonly amounts: Readonly<Record<string, Amount>>;
  readonly inventoryAccount?: string;
  readonly bankAccount?: string;
  readonly partnerId?: Id | null;
  readonly itemId?: Id | null;
  readonly qty?: Qty | null;
  readonly note?: string;
};

/** The voucher lines of an event; lines of amount zero are left out. Refuses NO_RULE. */
export function linesOf(rules: Rules, event: string, facts: RuleFacts): VoucherLineDraft[] {
  const found = rules.get(event) ?? refuse('NO_RULE', { event });
  return found.flatMap((rule) => {
    const amount = facts.amounts[rule.amountName] ?? (0n as Amount);
    if (amount === 0n) return [];
    const accountCode = rule.accountSource === 'fixed' ? (rule.accountCode ?? '')
      : rule.accountSource === 'bank' ? (facts.bankAccount ?? '') : (facts.inventoryAccount ?? '');
    const inventory = rule.accountSource === 'item_inventory';
    return [{
      accountCode, side: rule.side, amount: rule.red ? negateAmount(amount) : amount,
      summary: facts.note ? `${rule.summaryZh} ${facts.note}` : rule.summaryZh,
      partnerId: facts.partnerId ?? null,
      itemId: inventory ? (facts.itemId ?? null) : null, qty: inventory ? (facts.qty ?? null) : null,
    }];
  });
}

/** Lines on the same account, side, partner and item become one, so that a voucher of many scans stays readable. */
export function mergeLines(lines: readonly VoucherLineDraft[]): VoucherLineDraft[] {
  const merged = new Map<string, VoucherLineDraft>();
  for (const line of lines) {
    const key = [line.side, line.accountCode, line.partnerId, line.itemId, line.summary, line.amount < 0n].join('|');
    const before = merged.get(key);
    merged.set(key, before
      ? { ...before, amount: (before.amount + line.amount) as Amount, qty: ((before.qty ?? 0n) + (line.qty ?? 0n)) as Qty }
      : line);
  }
  return [...merged.values()].sort((a, b) => (a.side === b.side ? 0 : a.side === 'debit' ? -1 : 1));
}
