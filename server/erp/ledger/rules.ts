// Posting rules: data that says which accounts an event debits and credits. The defaults follow the small enterprise
// standard (小企业会计准则, 财会〔2011〕17号) and the VAT accounts of 财会〔2016〕22号.
import { sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import {
  type Amount,
  type Qty,
  ZERO_AMOUNT,
  ZERO_QTY,
  addAmount,
  addQty,
  negateAmount,
} from '../../kernel/decimal.ts';
import type { Id } from '../../kernel/ids.ts';
import { refuse } from '../../kernel/refusal.ts';
import type { Objection } from './decide.ts';
import type { AccountSource, FinTx, PostingRule, VoucherLineDraft } from './types.ts';

export type Rules = ReadonlyMap<string, readonly PostingRule[]>;

type RuleText = {
  event: string;
  side: 'debit' | 'credit';
  account_source: AccountSource;
  account_code: string | null;
  amount_name: string;
  red: boolean;
  summary_zh: string;
};

/** Every posting rule of the company, by event, in line order. */
export async function loadRules(tx: FinTx, ctx: Ctx): Promise<Rules> {
  const { rows } = await sql<RuleText>`
    select event, side, account_source, account_code, amount_name, red, summary_zh from fin.posting_rule
    where company_id = ${ctx.companyId} order by event, line_no limit 1000`.execute(tx);
  const rules = new Map<string, PostingRule[]>();
  for (const row of rows) {
    const list = rules.get(row.event) ?? [];
    list.push({
      event: row.event,
      side: row.side,
      accountSource: row.account_source,
      accountCode: row.account_code,
      amountName: row.amount_name,
      red: row.red,
      summaryZh: row.summary_zh,
    });
    rules.set(row.event, list);
  }
  return rules;
}

/** Why an event cannot be booked by the rules and accounts there are; null when it can. */
export function problemOfEvent(
  rules: Rules,
  accounts: ReadonlySet<string>,
  event: string,
):
  | (Objection & {
      readonly code: 'NO_RULE' | 'NO_ACCOUNT';
      readonly facts: Readonly<Record<string, string>>;
    })
  | null {
  const found = rules.get(event);
  if (!found) return { code: 'NO_RULE', facts: { event } };
  const missing = found.find(
    ({ accountSource, accountCode }) => accountSource === 'fixed' && !accounts.has(accountCode ?? ''),
  );
  return missing ? { code: 'NO_ACCOUNT', facts: { event, account: missing.accountCode ?? '' } } : null;
}

export type RuleFacts = {
  readonly amounts: Readonly<Record<string, Amount>>;
  readonly inventoryAccount?: string;
  /** Where goods come from when they change their account. */
  readonly fromInventoryAccount?: string;
  readonly bankAccount?: string;
  readonly partnerId?: Id | null;
  readonly itemId?: Id | null;
  readonly qty?: Qty | null;
  readonly note?: string;
};

function accountOf(rule: PostingRule, facts: RuleFacts): string {
  switch (rule.accountSource) {
    case 'fixed':
      return rule.accountCode ?? '';
    case 'bank':
      return facts.bankAccount ?? '';
    case 'item_inventory':
      return facts.inventoryAccount ?? '';
    case 'from_inventory':
      return facts.fromInventoryAccount ?? '';
  }
}

/** The voucher lines of an event; lines of amount zero are left out. Refuses NO_RULE. */
export function linesOf(rules: Rules, event: string, facts: RuleFacts): VoucherLineDraft[] {
  const found = rules.get(event) ?? refuse('NO_RULE', { event });
  return found.flatMap((rule) => {
    const amount = facts.amounts[rule.amountName] ?? ZERO_AMOUNT;
    if (amount === 0n) return [];
    const ofStock = rule.accountSource === 'item_inventory' || rule.accountSource === 'from_inventory';
    return [
      {
        accountCode: accountOf(rule, facts),
        side: rule.side,
        amount: rule.red ? negateAmount(amount) : amount,
        summary: facts.note ? `${rule.summaryZh} ${facts.note}` : rule.summaryZh,
        partnerId: facts.partnerId ?? null,
        itemId: ofStock ? (facts.itemId ?? null) : null,
        qty: ofStock ? (facts.qty ?? null) : null,
      },
    ];
  });
}

const MOST_LINES = 200;

function merge(lines: readonly VoucherLineDraft[], byItem: boolean): VoucherLineDraft[] {
  const merged = new Map<string, VoucherLineDraft>();
  for (const whole of lines) {
    const line = byItem ? whole : { ...whole, itemId: null, qty: null };
    const sign = line.amount < 0n ? 'red' : '';
    const key = [line.side, line.accountCode, line.partnerId, line.itemId, line.summary, sign].join('|');
    const before = merged.get(key);
    merged.set(
      key,
      before
        ? {
            ...before,
            amount: addAmount(before.amount, line.amount),
            qty: line.qty ? addQty(before.qty ?? ZERO_QTY, line.qty) : (before.qty ?? null),
          }
        : line,
    );
  }
  return [...merged.values()];
}

/**
 * Lines on the same account, side, partner and item become one, debits first, so that a voucher of many scans stays
 * readable; one of very many items tells only the accounts, and the cost rows behind it tell the items.
 */
export function mergeLines(lines: readonly VoucherLineDraft[]): VoucherLineDraft[] {
  const byItem = merge(lines, true);
  const merged = byItem.length > MOST_LINES ? merge(lines, false) : byItem;
  return merged.sort((a, b) => (a.side === b.side ? 0 : a.side === 'debit' ? -1 : 1));
}
