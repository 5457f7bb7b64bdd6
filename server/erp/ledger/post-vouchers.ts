// The one door to the book of money: nobody else writes vouchers, their lines or account turnovers. Takes any number
// of vouchers and writes them as sets; numbers are taken last, gapless per period. Defends FIN-01 to FIN-05.
import { sql } from 'kysely';
import { periodOf } from '../../kernel/clock.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import { type Amount, amountText, qtyText } from '../../kernel/decimal.ts';
import { linkDocuments } from '../../kernel/document.ts';
import { takeNumbers } from '../../kernel/numbering.ts';
import { assertLaw, refuse } from '../../kernel/refusal.ts';
import type { FinTx, PostedVoucher, VoucherDraft } from './types.ts';

type Period = { code: string; starts_on: string; state: string };

/** Where a date is booked: its period when open; a late fact of a closed period goes to the first day still open. */
function bookingOf(periods: readonly Period[], date: string, late: 'move' | 'refuse'): { period: string; date: string } {
  const own = periods.find((period) => period.code === periodOf(date));
  if (own?.state === 'open') return { period: own.code, date };
  if (late === 'refuse') return own ? refuse('PERIOD_CLOSED', { period: own.code }) : refuse('NO_PERIOD', { date });
  const next = periods.find((period) => period.state === 'open' && period.starts_on > date);
  return next ? { period: next.code, date: next.starts_on } : refuse('NO_PERIOD', { date });
}

async function lockPeriods(tx: FinTx, ctx: Ctx): Promise<Period[]> {
  const { rows } = await sql<Period>`select code, starts_on, state from fin.period
    where company_id = ${ctx.companyId} order by code for share`.execute(tx);
  return rows;
}

async function accountIds(tx: FinTx, ctx: Ctx, drafts: readonly VoucherDraft[]): Promise<Map<string, string>> {
  const codes = [...new Set(drafts.flatMap((draft) => draft.lines.map((line) => line.accountCode)))];
  const { rows } = await sql<{ code: string; id: string }>`select code, id from fin.account
    where company_id = ${ctx.companyId} and code = any(${codes}::text[]) and postable and active`.execute(tx);
  const ids = new Map(rows.map((row) => [row.code, row.id]));
  const missing = codes.find((code) => !ids.has(code));
  return missing === undefined ? ids : refuse('UNKNOWN_ACCOUNT', { account: missing });
}

const sideSum = (draft: VoucherDraft, side: 'debit' | 'credit'): Amount =>
  draft.lines.filter((line) => line.side === side).reduce((sum, line) => (sum + line.amount) as Amount, 0n as Amount);

/**
 * Posts vouchers in the order given. `late` says what happens to a date in a closed period: automatic vouchers move
 * to the first open day, typed ones are refused. Refuses PERIOD_CLOSED, NO_PERIOD, UNKNOWN_ACCOUNT, NOT_BALANCED.
 */
export async function postVouchers(
  tx: FinTx, ctx: Ctx, drafts: readonly VoucherDraft[], late: 'move' | 'refuse',
): Promise<PostedVoucher[]> {
  if (drafts.length === 0) return [];
  for (const draft of drafts) {
    const [debit, credit] = [sideSum(draft, 'debit'), sideSum(draft, 'credit')];
    if (debit !== credit) refuse('NOT_BALANCED', { debit: amountText(debit), credit: amountText(credit) });
    assertLaw(draft.lines.length >= 2, 'FIN-01', { event: draft.event });
  }
  const accounts = await accountIds(tx, ctx, drafts);
  const periods = await lockPeriods(tx, ctx);
  const booked = drafts.map((draft) => ({ draft, ...bookingOf(periods, draft.businessDate, late) }));
  await writeTurnovers(tx, ctx, booked.map(({ draft, period }) => ({ draft, period })), accounts);
  const numbers = await numberAll(tx, ctx, booked.map(({ period }) => period));
  const posted = booked.map(({ draft, period, date }, index) => ({
    id: draft.id, periodCode: period, no: numbers[index] ?? 0, businessDate: date,
  }));
  await writeVouchers(tx, ctx, drafts, posted, accounts);
  await linkDocuments(tx, ctx, drafts.map((draft) => ({
    fromKind: draft.sourceKind, fromId: draft.sourceId, toKind: 'voucher', toId: draft.id,
    amount: amountText(sideSum(draft, 'debit')),
  })));
  ctx.topics.add('voucher');
  return posted;
}

