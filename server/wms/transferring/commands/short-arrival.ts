// What does not arrive stays in transit, visible and held for its line, until somebody finds it or writes it off.
// Nothing disappears by itself: a loss is a decision with a reason, and its value is booked.
import { z } from 'zod';
import { defineCommand } from '../../../kernel/command.ts';
import { type Ctx, requireWarehouse } from '../../../kernel/ctx.ts';
import { qtyText, sumQty } from '../../../kernel/decimal.ts';
import { linkDocuments, recordStep, requireStep } from '../../../kernel/document.ts';
import { newId } from '../../../kernel/ids.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { zId } from '../../../kernel/schema.ts';
import { loadAllocation } from '../../picking/index.ts';
import { loadOutsideBins, postMovements, releaseAllocations } from '../../stock/index.ts';
import { endTasks, lockTask, requireWorkable } from '../../tasks/index.ts';
import { requireArrival } from '../decide.ts';
import { lineOf, loadInTransit, lockTransfer, lockTransferLines, lockTransferOfTask } from '../load.ts';
import { reportLost } from '../report.ts';
import { transferStates } from '../states.ts';
import type { InTransit, Transfer, WmsTx } from '../types.ts';
import { moveSlices, raiseArrivals, raiseCase, settleTransferState } from '../write.ts';

export const shortArrival = defineCommand({
  name: 'transferring.short-arrival',
  right: 'task.execute',
  input: z.object({ taskId: zId, reason: z.enum(['missing', 'damaged', 'not_found', 'label']) }),
  output: z.object({ missing: z.string(), transferState: z.string() }),
  refusals: ['NOT_AN_ARRIVAL', 'TASK_TAKEN', 'TASK_OVER', 'ALLOCATION_GONE'],
  run: async (tx, input, ctx) => {
    const transfer = await lockTransferOfTask(tx, ctx, input.taskId);
    requireWarehouse(ctx, transfer.toWarehouseId, transfer.toWarehouseCode);
    const lines = await lockTransferLines(tx, ctx, transfer);
    const task = requireArrival(await lockTask(tx, ctx, input.taskId));
    await requireWorkable(tx, ctx, task);
    const line = lineOf(lines, task.documentLineId);
    const { open } = await loadAllocation(tx, ctx, task.id);
    await endTasks(tx, ctx, [task.id], 'done', 'SHORT');
    const facts = {
      transfer: transfer.no,
      item: line.itemCode,
      missing: qtyText(open),
      reason: input.reason,
    };
    await raiseCase(tx, ctx, 'TRANSIT_TO_CHECK', 'transfer', transfer.id, facts);
    await recordStep(tx, ctx, {
      documentKind: 'transfer',
      documentId: transfer.id,
      verb: 'short_arrival',
      from: transfer.state,
      to: transfer.state,
      note: { item: line.itemCode, missing: qtyText(open), reason: input.reason },
    });
    return { missing: qtyText(open), transferState: transfer.state };
  },
});

/** What is in transit and nobody is bringing in. Refuses NOTHING_MISSING. */
async function requireMissing(tx: WmsTx, ctx: Ctx, transfer: Transfer): Promise<InTransit[]> {
  const missing = (await loadInTransit(tx, ctx, transfer)).filter(({ isTaskOpen }) => !isTaskOpen);
  return missing.length > 0 ? missing : refuse('NOTHING_MISSING', { no: transfer.no });
}

export const seekAgain = defineCommand({
  name: 'transferring.seek-again',
  right: 'task.execute',
  input: z.object({ transferId: zId }),
  output: z.object({ tasks: z.int() }),
  refusals: ['NOTHING_MISSING', 'NOT_ENOUGH_STOCK', 'ALLOCATION_GONE'],
  run: async (tx, input, ctx) => {
    const transfer = await lockTransfer(tx, ctx, input.transferId);
    requireWarehouse(ctx, transfer.toWarehouseId, transfer.toWarehouseCode);
    requireStep(transferStates, 'seek_again', transfer.state, transfer.no);
    const lines = await lockTransferLines(tx, ctx, transfer);
    const missing = await requireMissing(tx, ctx, transfer);
    await releaseAllocations(
      tx,
      ctx,
      missing.map(({ allocationId, open }) => ({ allocationId, qty: open, reason: 'seek_again' })),
    );
    await raiseArrivals(
      tx,
      ctx,
      transfer,
      missing.map(({ lineId, key, open }) => ({
        lineId,
        key,
        qty: open,
        fixedBinCode: lineOf(lines, lineId).fixedBinCode,
      })),
    );
    await recordStep(tx, ctx, {
      documentKind: 'transfer',
      documentId: transfer.id,
      verb: 'seek_again',
      from: transfer.state,
      to: transfer.state,
    });
    return { tasks: missing.length };
  },
});

export const writeOff = defineCommand({
  name: 'transferring.write-off',
  right: 'stock.adjust',
  input: z.object({ transferId: zId, reason: z.string().trim().min(1).max(200) }),
  output: z.object({ lost: z.string(), transferState: z.string() }),
  refusals: ['NOTHING_MISSING', 'NOT_ENOUGH_STOCK', 'ALLOCATION_GONE'],
  run: async (tx, input, ctx) => {
    const transfer = await lockTransfer(tx, ctx, input.transferId);
    requireWarehouse(ctx, transfer.toWarehouseId, transfer.toWarehouseCode);
    requireStep(transferStates, 'write_off', transfer.state, transfer.no);
    const lines = await lockTransferLines(tx, ctx, transfer);
    const missing = await requireMissing(tx, ctx, transfer);
    const { loss } = await loadOutsideBins(tx, ctx.companyId);
    const reportId = newId();
    const movements = await postMovements(
      tx,
      ctx,
      missing.map(({ allocationId, lineId, key, open, taskId }) => ({
        kind: 'count_loss' as const,
        itemId: key.itemId,
        lotId: key.lotId,
        qty: open,
        from: { binId: key.binId, status: key.status, ownerId: key.ownerId },
        to: { binId: loss, status: key.status, ownerId: key.ownerId },
        sourceKind: 'transfer',
        sourceId: transfer.id,
        sourceLineId: lineId,
        taskId,
        reportId,
        allocationId,
        reason: input.reason,
      })),
    );
    await moveSlices(
      tx,
      ctx,
      missing.map(({ lineId, open }) => ({ lineId, lost: open })),
    );
    const transferState = await settleTransferState(tx, ctx, transfer.id);
    const lost = qtyText(sumQty(missing.map(({ open }) => open)));
    await recordStep(tx, ctx, {
      documentKind: 'transfer',
      documentId: transfer.id,
      verb: 'write_off',
      from: transfer.state,
      to: transferState,
      note: { lost, reason: input.reason },
    });
    const moved = missing.map(({ lineId, key, open, taskId }, index) => ({
      line: lineOf(lines, lineId),
      lotId: key.lotId,
      qty: open,
      movement: movements[index],
      taskId,
    }));
    await linkDocuments(tx, ctx, [
      { fromKind: 'transfer', fromId: transfer.id, toKind: 'stock_adjusted', toId: reportId },
    ]);
    await reportLost(tx, ctx, transfer, reportId, moved, input.reason);
    return { lost, transferState };
  },
});
