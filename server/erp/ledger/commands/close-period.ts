// Closing and reopening a period. Closing asks first what is still unfinished and says all of it at once.
import { sql } from 'kysely';
import { z } from 'zod';
import { defineCommand } from '../../../kernel/command.ts';
import { type Ctx, audit } from '../../../kernel/ctx.ts';
import { refuse } from '../../../kernel/refusal.ts';
import type { FinTx } from '../types.ts';

const input = z.object({ period: z.string().regex(/^\d{4}-\d{2}$/) });
const output = z.object({ state: z.string() });

async function lockPeriod(tx: FinTx, ctx: Ctx, code: string): Promise<string> {
  const { rows } = await sql<{ state: string }>`select state from fin.period
    where company_id = ${ctx.companyId} and code = ${code} for update`.execute(tx);
  return rows[0]?.state ?? refuse('NOT_FOUND', { what: 'period', key: code });
}

async function reasonsAgainst(tx: FinTx, ctx: Ctx, code: string): Promise<string[]> {
  const { rows } = await sql<{ unvalued: number; queued: number; pending: number; transit: number }>`
    select (select count(*)::int from wms.movement m, fin.valuation_watermark k where m.company_id = ${ctx.companyId}
        and k.company_id = m.company_id and m.xid > k.through_xid) as unvalued,
      (select count(*)::int from fin.valuation_exception where company_id = ${ctx.companyId} and resolved_at is null) as queued,
      (select count(*)::int from qms.inspection q join fin.period p on p.company_id = q.company_id and p.code = ${code}
        where q.company_id = ${ctx.companyId} and q.state = 'pending' and q.business_date <= p.ends_on) as pending,
      (select count(*)::int from wms.balance b join wms.bin n on n.company_id = b.company_id and n.id = b.bin_id
        join md.warehouse w on w.company_id = n.company_id and w.id = n.warehouse_id and w.purpose = 'transit'
        where b.company_id = ${ctx.companyId} and b.on_hand > 0) as transit`.execute(tx);
  const row = rows[0];
  if (!row) return [];
  return [
    ...(row.unvalued > 0 ? [`${row.unvalued} 笔流水未核算 not valued`] : []),
    ...(row.queued > 0 ? [`${row.queued} 笔核算异常 valuation exceptions`] : []),
    ...(row.pending > 0 ? [`${row.pending} 批待检 pending inspections`] : []),
    ...(row.transit > 0 ? [`${row.transit} 项在途 in transit`] : []),
  ];
}

export const closePeriod = defineCommand({
  name: 'ledger.close-period',
  right: 'period.close',
  input,
  output,
  refusals: ['CLOSE_BLOCKED', 'EARLIER_OPEN'],
  run: async (tx, { period }, ctx) => {
    const state = await lockPeriod(tx, ctx, period);
    if (state === 'closed') refuse('STATE_CHANGED', { no: period, found: state });
    const { rows } = await sql<{ code: string }>`select code from fin.period
      where company_id = ${ctx.companyId} and code < ${period} and state = 'open' order by code limit 1`.execute(tx);
    if (rows[0]) refuse('EARLIER_OPEN', { earlier: rows[0].code });
    const reasons = await reasonsAgainst(tx, ctx, period);
    if (reasons.length > 0) refuse('CLOSE_BLOCKED', { period, reasons });
    await sql`update fin.period set state = 'closed', closed_at = ${ctx.now}::timestamptz, closed_by = ${ctx.actor.userId}
      where company_id = ${ctx.companyId} and code = ${period}`.execute(tx);
    audit(ctx, 'period', period, { state }, { state: 'closed' });
    return { state: 'closed' };
  },
});

export const reopenPeriod = defineCommand({
  name: 'ledger.reopen-period',
  right: 'period.close',
  input: input.extend({ reason: z.string().trim().min(1).max(200) }),
  output,
  refusals: [],
  run: async (tx, { period, reason }, ctx) => {
    const state = await lockPeriod(tx, ctx, period);
    if (state === 'open') refuse('STATE_CHANGED', { no: period, found: state });
    await sql`update fin.period set state = 'open', closed_at = null, closed_by = null
      where company_id = ${ctx.companyId} and code >= ${period} and state = 'closed'`.execute(tx);
    audit(ctx, 'period', period, { state }, { state: 'open', reason });
    return { state: 'open' };
  },
});
