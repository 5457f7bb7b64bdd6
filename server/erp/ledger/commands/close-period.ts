// Closing and reopening a period 结账 / 反结账. Closing asks first what is unfinished and says all of it at once; the
// moment of the close is the database's, because vouchers are measured against it (FIN-05).
import { sql } from 'kysely';
import { z } from 'zod';
import { defineCommand } from '../../../kernel/command.ts';
import { type Ctx, audit } from '../../../kernel/ctx.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { type CloseCheck, runCloseChecks } from '../close-checks.ts';
import type { FinTx } from '../types.ts';

const zPeriod = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);
const output = z.object({ state: z.string() });

async function lockPeriod(tx: FinTx, ctx: Ctx, code: string): Promise<string> {
  const { rows } = await sql<{ state: string }>`select state from fin.period
    where company_id = ${ctx.companyId} and code = ${code} for update`.execute(tx);
  return rows[0]?.state ?? refuse('NOT_FOUND', { what: 'period', key: code });
}

function requireClosable(period: string, checks: readonly CloseCheck[], acceptWarnings: boolean): void {
  const found = checks.filter((check) => check.count > 0);
  const blocking = found.filter((check) => check.blocking);
  const reasons = (all: readonly CloseCheck[]) =>
    all.map(({ code, count, zh, en }) => ({ code, count, zh: `${zh} ${count}`, en: `${count} ${en}` }));
  if (blocking.length > 0) refuse('CLOSE_BLOCKED', { period, reasons: reasons(blocking) });
  if (found.length > 0 && !acceptWarnings) refuse('CLOSE_UNFINISHED', { period, reasons: reasons(found) });
}

export const closePeriod = defineCommand({
  name: 'ledger.close-period',
  right: 'period.close',
  input: z.object({ period: zPeriod, acceptWarnings: z.boolean().default(false) }),
  output,
  refusals: ['CLOSE_BLOCKED', 'CLOSE_UNFINISHED'],
  run: async (tx, { period, acceptWarnings }, ctx) => {
    const state = await lockPeriod(tx, ctx, period);
    if (state === 'closed') refuse('STATE_CHANGED', { no: period, found: state });
    const checks = await runCloseChecks(tx, ctx, period);
    requireClosable(period, checks, acceptWarnings);
    await sql`update fin.period set state = 'closed', closed_at = clock_timestamp(), closed_by = ${ctx.actor.userId}
      where company_id = ${ctx.companyId} and code = ${period}`.execute(tx);
    const acceptedWarnings = checks
      .filter((check) => check.count > 0)
      .map(({ code, count }) => `${code} ${count}`);
    audit(ctx, 'period', period, { state }, { state: 'closed', acceptedWarnings });
    return { state: 'closed' };
  },
});

export const reopenPeriod = defineCommand({
  name: 'ledger.reopen-period',
  right: 'period.close',
  input: z.object({ period: zPeriod, reason: z.string().trim().min(1).max(200) }),
  output,
  refusals: ['LATER_CLOSED'],
  run: async (tx, { period, reason }, ctx) => {
    const state = await lockPeriod(tx, ctx, period);
    if (state === 'open') refuse('STATE_CHANGED', { no: period, found: state });
    const { rows } = await sql<{ code: string }>`select code from fin.period
      where company_id = ${ctx.companyId} and code > ${period} and state = 'closed'
      order by code desc limit 1`.execute(tx);
    if (rows[0]) refuse('LATER_CLOSED', { later: rows[0].code });
    await sql`update fin.period set state = 'open', closed_at = null, closed_by = null
      where company_id = ${ctx.companyId} and code = ${period}`.execute(tx);
    audit(ctx, 'period', period, { state }, { state: 'open', reason });
    return { state: 'open' };
  },
});
