// 让料: a planner rules that a line of a sales order is served directly before another need, until somebody ends it. The
// ruling stands on the timeline of the order, and the plan obeys it after priority, date and number.
import { sql } from 'kysely';
import { z } from 'zod';
import { defineCommand } from '../../kernel/command.ts';
import type { Ctx, Tx } from '../../kernel/ctx.ts';
import { recordStep } from '../../kernel/document.ts';
import { type Id, newId } from '../../kernel/ids.ts';
import { refuse } from '../../kernel/refusal.ts';
import { zId, zText } from '../../kernel/schema.ts';
import { askPlan } from '../resident/index.ts';

const zPlanId = z.string().min(1).max(300);

export const serveBefore = defineCommand({
  name: 'planning.serve-before',
  right: 'planning.edit',
  /** As the plan calls them: a line of a sales order, and another one or a firmed order. */
  input: z.object({ id: zPlanId, than: zPlanId, reason: zText.default('') }),
  output: z.object({ rulingId: zId }),
  refusals: ['NEED_GONE', 'SERVED_BEFORE', 'PLAN_IMPOSSIBLE'],
  run: async (tx, { id, than, reason }, ctx) => {
    // Rulings of a company are made one after the other, so that the later one knows of the earlier.
    await sql`select pg_advisory_xact_lock(hashtextextended(${`serve before ${ctx.companyId}`}, 0))`.execute(
      tx,
    );
    const turn = await askPlan(ctx, 'turn', { id, than });
    if (turn?.need.kind !== 'sales_order') return refuse('NEED_GONE', { id, than });
    if (turn.isBefore) refuse('SERVED_BEFORE', { id, than });
    const { need, than: other } = turn;
    const rulingId = newId();
    const line = other.kind === 'sales_order';
    await sql`
      insert into plan.serve_before (company_id, id, order_id, line_no, than_order_id, than_line_no, than_firm_id, reason,
        ruled_by, ruled_at)
      values (${ctx.companyId}, ${rulingId}, ${need.documentId}, ${need.lineNo}, ${line ? other.documentId : null},
        ${line ? other.lineNo : null}, ${line ? null : other.documentId}, ${reason}, ${ctx.actor.userId},
        ${ctx.now}::timestamptz)`.execute(tx);
    await noteRuling(tx, ctx, need.documentId ?? '', 'serve_before', {
      line: String(need.lineNo),
      than,
      reason,
    });
    return { rulingId };
  },
});

type Ruling = { readonly id: Id; readonly order_id: Id; readonly line_no: number; readonly ended: boolean };

export const endServeBefore = defineCommand({
  name: 'planning.end-serve-before',
  right: 'planning.edit',
  input: z.object({ rulingId: zId }),
  output: z.object({ rulingId: zId }),
  refusals: ['RULING_ENDED'],
  run: async (tx, { rulingId }, ctx) => {
    const { rows } = await sql<Ruling>`
      select id, order_id, line_no, ended_at is not null as ended from plan.serve_before
      where company_id = ${ctx.companyId} and id = ${rulingId} for no key update`.execute(tx);
    const ruling = rows[0] ?? refuse('NOT_FOUND', { what: 'ruling', key: rulingId });
    if (ruling.ended) refuse('RULING_ENDED');
    await sql`update plan.serve_before set ended_by = ${ctx.actor.userId}, ended_at = ${ctx.now}::timestamptz
      where company_id = ${ctx.companyId} and id = ${rulingId}`.execute(tx);
    await noteRuling(tx, ctx, ruling.order_id, 'serve_in_turn', { line: String(ruling.line_no) });
    return { rulingId };
  },
});

/** On the timeline of the sales order, whose state does not move. */
const noteRuling = (
  tx: Tx,
  ctx: Ctx,
  orderId: Id,
  verb: string,
  note: Readonly<Record<string, string>>,
): Promise<void> =>
  recordStep(tx, ctx, {
    documentKind: 'sales_order',
    documentId: orderId,
    verb,
    from: null,
    to: null,
    note,
  });
