// Listens to received goods: every inspected quantity opens its inspection 检验单, in the same commit.
import type { GoodsReceived, Listener } from '../contract/index.ts';
import { linkDocuments, recordStep } from '../kernel/document.ts';
import { newId } from '../kernel/ids.ts';
import { takeNumbers } from '../kernel/numbering.ts';

export const hearGoodsReceived: Listener<GoodsReceived> = async (tx, ctx, message) => {
  const waiting = message.lines.filter((line) => line.inspected);
  if (waiting.length === 0) return;
  const day = ctx.today.replaceAll('-', '');
  const first = await takeNumbers(tx, ctx, 'ZJD', day, waiting.length);
  const inspections = waiting.map((line, index) => ({
    company_id: ctx.companyId,
    id: newId(),
    no: `ZJD-${day}-${String(first + BigInt(index)).padStart(4, '0')}`,
    state: 'pending',
    report_id: message.id,
    receipt_line_id: line.receiptLineId,
    origin_line_id: line.originLineId,
    document_no: message.documentNo,
    supplier_id: message.partnerId ?? '',
    item_id: line.itemId,
    lot_id: line.lotId,
    lot_no: line.lotNo,
    qty: line.qty as never,
    business_date: message.businessDate,
  }));
  await tx.insertInto('qms.inspection').values(inspections).execute();
  await linkDocuments(
    tx,
    ctx,
    inspections.map((inspection) => ({
      fromKind: 'receiving_notice',
      fromId: message.documentId,
      toKind: 'inspection',
      toId: inspection.id,
    })),
  );
  for (const inspection of inspections) {
    await recordStep(tx, ctx, {
      documentKind: 'inspection',
      documentId: inspection.id,
      verb: 'open',
      from: null,
      to: 'pending',
    });
  }
};
