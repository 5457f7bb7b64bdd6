// The verdict: accept, concede 让步接收 or reject 判退 by quantity, in one or several parts until all is ruled.
import { sql } from 'kysely';
import { z } from 'zod';
import { deliver } from '../contract/index.ts';
import { defineCommand } from '../kernel/command.ts';
import { ZERO_QTY, parseQty, qtyText, type QtyText } from '../kernel/decimal.ts';
import { recordStep, requireStep } from '../kernel/document.ts';
import { newId } from '../kernel/ids.ts';
import { refuse } from '../kernel/refusal.ts';
import { zId, zQty } from '../kernel/schema.ts';
import { decideVerdict } from './decide.ts';
import { inspectionStates } from './states.ts';

type InspectionText = {
  no: string;
  state: string;
  receipt_line_id: string;
  origin_line_id: string | null;
  item_id: string;
  lot_id: string;
  qty: QtyText;
  ruled: QtyText;
};

export const ruleLot = defineCommand({
  name: 'quality.rule-lot',
  right: 'inspection.rule',
  input: z.object({
    inspectionId: zId,
    accepted: zQty.default(ZERO_QTY),
    conceded: zQty.default(ZERO_QTY),
    rejected: zQty.default(ZERO_QTY),
    reason: z.string().trim().max(500).default(''),
  }),
  output: z.object({ state: z.string() }),
  refusals: [
    'VERDICT_TOO_LARGE',
    'VERDICT_EMPTY',
    'REASON_REQUIRED',
    'MORE_THAN_RECEIVED',
    'NOT_INSPECTED',
    'NOT_ENOUGH_STOCK',
  ],
  run: async (tx, input, ctx) => {
    const { rows } = await sql<InspectionText>`
      select no, state, receipt_line_id, origin_line_id, item_id, lot_id, qty,
        (qty_accepted + qty_conceded + qty_rejected)::numeric as ruled
      from qms.inspection where company_id = ${ctx.companyId} and id = ${input.inspectionId} for no key update`.execute(
      tx,
    );
    const found = rows[0] ?? refuse('NOT_FOUND', { what: 'inspection', key: input.inspectionId });
    requireStep(inspectionStates, 'rule', found.state, found.no);
    const inspection = { no: found.no, qty: parseQty(found.qty), ruled: parseQty(found.ruled) };
    const { parts, finished } = decideVerdict(inspection, input);
    const state = finished ? 'ruled' : 'pending';
    await sql`update qms.inspection set state = ${state}, qty_accepted = qty_accepted + ${qtyText(input.accepted)}::numeric,
        qty_conceded = qty_conceded + ${qtyText(input.conceded)}::numeric,
        qty_rejected = qty_rejected + ${qtyText(input.rejected)}::numeric,
        reason = case when ${input.reason} = '' then reason else ${input.reason} end,
        inspector_id = ${ctx.actor.userId}, ruled_at = ${ctx.now}::timestamptz
      where company_id = ${ctx.companyId} and id = ${input.inspectionId}`.execute(tx);
    await recordStep(tx, ctx, {
      documentKind: 'inspection',
      documentId: input.inspectionId,
      verb: 'rule',
      from: found.state,
      to: state,
      note: Object.fromEntries(parts.map((part) => [part.verdict, qtyText(part.qty)])),
    });
    await deliver(tx, ctx, {
      kind: 'lot_ruled',
      version: '1.0',
      inspectionId: input.inspectionId,
      inspectionNo: found.no,
      receiptLineId: found.receipt_line_id,
      originLineId: found.origin_line_id,
      itemId: found.item_id,
      lotId: found.lot_id,
      businessDate: ctx.today,
      reason: input.reason,
      parts: parts.map((part) => ({ id: newId(), verdict: part.verdict, qty: qtyText(part.qty) })),
    });
    return { state };
  },
});
