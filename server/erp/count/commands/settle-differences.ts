// Decides each counted difference: adjust the book, keep it, or count again. Only here does a count change stock, and
// the warehouse posts it in the same transaction; the vouchers follow from the movements.
import { sql } from 'kysely';
import { z } from 'zod';
import { deliver } from '../../../contract/index.ts';
import { defineCommand } from '../../../kernel/command.ts';
import type { Ctx } from '../../../kernel/ctx.ts';
import { recordStep, requireStep } from '../../../kernel/document.ts';
import { type Id, newId } from '../../../kernel/ids.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { zId } from '../../../kernel/schema.ts';
import { type DifferenceLine, objectionTo } from '../decide.ts';
import type { ErpTx } from '../../orders/index.ts';
import { countOrderStates } from '../states.ts';
import { lockOrder, setOrderState } from '../write.ts';

type Line = DifferenceLine & { readonly observationId: Id };

async function lockLines(tx: ErpTx, ctx: Ctx, orderId: Id): Promise<Line[]> {
  const { rows } = await sql<{
    id: Id;
    line_no: number;
    label: string;
    is_open: boolean;
    observation_id: Id;
  }>`
    select l.id, l.line_no, l.bin_code || ' ' || i.code || case when l.lot_no = '' then '' else ' ' || l.lot_no end as label,
      l.qty_counted <> l.qty_book and l.decision is null as is_open, l.observation_id
    from erp.count_order_line l join md.item i on i.company_id = l.company_id and i.id = l.item_id
    where l.company_id = ${ctx.companyId} and l.order_id = ${orderId} order by l.id for no key update of l`.execute(
    tx,
  );
  return rows.map((row) => ({
    id: row.id,
    lineNo: row.line_no,
    label: row.label,
    isOpen: row.is_open,
    observationId: row.observation_id,
  }));
}

/** The floor's document of an order: its count job. */
async function loadJob(tx: ErpTx, ctx: Ctx, orderId: Id): Promise<{ id: Id; no: string }> {
  const { rows } = await sql<{ id: Id; no: string }>`
    select i.document_id as id, i.document_no as no from sys.document_link k
    join contract.instruction i on i.company_id = k.company_id and i.document_kind = 'count_job'
      and i.document_id = k.to_id and i.kind = 'count'
    where k.company_id = ${ctx.companyId} and k.from_kind = 'count_order' and k.from_id = ${orderId}
      and k.to_kind = 'count_job'`.execute(tx);
  return rows[0] ?? refuse('NOT_FOUND', { what: 'count job', key: orderId });
}

export const settleDifferences = defineCommand({
  name: 'count.settle-differences',
  right: 'count_order.approve',
  input: z.object({
    orderId: zId,
    lines: z
      .array(
        z.object({
          lineId: zId,
          decision: z.enum(['adjust', 'keep_book', 'recount']),
          reason: z.string().trim().max(500).default(''),
          /** A loss through carelessness 管理不善: its input VAT is transferred out. */
          careless: z.boolean().default(false),
        }),
      )
      .min(1)
      .max(2_000),
  }),
  output: z.object({ state: z.string(), adjusted: z.int(), recounted: z.int() }),
  refusals: [
    'DECISION_MISSING',
    'NOTHING_TO_DECIDE',
    'REASON_NEEDED',
    'DIFFERENCE_NO_LONGER_FITS',
    'STOCK_HELD',
    'GOODS_NOT_OURS',
    'NOT_ENOUGH_STOCK',
  ],
  run: async (tx, input, ctx) => {
    const order = await lockOrder(tx, ctx, input.orderId);
    requireStep(countOrderStates, 'settle', order.state, order.no);
    const lines = await lockLines(tx, ctx, order.id);
    const objection = objectionTo(order.no, lines, input.lines);
    if (objection) refuse(objection.code, objection.facts);
    await sql`update erp.count_order_line l set decision = s.decision, reason = s.reason,
        careless = s.careless and s.decision = 'adjust' and l.qty_counted < l.qty_book
      from unnest(${input.lines.map((line) => line.lineId)}::uuid[], ${input.lines.map((line) => line.decision)}::text[],
        ${input.lines.map((line) => line.reason)}::text[],
        ${input.lines.map((line) => line.careless)}::boolean[]) as s (id, decision, reason, careless)
      where l.company_id = ${ctx.companyId} and l.id = s.id`.execute(tx);
    const recounted = input.lines.filter(({ decision }) => decision === 'recount').length;
    const adjusted = input.lines.filter(({ decision }) => decision === 'adjust').length;
    const verb = recounted > 0 ? 'recount' : 'settle';
    const { to } = requireStep(countOrderStates, verb, order.state, order.no);
    await setOrderState(tx, ctx, order.id, to, recounted > 0 ? null : ctx.actor.userId);
    await recordStep(tx, ctx, {
      documentKind: 'count_order',
      documentId: order.id,
      verb,
      from: order.state,
      to,
      note: { adjusted, recounted, kept: input.lines.length - adjusted - recounted },
    });
    const job = await loadJob(tx, ctx, order.id);
    const observations = new Map(lines.map((line) => [line.id, line.observationId]));
    await deliver(tx, ctx, {
      kind: 'adjust',
      version: '1.0',
      id: newId(),
      documentId: job.id,
      documentNo: job.no,
      originKind: 'count_order',
      originId: order.id,
      originNo: order.no,
      lines: input.lines.map((line, index) => ({
        id: newId(),
        lineNo: index + 1,
        originLineId: line.lineId,
        observationId: observations.get(line.lineId) ?? line.lineId,
        decision: line.decision,
        reason: line.reason,
      })),
    });
    return { state: to, adjusted, recounted };
  },
});
