// What the ledger and its neighbours read of the books: periods, accounts, parts already booked.
import { sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import type { Control, FinTx, Period, VoucherDraft } from './types.ts';

/** Every period, in order. */
export async function loadPeriods(tx: FinTx, ctx: Ctx): Promise<Period[]> {
  const rows = await tx
    .selectFrom('fin.period')
    .select(['code', 'starts_on', 'state'])
    .where('company_id', '=', ctx.companyId)
    .orderBy('code')
    .limit(1_200)
    .execute();
  return rows.map((row) => ({ code: row.code, startsOn: row.starts_on, state: row.state }));
}

/** Locks periods against closing, in order, and tells which of them are open now. */
export async function holdPeriods(tx: FinTx, ctx: Ctx, codes: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ code: string; state: string }>`select code, state from fin.period
    where company_id = ${ctx.companyId} and code = any(${[...new Set(codes)]}::text[])
    order by code for share`.execute(tx);
  return new Set(rows.filter((row) => row.state === 'open').map((row) => row.code));
}

/** The codes of all accounts that take postings. */
export async function postableAccounts(tx: FinTx, ctx: Ctx): Promise<Set<string>> {
  const rows = await tx
    .selectFrom('fin.account')
    .select('code')
    .where('company_id', '=', ctx.companyId)
    .where('postable', '=', true)
    .where('active', '=', true)
    .limit(5_000)
    .execute();
  return new Set(rows.map((row) => row.code));
}

/** The codes of the accounts among these that only documents may post to. */
export async function controlledAccounts(
  tx: FinTx,
  ctx: Ctx,
  codes: readonly string[],
): Promise<Map<string, Control>> {
  const { rows } = await sql<{ code: string; control: Control }>`select code, control from fin.account
    where company_id = ${ctx.companyId} and code = any(${[...new Set(codes)]}::text[])
      and control is not null`.execute(tx);
  return new Map(rows.map((row) => [row.code, row.control]));
}

/** The part each draft is of its source: one more than what was booked of it before. */
export async function nextParts(tx: FinTx, ctx: Ctx, drafts: readonly VoucherDraft[]): Promise<number[]> {
  if (drafts.length === 0) return [];
  const { rows } = await sql<{ part: number }>`
    select coalesce((select max(v.source_part) from fin.voucher v
      where v.company_id = ${ctx.companyId} and v.source_id = d.source_id and v.source_kind = d.source_kind
        and v.event = d.event), 0) + 1 as part
    from unnest(${drafts.map((draft) => draft.event)}::text[], ${drafts.map((draft) => draft.sourceKind)}::text[],
      ${drafts.map((draft) => draft.sourceId)}::uuid[]) with ordinality as d (event, source_kind, source_id, position)
    order by d.position`.execute(tx);
  return rows.map((row) => row.part);
}
