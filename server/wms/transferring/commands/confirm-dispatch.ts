// Goods of a transfer leave their bin, confirmed by scanning bin, item and lot as a pick is. They stand in transit,
// held for their line, and the receiving warehouse has a task to bring them in.
import { z } from 'zod';
import { defineCommand } from '../../../kernel/command.ts';
import { requireWarehouse } from '../../../kernel/ctx.ts';
import { qtyText } from '../../../kernel/decimal.ts';
import { recordStep, requireStep } from '../../../kernel/document.ts';
import { newId } from '../../../kernel/ids.ts';
import { zId, zMoment, zPositiveQty } from '../../../kernel/schema.ts';
import { checkPick, loadAllocation, loadExpected, requirePick } from '../../picking/index.ts';
import { postMovements } from '../../stock/index.ts';
import { advanceTask, lockTask, requireWorkable } from '../../tasks/index.ts';
import { lineOf, lockTransferLines, lockTransferOfTask } from '../load.ts';
import { reportDispatched } from '../report.ts';
import { transferStates } from '../states.ts';
import { moveSlices, raiseArrivals, settleTransferState } from '../write.ts';

export const confirmDispatch = defineCommand({
  name: 'transferring.confirm-dispatch',
  right: 'task.execute',
  input: z.object({
    taskId: zId,
    binCode: z.string().trim().min(1).max(60),
    item: z.string().trim().min(1).max(100),
    lotNo: z.string().trim().max(60).default(''),
    qty: zPositiveQty,
    occurredAt: zMoment.optional(),
  }),
  output: z.object({ left: z.string(), done: z.boolean(), transferState: z.string() }),
  refusals: [
    'WRONG_BIN',
    'WRONG_ITEM',
    'WRONG_LOT',
    'LOT_REQUIRED',
    'NOT_A_PICK',
    'TASK_TAKEN',
    'TASK_OVER',
    'TASK_TOO_MUCH',
    'NOT_ENOUGH_STOCK',
    'ALLOCATION_GONE',
  ],
  run: async (tx, input, ctx) => {
    const transfer = await lockTransferOfTask(tx, ctx, input.taskId);
    requireWarehouse(ctx, transfer.fromWarehouseId, transfer.fromWarehouseCode);
    const lines = await lockTransferLines(tx, ctx, transfer);
    const task = requirePick(await lockTask(tx, ctx, input.taskId), 'transfer_out');
    await requireWorkable(tx, ctx, task);
    requireStep(transferStates, 'dispatch', transfer.state, transfer.no);
    checkPick(await loadExpected(tx, ctx, task), input);
    const line = lineOf(lines, task.documentLineId);
    const { left, done } = await advanceTask(tx, ctx, task, input.qty);
    const allocation = await loadAllocation(tx, ctx, task.id);
    const reportId = newId();
    const transit = { binId: transfer.transitBinId, status: task.status, ownerId: task.ownerId };
    const [movement] = await postMovements(tx, ctx, [
      {
        kind: 'dispatch',
        itemId: task.itemId,
        lotId: task.lotId,
        qty: input.qty,
        from: { binId: task.fromBinId, status: task.status, ownerId: task.ownerId },
        to: transit,
        sourceKind: 'transfer',
        sourceId: transfer.id,
        sourceLineId: line.id,
        taskId: task.id,
        reportId,
        allocationId: allocation.id,
        occurredAt: input.occurredAt ?? ctx.now,
      },
    ]);
    await raiseArrivals(tx, ctx, transfer, [
      {
        lineId: line.id,
        key: { ...transit, itemId: task.itemId, lotId: task.lotId },
        qty: input.qty,
        fixedBinCode: line.fixedBinCode,
      },
    ]);
    await moveSlices(tx, ctx, [{ lineId: line.id, dispatched: input.qty }]);
    const transferState = await settleTransferState(tx, ctx, transfer.id);
    await recordStep(tx, ctx, {
      documentKind: 'transfer',
      documentId: transfer.id,
      verb: 'dispatch',
      from: transfer.state,
      to: transferState,
      note: { item: line.itemCode, qty: qtyText(input.qty), task: task.no.toString() },
    });
    await reportDispatched(
      tx,
      ctx,
      transfer,
      reportId,
      [{ line, lotId: task.lotId, qty: input.qty, movement }],
      input.occurredAt,
    );
    return { left: left === null ? '0' : qtyText(left), done, transferState };
  },
});