/** Consecutive numbers per period, in the order of the vouchers. */
async function numberAll(tx: FinTx, ctx: Ctx, periods: readonly string[]): Promise<number[]> {
  const counts = new Map<string, number>();
  for (const period of periods) counts.set(period, (counts.get(period) ?? 0) + 1);
  const next = new Map<string, number>();
  for (const period of [...counts.keys()].sort()) {
    next.set(period, Number(await takeNumbers(tx, ctx, 'VOUCHER-记', period, counts.get(period) ?? 0)));
  }
  return periods.map((period) => {
    const no = next.get(period) ?? 0;
    next.set(period, no + 1);
    return no;
  });
}

async function writeTurnovers(
  tx: FinTx, ctx: Ctx, booked: readonly { draft: VoucherDraft; period: string }[], accounts: ReadonlyMap<string, string>,
): Promise<void> {
  const rows = booked.flatMap(({ draft, period }) => draft.lines.map((line) => ({
    period_code: period, account_id: accounts.get(line.accountCode),
    debit: line.side === 'debit' ? amountText(line.amount) : '0', credit: line.side === 'credit' ? amountText(line.amount) : '0',
  })));
  await sql`insert into fin.account_balance (company_id, period_code, account_id, debit, credit)
    select ${ctx.companyId}, period_code, account_id, sum(debit), sum(credit)
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (period_code text, account_id uuid, debit numeric, credit numeric)
    group by period_code, account_id order by period_code, account_id
    on conflict (company_id, period_code, account_id) do update set
      debit = fin.account_balance.debit + excluded.debit, credit = fin.account_balance.credit + excluded.credit`.execute(tx);
}

async function writeVouchers(
  tx: FinTx, ctx: Ctx, drafts: readonly VoucherDraft[], posted: readonly PostedVoucher[], accounts: ReadonlyMap<string, string>,
): Promise<void> {
  const heads = drafts.map((draft, index) => ({
    id: draft.id, period_code: posted[index]?.periodCode, no: posted[index]?.no, business_date: posted[index]?.businessDate,
    event: draft.event, source_kind: draft.sourceKind, source_id: draft.sourceId, source_no: draft.sourceNo,
    summary: draft.summary, total: amountText(sideSum(draft, 'debit')), reversal_of: draft.reversalOf ?? null,
  }));
  await sql`insert into fin.voucher (company_id, id, period_code, no, business_date, event, source_kind, source_id,
      source_no, summary, total, reversal_of, prepared_by)
    select ${ctx.companyId}, id, period_code, no, business_date, event, source_kind, source_id, source_no, summary, total,
      reversal_of, ${ctx.actor.userId}
    from jsonb_to_recordset(${JSON.stringify(heads)}::jsonb) as v (id uuid, period_code text, no int, business_date date,
      event text, source_kind text, source_id uuid, source_no text, summary text, total numeric, reversal_of uuid)`.execute(tx);
  const lines = drafts.flatMap((draft) => draft.lines.map((line, index) => ({
    voucher_id: draft.id, line_no: index + 1, account_id: accounts.get(line.accountCode), summary: line.summary,
    debit: line.side === 'debit' ? amountText(line.amount) : '0', credit: line.side === 'credit' ? amountText(line.amount) : '0',
    partner_id: line.partnerId ?? null, item_id: line.itemId ?? null,
    qty: line.qty === null || line.qty === undefined ? null : qtyText(line.qty),
  })));
  await sql`insert into fin.voucher_line (company_id, voucher_id, line_no, account_id, summary, debit, credit, partner_id, item_id, qty)
    select ${ctx.companyId}, voucher_id, line_no, account_id, summary, debit, credit, partner_id, item_id, qty
    from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as l (voucher_id uuid, line_no int, account_id uuid,
      summary text, debit numeric, credit numeric, partner_id uuid, item_id uuid, qty numeric)`.execute(tx);
}
