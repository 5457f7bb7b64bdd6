// A scan confirms a received quantity of one line. Inspected goods wait in 待检 as the supplier's; others are ours
// at once. Stock, notice, order progress, inspection order and put-away task share this one transaction.
import { z } from 'zod';
import { deliver } from '../../../contract/index.ts';
import { defineCommand } from '../../../kernel/command.ts';
import { requireWarehouse } from '../../../kernel/ctx.ts';
import { ZERO_QTY, qtyText } from '../../../kernel/decimal.ts';
import { recordStep, requireStep } from '../../../kernel/document.ts';
import { NONE_ID, newId } from '../../../kernel/ids.ts';
import { takeNumbers } from '../../../kernel/numbering.ts';
import { zDate, zId, zMoment, zPositiveQty } from '../../../kernel/schema.ts';
import { loadOutsideBins, postMovements } from '../../stock/index.ts';
import { advanceTask, endTasks, lockOpenTasks, requireWorkable } from '../../tasks/index.ts';
import { decideLot, decideReceipt, defaultLotNoOf } from '../decide.ts';
import { findLot, loadOwnPartnerId, lockNoticeLine, lockNoticeOfLine } from '../load.ts';
import { noticeStates } from '../states.ts';
import { advanceNotice, ensureLot, raisePutAways, writeReceiptLine } from '../write.ts';

export const confirmReceipt = defineCommand({
  name: 'receiving.confirm-receipt',
  right: 'receiving.execute',
  input: z.object({
    noticeLineId: zId,
    qty: zPositiveQty,
    lotNo: z.string().trim().max(60).optional(),
    supplierLotNo: z.string().trim().max(60).optional(),
    productionDate: zDate.optional(),
    expiryDate: zDate.optional(),
    damaged: z.boolean().default(false),
    occurredAt: zMoment.optional(),
  }),
  output: z.object({
    receiptLineId: zId,
    lotNo: z.string(),
    status: z.string(),
    received: z.string(),
    expected: z.string(),
    noticeState: z.string(),
  }),
  refusals: [
    'OVER_TOLERANCE',
    'EXPIRY_REQUIRED',
    'LOT_EXPIRED',
    'LIFE_TOO_SHORT',
    'LOT_DIFFERS',
    'TASK_TAKEN',
    'TASK_OVER',
    'NOT_ENOUGH_STOCK',
  ],
  run: async (tx, input, ctx) => {
    const notice = await lockNoticeOfLine(tx, ctx, input.noticeLineId);
    requireWarehouse(ctx, notice.warehouseId, notice.warehouseCode);
    requireStep(noticeStates, 'receive', notice.state, notice.no);
    const line = await lockNoticeLine(tx, ctx, input.noticeLineId);
    const [task] = await lockOpenTasks(tx, ctx, notice.id, 'receive');
    if (task) await requireWorkable(tx, ctx, task);
    const named = input.lotNo ? await findLot(tx, ctx, line.itemId, input.lotNo) : null;
    const serial =
      line.lotManaged && !input.lotNo
        ? await takeNumbers(tx, ctx, `LOT-${notice.partnerCode}`, ctx.today)
        : 0n;
    const lot = decideLot(
      line,
      input,
      named,
      defaultLotNoOf(ctx.today, notice.partnerCode, serial),
      ctx.today,
    );
    const decision = decideReceipt(line, input);
    const lotId = lot ? await ensureLot(tx, ctx, line, notice, lot, input) : NONE_ID;

    const own = await loadOwnPartnerId(tx, ctx);
    const ownerId = decision.becomesOurs ? own : notice.partnerId;
    const [receiptLineId, receivedId, ownedId] = [newId(), newId(), newId()];
    const outside = await loadOutsideBins(tx, ctx.companyId);
    const occurredAt = input.occurredAt ?? ctx.now;
    const [movement] = await postMovements(tx, ctx, [
      {
        kind: 'receive',
        itemId: line.itemId,
        lotId,
        qty: input.qty,
        from: { binId: outside.supplier, status: 'available', ownerId: notice.partnerId },
        to: { binId: notice.dockBinId, status: decision.status, ownerId },
        sourceKind: 'receiving_notice',
        sourceId: notice.id,
        sourceLineId: receiptLineId,
        taskId: task?.id ?? null,
        reportId: receivedId,
        occurredAt,
      },
    ]);
    await writeReceiptLine(tx, ctx, {
      id: receiptLineId,
      noticeLineId: line.id,
      itemId: line.itemId,
      lotId,
      ownerId,
      binId: notice.dockBinId,
      qty: input.qty,
      status: decision.status,
      inspected: line.inspected && !input.damaged,
      damaged: input.damaged,
      reportId: receivedId,
    });
    const noticeState = await advanceNotice(tx, ctx, notice.id);
    if (task) {
      await advanceTask(tx, ctx, task, ZERO_QTY);
      if (noticeState === 'received') await endTasks(tx, ctx, [task.id], 'done');
    }
    if (decision.status !== 'pending') {
      await raisePutAways(tx, ctx, notice, line.defaultBinCode, [
        {
          receiptLineId,
          itemId: line.itemId,
          lotId,
          ownerId,
          status: decision.status,
          qty: input.qty,
          held: input.damaged,
        },
      ]);
    }
    await recordStep(tx, ctx, {
      documentKind: 'receiving_notice',
      documentId: notice.id,
      verb: 'receive',
      from: notice.state,
      to: noticeState,
      note: { item: line.itemCode, qty: qtyText(input.qty), lot: lot?.lotNo ?? '', status: decision.status },
    });
    const envelope = {
      version: '1.0' as const,
      instructionId: notice.instructionId,
      warehouseId: notice.warehouseId,
      partnerId: notice.partnerId,
      documentId: notice.id,
      documentNo: notice.no,
      originId: notice.originId,
      occurredAt,
      businessDate: ctx.today,
    };
    const reported = {
      instructionLineId: line.instructionLineId,
      originLineId: line.originLineId,
      itemId: line.itemId,
      lotId,
      qty: qtyText(input.qty),
      movementId: movement?.id.toString() ?? null,
      receiptLineId,
    };
    await deliver(tx, ctx, {
      kind: 'goods_received',
      id: receivedId,
      ...envelope,
      lines: [
        {
          ...reported,
          lotNo: lot?.lotNo ?? '',
          inspected: line.inspected && !input.damaged,
          damaged: input.damaged,
        },
      ],
    });
    if (decision.becomesOurs) {
      await deliver(tx, ctx, {
        kind: 'ownership_changed',
        id: ownedId,
        ...envelope,
        lines: [{ ...reported, conceded: false }],
      });
    }
    return {
      receiptLineId,
      lotNo: lot?.lotNo ?? '',
      status: decision.status,
      received: qtyText(decision.qtyReceived),
      expected: qtyText(line.qtyExpected),
      noticeState,
    };
  },
});
