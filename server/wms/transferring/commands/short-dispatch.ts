// The bin holds less than the book says: what is missing is given back, sought in other bins, and only what no bin has
// falls short. The bin is put on the list of things to check.
import { z } from 'zod';
import { defineCommand } from '../../../kernel/command.ts';
import { requireWarehouse } from '../../../kernel/ctx.ts';
import { type Qty, ZERO_QTY, qtyText } from '../../../kernel/decimal.ts';
import { recordStep } from '../../../kernel/document.ts';
import { zId } from '../../../kernel/schema.ts';
import { loadAllocation, loadExpected, requirePick } from '../../picking/index.ts';
import { lockStock, releaseAllocations } from '../../stock/index.ts';
import { endTasks, lockTask, requireWorkable } from '../../tasks/index.ts';
import { lineOf, lockTransferLines, lockTransferOfTask } from '../load.ts';
import { reportShort } from '../report.ts';
import { allocateAndTask, moveSlices, raiseCase, settleTransferState } from '../write.ts';

export const shortDispatch = defineCommand({
  name: 'transferring.short-dispatch',
  right: 'task.execute',
  input: z.object({ taskId: zId, reason: z.enum(['missing', 'damaged', 'not_found', 'label']) }),
  output: z.object({
    missing: z.string(),
    elsewhere: z.string(),
    short: z.string(),
    transferState: z.string(),
  }),
  refusals: ['NOT_A_PICK', 'TASK_TAKEN', 'TASK_OVER', 'ALLOCATION_GONE', 'NOT_ENOUGH_STOCK'],
  run: async (tx, input, ctx) => {
    const transfer = await lockTransferOfTask(tx, ctx, input.taskId);
    requireWarehouse(ctx, transfer.fromWarehouseId, transfer.fromWarehouseCode);
    const lines = await lockTransferLines(tx, ctx, transfer);
    const task = requirePick(await lockTask(tx, ctx, input.taskId), 'transfer_out');
    await requireWorkable(tx, ctx, task);
    const allocation = await loadAllocation(tx, ctx, task.id);
    const line = lineOf(lines, task.documentLineId);
    const expected = await loadExpected(tx, ctx, task);
    // Giving back here and seeking elsewhere touch many balances: all are locked at once, in the order of keys.
    await lockStock(tx, ctx, { itemIds: [task.itemId], warehouseId: transfer.fromWarehouseId });
    await releaseAllocations(tx, ctx, [
      { allocationId: allocation.id, qty: allocation.open, reason: input.reason },
    ]);
    await endTasks(tx, ctx, [task.id], 'done', 'SHORT');
    const want = { lineId: line.id, itemId: line.itemId, rule: line.rule, qty: allocation.open };
    const gone = await allocateAndTask(tx, ctx, transfer, [want], task.fromBinId);
    const missing = gone.get(line.id) ?? ZERO_QTY;
    if (missing > 0n) await moveSlices(tx, ctx, [{ lineId: line.id, short: missing }]);
    const [all, short] = [qtyText(allocation.open), qtyText(missing)];
    const elsewhere = qtyText((allocation.open - missing) as Qty);
    await raiseCase(tx, ctx, 'BIN_TO_CHECK', 'bin', task.fromBinId, {
      bin: expected.binCode,
      item: expected.itemCode,
      lot: expected.lotNo,
      missing: all,
      reason: input.reason,
    });
    const transferState = await settleTransferState(tx, ctx, transfer.id);
    await recordStep(tx, ctx, {
      documentKind: 'transfer',
      documentId: transfer.id,
      verb: 'short_dispatch',
      from: transfer.state,
      to: transferState,
      note: { bin: expected.binCode, missing: all, elsewhere, short },
    });
    if (missing > 0n) await reportShort(tx, ctx, transfer, [{ line, qty: missing }], input.reason);
    return { missing: all, elsewhere, short, transferState };
  },
});
