// Goods of a transfer are brought in: from transit into a scanned bin of the receiving warehouse, as much as there is.
// Another bin than suggested is fine when its rules allow it and the worker insists by scanning it twice.
import { z } from 'zod';
import { defineCommand } from '../../../kernel/command.ts';
import { type Ctx, requireWarehouse } from '../../../kernel/ctx.ts';
import { type Qty, qtyText } from '../../../kernel/decimal.ts';
import { recordStep, requireStep } from '../../../kernel/document.ts';
import { newId } from '../../../kernel/ids.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { zId, zPositiveQty } from '../../../kernel/schema.ts';
import { type Bin, loadBinByCode, loadBinsById, loadContents, objectionTo } from '../../layout/index.ts';
import { loadAllocation } from '../../picking/index.ts';
import { postMovements } from '../../stock/index.ts';
import { advanceTask, lockTask, requireWorkable } from '../../tasks/index.ts';
import { type ArrivalTask, requireArrival } from '../decide.ts';
import { lineOf, lockTransferLines, lockTransferOfTask } from '../load.ts';
import { reportArrived } from '../report.ts';
import { transferStates } from '../states.ts';
import type { Transfer, WmsTx } from '../types.ts';
import { moveSlices, settleTransferState } from '../write.ts';

/** The scanned bin, if it takes the goods. Line sides and subcontractors have no storage bins but take goods too. */
async function requireBin(
  tx: WmsTx,
  ctx: Ctx,
  transfer: Transfer,
  task: ArrivalTask,
  input: { readonly binCode: string; readonly qty: Qty; readonly insist: boolean },
): Promise<Bin> {
  const [bin, [suggested]] = await Promise.all([
    loadBinByCode(tx, ctx, input.binCode),
    loadBinsById(tx, ctx, task.toBinId ? [task.toBinId] : []),
  ]);
  if (bin.warehouseId !== transfer.toWarehouseId)
    refuse('NOT_AT_DESTINATION', { bin: bin.code, warehouse: transfer.toWarehouseCode });
  if (bin.receivable || bin.holding || bin.staging)
    refuse('BIN_NOT_FOR_THIS', { bin: bin.code, purpose: 'arrivals' });
  if (suggested && suggested.id !== bin.id && !input.insist)
    refuse('OTHER_BIN', { scanned: bin.code, expected: suggested.code });
  if (bin.id !== task.toBinId) {
    const contents = await loadContents(tx, ctx, [bin.id]);
    const goods = { itemId: task.itemId, lotId: task.lotId, qty: input.qty };
    const objection = objectionTo(bin, contents.get(bin.id), goods);
    if (objection) refuse(objection.code, objection.facts);
  }
  return bin;
}

export const confirmArrival = defineCommand({
  name: 'transferring.confirm-arrival',
  right: 'task.execute',
  input: z.object({
    taskId: zId,
    binCode: z.string().trim().min(1).max(60),
    qty: zPositiveQty,
    insist: z.boolean().default(false),
  }),
  output: z.object({ left: z.string(), done: z.boolean(), bin: z.string(), transferState: z.string() }),
  refusals: [
    'NOT_AN_ARRIVAL',
    'NOT_AT_DESTINATION',
    'TASK_TAKEN',
    'TASK_OVER',
    'TASK_TOO_MUCH',
    'UNKNOWN_BIN',
    'OTHER_BIN',
    'BIN_BLOCKED',
    'BIN_FULL',
    'BIN_MIXING',
    'BIN_NOT_FOR_THIS',
    'NOT_ENOUGH_STOCK',
    'ALLOCATION_GONE',
  ],
  run: async (tx, input, ctx) => {
    const transfer = await lockTransferOfTask(tx, ctx, input.taskId);
    requireWarehouse(ctx, transfer.toWarehouseId, transfer.toWarehouseCode);
    const lines = await lockTransferLines(tx, ctx, transfer);
    const task = requireArrival(await lockTask(tx, ctx, input.taskId));
    await requireWorkable(tx, ctx, task);
    requireStep(transferStates, 'arrive', transfer.state, transfer.no);
    const line = lineOf(lines, task.documentLineId);
    const bin = await requireBin(tx, ctx, transfer, task, input);
    const { left, done } = await advanceTask(tx, ctx, task, input.qty);
    const allocation = await loadAllocation(tx, ctx, task.id);
    const reportId = newId();
    const [movement] = await postMovements(tx, ctx, [
      {
        kind: 'arrive',
        itemId: task.itemId,
        lotId: task.lotId,
        qty: input.qty,
        from: { binId: transfer.transitBinId, status: task.status, ownerId: task.ownerId },
        to: { binId: bin.id, status: task.status, ownerId: task.ownerId },
        sourceKind: 'transfer',
        sourceId: transfer.id,
        sourceLineId: line.id,
        taskId: task.id,
        reportId,
        allocationId: allocation.id,
      },
    ]);
    await moveSlices(tx, ctx, [{ lineId: line.id, arrived: input.qty }]);
    const transferState = await settleTransferState(tx, ctx, transfer.id);
    await recordStep(tx, ctx, {
      documentKind: 'transfer',
      documentId: transfer.id,
      verb: 'arrive',
      from: transfer.state,
      to: transferState,
      note: { item: line.itemCode, bin: bin.code, qty: qtyText(input.qty) },
    });
    await reportArrived(tx, ctx, transfer, reportId, [{ line, lotId: task.lotId, qty: input.qty, movement }]);
    return { left: left === null ? '0' : qtyText(left), done, bin: bin.code, transferState };
  },
});
