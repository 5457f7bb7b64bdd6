// Listens to the verdict on a received quantity. Accepted and conceded goods become ours on the spot and get a
// put-away task; rejected ones stay the supplier's, held, until they go back.
import { sql } from 'kysely';
import { type Listener, type LotRuled, deliver } from '../../contract/index.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import { type Qty, type QtyText, ZERO_QTY, addQty, parseQty, qtyText, sumQty } from '../../kernel/decimal.ts';
import { recordStep } from '../../kernel/document.ts';
import { type Id, newId } from '../../kernel/ids.ts';
import { refuse } from '../../kernel/refusal.ts';
import { postMovements } from '../stock/index.ts';
import { lockNoticeLine, lockNoticeOfLine } from './load.ts';
import type { WmsTx } from './types.ts';
import { raisePutAways } from './write.ts';

type ReceiptLine = {
  id: Id;
  notice_line_id: Id;
  item_id: Id;
  lot_id: Id;
  owner_id: Id;
  bin_id: Id;
  qty: QtyText;
  ruled: QtyText;
  inspected: boolean;
};

async function lockReceiptLine(tx: WmsTx, ctx: Ctx, id: Id): Promise<ReceiptLine> {
  const { rows } = await sql<ReceiptLine>`
    select id, notice_line_id, item_id, lot_id, owner_id, bin_id, qty,
      qty_accepted + qty_conceded + qty_rejected + qty_reversed as ruled, inspected
    from wms.receipt_line where company_id = ${ctx.companyId} and id = ${id} for no key update`.execute(tx);
  return rows[0] ?? refuse('NOT_FOUND', { what: 'receipt', key: id });
}

const qtyOf = (message: LotRuled, verdict: string): Qty =>
  sumQty(message.parts.filter((part) => part.verdict === verdict).map((part) => parseQty(part.qty)));

export const hearRuling: Listener<LotRuled> = async (tx, ctx, message) => {
  const { rows: places } = await sql<{ notice_line_id: Id }>`
    select notice_line_id from wms.receipt_line
    where company_id = ${ctx.companyId} and id = ${message.receiptLineId}`.execute(tx);
  const noticeLineId =
    places[0]?.notice_line_id ?? refuse('NOT_FOUND', { what: 'receipt', key: message.receiptLineId });
  const notice = await lockNoticeOfLine(tx, ctx, noticeLineId);
  const line = await lockNoticeLine(tx, ctx, noticeLineId);
  const receipt = await lockReceiptLine(tx, ctx, message.receiptLineId);
  if (!receipt.inspected) refuse('NOT_INSPECTED');
  const ruled = parseQty(receipt.ruled);
  const [accepted, conceded, rejected] = ['accepted', 'conceded', 'rejected'].map((v) => qtyOf(message, v));
  const now = sumQty([accepted ?? ZERO_QTY, conceded ?? ZERO_QTY, rejected ?? ZERO_QTY]);
  if (addQty(ruled, now) > parseQty(receipt.qty)) {
    refuse('MORE_THAN_RECEIVED', {
      received: qtyText(parseQty(receipt.qty)),
      ruled: qtyText(ruled),
      qty: qtyText(now),
    });
  }
  const own = notice.ownPartnerId;
  const reportId = newId();
  const from = { binId: receipt.bin_id, status: 'pending', ownerId: receipt.owner_id };
  const parts = message.parts.map((part) => ({
    ...part,
    held: part.verdict === 'rejected',
    to:
      part.verdict === 'rejected'
        ? { ...from, status: 'rejected' }
        : { binId: receipt.bin_id, status: 'available', ownerId: own },
  }));
  const movements = await postMovements(
    tx,
    ctx,
    parts.map((part) => ({
      kind: part.held ? 'status_change' : 'accept',
      itemId: receipt.item_id,
      lotId: receipt.lot_id,
      qty: parseQty(part.qty),
      from,
      to: part.to,
      sourceKind: 'receiving_notice',
      sourceId: notice.id,
      sourceLineId: receipt.id,
      reportId: part.held ? null : reportId,
      reason: message.reason,
    })),
  );
  await sql`
    with counted as (
      update wms.receiving_notice_line set qty_accepted = qty_accepted + ${qtyText(accepted ?? ZERO_QTY)}::numeric,
        qty_conceded = qty_conceded + ${qtyText(conceded ?? ZERO_QTY)}::numeric,
        qty_rejected = qty_rejected + ${qtyText(rejected ?? ZERO_QTY)}::numeric
      where company_id = ${ctx.companyId} and id = ${line.id})
    update wms.receipt_line set qty_accepted = qty_accepted + ${qtyText(accepted ?? ZERO_QTY)}::numeric,
      qty_conceded = qty_conceded + ${qtyText(conceded ?? ZERO_QTY)}::numeric,
      qty_rejected = qty_rejected + ${qtyText(rejected ?? ZERO_QTY)}::numeric
    where company_id = ${ctx.companyId} and id = ${receipt.id}`.execute(tx);
  await raisePutAways(
    tx,
    ctx,
    notice,
    parts.map((part) => ({
      fixedBinCode: line.defaultBinCode,
      receiptLineId: receipt.id,
      itemId: receipt.item_id,
      lotId: receipt.lot_id,
      ownerId: part.to.ownerId,
      status: part.to.status,
      qty: parseQty(part.qty),
      held: part.held,
    })),
  );
  await recordStep(tx, ctx, {
    documentKind: 'receiving_notice',
    documentId: notice.id,
    verb: 'rule',
    from: notice.state,
    to: notice.state,
    note: {
      inspection: message.inspectionNo,
      ...Object.fromEntries(message.parts.map((p) => [p.verdict, p.qty])),
    },
  });
  const owned = parts.flatMap((part, index) =>
    part.held
      ? []
      : [
          {
            instructionLineId: line.instructionLineId,
            originLineId: line.originLineId,
            itemId: receipt.item_id,
            lotId: receipt.lot_id,
            qty: part.qty,
            movementId: movements[index]?.id.toString() ?? null,
            receiptLineId: receipt.id,
            conceded: part.verdict === 'conceded',
          },
        ],
  );
  if (owned.length === 0) return;
  await deliver(tx, ctx, {
    kind: 'ownership_changed',
    version: '1.0',
    id: reportId,
    instructionId: notice.instructionId,
    warehouseId: notice.warehouseId,
    partnerId: notice.partnerId,
    documentId: notice.id,
    documentNo: notice.no,
    originId: notice.originId,
    occurredAt: ctx.now,
    businessDate: message.businessDate,
    lines: owned,
  });
};
