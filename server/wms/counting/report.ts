// What counting tells the issuer: the last look into every bin of a job, with the book of its moment; and what was
// posted of the differences that were approved.
import { sql } from 'kysely';
import { type Adjust, deliver } from '../../contract/index.ts';
import type { Ctx, Tx } from '../../kernel/ctx.ts';
import { type Qty, type QtyText, parseQty, qtyText } from '../../kernel/decimal.ts';
import { type Id, newId } from '../../kernel/ids.ts';
import { type PostedMovement, type StockKey } from '../stock/index.ts';
import type { CountJob } from './types.ts';

type Line = {
  id: Id;
  bin_code: string;
  item_id: Id;
  lot_id: Id;
  lot_no: string;
  status: string;
  qty_counted: QtyText;
  qty_book: QtyText;
  kept: boolean;
};

/** What was kept in an earlier look and is found the same in the last one is kept still. */
async function keepUnchanged(tx: Tx, ctx: Ctx, job: CountJob): Promise<void> {
  await sql`update wms.count_observation o set kept = true
    where o.company_id = ${ctx.companyId} and o.count_job_id = ${job.id} and not o.kept
      and o.qty_counted <> o.qty_book and o.adjusted_movement_id is null
      and exists (select from wms.count_observation b where b.company_id = o.company_id
        and b.count_job_id = o.count_job_id and b.kept and b.round < o.round
        and (b.bin_id, b.item_id, b.owner_id, b.lot_id, b.status) = (o.bin_id, o.item_id, o.owner_id, o.lot_id, o.status)
        and b.qty_counted - b.qty_book = o.qty_counted - o.qty_book)`.execute(tx);
}

/**
 * Delivers the result of a locked job, without bins that were left out before their count stood; what the issuer
 * wanted counted again stands as it was until it is. Tells whether anything differs that nobody has decided.
 */
export async function reportResult(tx: Tx, ctx: Ctx, job: CountJob): Promise<{ differs: boolean }> {
  await keepUnchanged(tx, ctx, job);
  const { rows } = await sql<Line & { adjusted: boolean }>`
    select o.id, n.code as bin_code, o.item_id, o.lot_id, l.lot_no, o.status, o.qty_counted, o.qty_book, o.kept,
      o.adjusted_movement_id is not null as adjusted
    from wms.count_observation o
    join wms.bin n on n.company_id = o.company_id and n.id = o.bin_id
    join wms.lot l on l.company_id = o.company_id and l.id = o.lot_id
    join md.item i on i.company_id = o.company_id and i.id = o.item_id
    where o.company_id = ${ctx.companyId} and o.count_job_id = ${job.id}
      and o.round = (select max(m.round) from wms.count_observation m where m.company_id = o.company_id
        and m.count_job_id = o.count_job_id and m.bin_id = o.bin_id)
      and (select t.state <> 'cancelled' or t.document_line_id is not null from wms.task t
        where t.company_id = o.company_id and t.document_id = o.count_job_id and t.from_bin_id = o.bin_id
          and t.kind = 'count' order by t.no desc limit 1)
    order by n.code, i.code, l.lot_no, o.status`.execute(tx);
  await deliver(tx, ctx, {
    kind: 'count_result',
    version: '1.0',
    id: newId(),
    instructionId: job.instructionId,
    warehouseId: job.warehouseId,
    partnerId: null,
    documentId: job.id,
    documentNo: job.no,
    originId: job.originId,
    occurredAt: ctx.now,
    businessDate: ctx.today,
    lines: rows.map((row) => ({
      instructionLineId: null,
      originLineId: null,
      itemId: row.item_id,
      lotId: row.lot_id,
      qty: qtyText(parseQty(row.qty_counted)),
      movementId: null,
      observationId: row.id,
      binCode: row.bin_code,
      lotNo: row.lot_no,
      status: row.status,
      qtyBook: qtyText(parseQty(row.qty_book)),
      kept: row.kept,
    })),
  });
  return { differs: rows.some((row) => !row.adjusted && !row.kept && row.qty_counted !== row.qty_book) };
}

export type PostedDifference = {
  readonly line: Adjust['lines'][number];
  readonly seen: { readonly id: Id; readonly key: StockKey };
  readonly kind: 'count_gain' | 'count_loss';
  readonly qty: Qty;
  readonly movement: PostedMovement | undefined;
};

/** Delivers the posted differences; each names its observation and the order's line. */
export const reportAdjusted = (
  tx: Tx,
  ctx: Ctx,
  answer: { readonly message: Adjust; readonly warehouseId: Id; readonly reportId: Id },
  posted: readonly PostedDifference[],
): Promise<void> =>
  deliver(tx, ctx, {
    kind: 'stock_adjusted',
    version: '1.0',
    id: answer.reportId,
    instructionId: answer.message.id,
    warehouseId: answer.warehouseId,
    partnerId: null,
    documentId: answer.message.documentId,
    documentNo: answer.message.documentNo,
    originId: answer.message.originId,
    occurredAt: ctx.now,
    businessDate: ctx.today,
    lines: posted.map(({ line, seen, kind, qty, movement }) => ({
      instructionLineId: line.id,
      originLineId: line.originLineId,
      itemId: seen.key.itemId,
      lotId: seen.key.lotId,
      qty: qtyText(qty),
      movementId: movement?.id.toString() ?? null,
      observationId: seen.id,
      direction: kind === 'count_gain' ? 'gain' : 'loss',
      reason: line.reason,
    })),
  });
