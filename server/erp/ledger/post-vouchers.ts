// The one door to the book of money: nobody else writes vouchers, their lines or account turnovers. Takes any number
// of vouchers and writes them as sets; numbers are taken last, gapless per period. Defends FIN-01 to FIN-05.
import { sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import { amountText, qtyText } from '../../kernel/decimal.ts';
import { linkDocuments } from '../../kernel/document.ts';
import { takeNumbers } from '../../kernel/numbering.ts';
import { refuse } from '../../kernel/refusal.ts';
import { type Booking, bookingOf, numberInOrder, objectionTo, sideSum } from './decide.ts';
import { holdPeriods, loadPeriods } from './load.ts';
import type { FinTx, PostedVoucher, VoucherDraft } from './types.ts';

type Booked = { readonly draft: VoucherDraft; readonly period: string; readonly date: string };

/** What a date in a closed period does: automatic vouchers move to the first open day, typed ones are refused. */
export type Late = 'move' | 'refuse';

/**
 * Posts vouchers in the order given; returns their periods, dates and numbers in that order. Refuses NOT_BALANCED,
 * UNKNOWN_ACCOUNT, PERIOD_CLOSED, NO_PERIOD.
 */
export async function postVouchers(
  tx: FinTx,
  ctx: Ctx,
  drafts: readonly VoucherDraft[],
  late: Late,
): Promise<PostedVoucher[]> {
  if (drafts.length === 0) return [];
  for (const draft of drafts) {
    const objection = objectionTo(draft);
    if (objection) refuse(objection.code, objection.facts);
  }
  const accounts = await accountIds(tx, ctx, drafts);
  const booked = await bookDates(tx, ctx, drafts, late);
  await writeTurnovers(tx, ctx, booked, accounts);
  const numbers = await takeVoucherNumbers(tx, ctx, booked);
  const posted = booked.map(({ draft, period, date }, index) => ({
    id: draft.id,
    periodCode: period,
    no: numbers[index] ?? 0,
    businessDate: date,
  }));
  await writeHeads(tx, ctx, drafts, posted);
  await writeLines(tx, ctx, drafts, accounts);
  const sourced = drafts.filter((draft) => draft.sourceId !== draft.id);
  await linkDocuments(
    tx,
    ctx,
    sourced.map((draft) => ({
      fromKind: draft.sourceKind,
      fromId: draft.sourceId,
      toKind: 'voucher',
      toId: draft.id,
      amount: amountText(sideSum(draft, 'debit')),
    })),
  );
  ctx.topics.add('voucher');
  return posted;
}

/**
 * Where days are booked, by day; holds these periods open until the end of the transaction. Refuses PERIOD_CLOSED and
 * NO_PERIOD.
 */
export async function holdBookings(
  tx: FinTx,
  ctx: Ctx,
  days: readonly string[],
  late: Late,
): Promise<Map<string, Booking>> {
  while (days.length > 0) {
    const periods = await loadPeriods(tx, ctx);
    const bookings = days.map((day) => {
      const booking = bookingOf(periods, day, late);
      return 'code' in booking ? refuse(booking.code, booking.facts) : ([day, booking] as const);
    });
    const open = await holdPeriods(
      tx,
      ctx,
      bookings.map(([, { period }]) => period),
    );
    // A period that was closed while we waited for it is not in the set: decide again.
    if (bookings.every(([, { period }]) => open.has(period))) return new Map(bookings);
  }
  return new Map();
}

/** Decides each voucher's period and holds these periods open until the end of the transaction. */
async function bookDates(
  tx: FinTx,
  ctx: Ctx,
  drafts: readonly VoucherDraft[],
  late: Late,
): Promise<Booked[]> {
  const days = drafts.map((draft) => draft.businessDate);
  const bookings = await holdBookings(tx, ctx, days, late);
  return drafts.map((draft) => {
    const booking = bookings.get(draft.businessDate);
    if (!booking) throw new Error('the period was not held');
    return { draft, ...booking };
  });
}

async function accountIds(
  tx: FinTx,
  ctx: Ctx,
  drafts: readonly VoucherDraft[],
): Promise<Map<string, string>> {
  const codes = [...new Set(drafts.flatMap((draft) => draft.lines.map((line) => line.accountCode)))];
  const { rows } = await sql<{ code: string; id: string }>`select code, id from fin.account
    where company_id = ${ctx.companyId} and code = any(${codes}::text[]) and postable and active`.execute(tx);
  const ids = new Map(rows.map((row) => [row.code, row.id]));
  const missing = codes.find((code) => !ids.has(code));
  return missing === undefined ? ids : refuse('UNKNOWN_ACCOUNT', { account: missing });
}

async function takeVoucherNumbers(tx: FinTx, ctx: Ctx, booked: readonly Booked[]): Promise<number[]> {
  const periods = booked.map(({ period }) => period);
  const firsts = new Map<string, number>();
  // One round per period, and a set of vouchers lies in one or two of them.
  for (const period of [...new Set(periods)].sort()) {
    const count = periods.filter((one) => one === period).length;
    firsts.set(period, Number(await takeNumbers(tx, ctx, 'VOUCHER-记', period, count)));
  }
  return numberInOrder(periods, firsts);
}

const debitText = (line: VoucherDraft['lines'][number]): string =>
  line.side === 'debit' ? amountText(line.amount) : '0';
const creditText = (line: VoucherDraft['lines'][number]): string =>
  line.side === 'credit' ? amountText(line.amount) : '0';

async function writeTurnovers(
  tx: FinTx,
  ctx: Ctx,
  booked: readonly Booked[],
  accounts: ReadonlyMap<string, string>,
): Promise<void> {
  const rows = booked.flatMap(({ draft, period }) =>
    draft.lines.map((line) => ({
      period_code: period,
      account_id: accounts.get(line.accountCode),
      debit: debitText(line),
      credit: creditText(line),
    })),
  );
  await sql`insert into fin.account_balance (company_id, period_code, account_id, debit, credit)
    select ${ctx.companyId}, period_code, account_id, sum(debit), sum(credit)
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r (period_code text, account_id uuid, debit numeric, credit numeric)
    group by period_code, account_id order by period_code, account_id
    on conflict (company_id, period_code, account_id) do update set
      debit = fin.account_balance.debit + excluded.debit,
      credit = fin.account_balance.credit + excluded.credit`.execute(tx);
}

async function writeHeads(
  tx: FinTx,
  ctx: Ctx,
  drafts: readonly VoucherDraft[],
  posted: readonly PostedVoucher[],
): Promise<void> {
  const heads = drafts.map((draft, index) => ({
    id: draft.id,
    period_code: posted[index]?.periodCode,
    no: posted[index]?.no,
    business_date: posted[index]?.businessDate,
    event: draft.event,
    source_kind: draft.sourceKind,
    source_id: draft.sourceId,
    source_part: draft.sourcePart ?? 1,
    source_no: draft.sourceNo,
    summary: draft.summary,
    total: amountText(sideSum(draft, 'debit')),
    reversal_of: draft.reversalOf ?? null,
  }));
  await sql`insert into fin.voucher (company_id, id, period_code, no, business_date, event, source_kind, source_id,
      source_part, source_no, summary, total, reversal_of, prepared_by)
    select ${ctx.companyId}, id, period_code, no, business_date, event, source_kind, source_id, source_part, source_no,
      summary, total, reversal_of, ${ctx.actor.userId}
    from jsonb_to_recordset(${JSON.stringify(heads)}::jsonb) as v (id uuid, period_code text, no int,
      business_date date, event text, source_kind text, source_id uuid, source_part int, source_no text, summary text,
      total numeric, reversal_of uuid)`.execute(tx);
}

async function writeLines(
  tx: FinTx,
  ctx: Ctx,
  drafts: readonly VoucherDraft[],
  accounts: ReadonlyMap<string, string>,
): Promise<void> {
  const lines = drafts.flatMap((draft) =>
    draft.lines.map((line, index) => ({
      voucher_id: draft.id,
      line_no: index + 1,
      account_id: accounts.get(line.accountCode),
      summary: line.summary,
      debit: debitText(line),
      credit: creditText(line),
      partner_id: line.partnerId ?? null,
      item_id: line.itemId ?? null,
      qty: line.qty === null || line.qty === undefined ? null : qtyText(line.qty),
    })),
  );
  await sql`insert into fin.voucher_line (company_id, voucher_id, line_no, account_id, summary, debit, credit, partner_id,
      item_id, qty)
    select ${ctx.companyId}, voucher_id, line_no, account_id, summary, debit, credit, partner_id, item_id, qty
    from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as l (voucher_id uuid, line_no int, account_id uuid,
      summary text, debit numeric, credit numeric, partner_id uuid, item_id uuid, qty numeric)`.execute(tx);
}
