// What found no stock when the transfer came is sought again, or given up: the transfer goes with what there is and
// the order hears the rest. The whole rest can be called off too; what is in transit still has to arrive.
import { z } from 'zod';
import { defineCommand } from '../../../kernel/command.ts';
import { type Ctx, type Tx, requireWarehouse } from '../../../kernel/ctx.ts';
import { type Qty, qtyText, sumQty } from '../../../kernel/decimal.ts';
import { recordStep, requireStep } from '../../../kernel/document.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { zId } from '../../../kernel/schema.ts';
import { releaseAllocations } from '../../stock/index.ts';
import { endTasks, lockOpenTasks } from '../../tasks/index.ts';
import { loadHeld, lockTransfer, lockTransferLines } from '../load.ts';
import { reportShort } from '../report.ts';
import { transferStates } from '../states.ts';
import type { Transfer, TransferLine, WmsTx } from '../types.ts';
import { allocateAndTask, moveSlices, settleTransferState } from '../write.ts';

/** The lines of a locked transfer that still want stock, each with how much. Refuses NOTHING_UNALLOCATED. */
async function lockOpenLines(
  tx: WmsTx,
  ctx: Ctx,
  transfer: Transfer,
): Promise<{ line: TransferLine; qty: Qty }[]> {
  const lines = await lockTransferLines(tx, ctx, transfer);
  const open = lines
    .map((line) => ({
      line,
      qty: (line.qtyOrdered - line.qtyAllocated - line.qtyDispatched - line.qtyShort) as Qty,
    }))
    .filter(({ qty }) => qty > 0n);
  return open.length > 0 ? open : refuse('NOTHING_UNALLOCATED', { no: transfer.no });
}

export const releaseTransfer = defineCommand({
  name: 'transferring.release-transfer',
  right: 'shipment.release',
  input: z.object({ transferId: zId }),
  output: z.object({ state: z.string(), missing: z.array(z.object({ item: z.string(), qty: z.string() })) }),
  refusals: ['NOTHING_UNALLOCATED', 'NOTHING_TO_ALLOCATE', 'NOT_ENOUGH_STOCK'],
  run: async (tx, input, ctx) => {
    const transfer = await lockTransfer(tx, ctx, input.transferId);
    requireWarehouse(ctx, transfer.fromWarehouseId, transfer.fromWarehouseCode);
    requireStep(transferStates, 'release', transfer.state, transfer.no);
    const open = await lockOpenLines(tx, ctx, transfer);
    const gone = await allocateAndTask(
      tx,
      ctx,
      transfer,
      open.map(({ line, qty }) => ({ lineId: line.id, itemId: line.itemId, rule: line.rule, qty })),
    );
    const missing = open.flatMap(({ line }) => {
      const qty = gone.get(line.id);
      return qty ? [{ item: line.itemCode, qty: qtyText(qty) }] : [];
    });
    if (open.every(({ line, qty }) => gone.get(line.id) === qty)) {
      refuse('NOTHING_TO_ALLOCATE', {
        no: transfer.no,
        shortages: missing.map((row) => `${row.item} ${row.qty}`),
      });
    }
    const state = await settleTransferState(tx, ctx, transfer.id);
    await recordStep(tx, ctx, {
      documentKind: 'transfer',
      documentId: transfer.id,
      verb: 'release',
      from: transfer.state,
      to: state,
      note: { missing },
    });
    return { state, missing };
  },
});

const giveUpInput = z.object({ transferId: zId, reason: z.string().trim().min(1).max(200) });
const giveUpOutput = z.object({ state: z.string(), short: z.string() });

/** What will not be dispatched falls short, on the lines, the timeline and the order. */
async function giveUp(
  tx: Tx,
  ctx: Ctx,
  transfer: Transfer,
  rest: readonly { readonly line: TransferLine; readonly qty: Qty }[],
  step: { readonly verb: string; readonly reason: string },
): Promise<{ state: string; short: string }> {
  await moveSlices(
    tx,
    ctx,
    rest.map(({ line, qty }) => ({ lineId: line.id, short: qty })),
  );
  const state = await settleTransferState(tx, ctx, transfer.id);
  const short = qtyText(sumQty(rest.map(({ qty }) => qty)));
  await recordStep(tx, ctx, {
    documentKind: 'transfer',
    documentId: transfer.id,
    verb: step.verb,
    from: transfer.state,
    to: state,
    note: { short, reason: step.reason },
  });
  await reportShort(tx, ctx, transfer, rest, step.reason);
  return { state, short };
}

export const closeTransferShort = defineCommand({
  name: 'transferring.close-short',
  right: 'shipment.release',
  input: giveUpInput,
  output: giveUpOutput,
  refusals: ['NOTHING_UNALLOCATED'],
  run: async (tx, input, ctx) => {
    const transfer = await lockTransfer(tx, ctx, input.transferId);
    requireWarehouse(ctx, transfer.fromWarehouseId, transfer.fromWarehouseCode);
    requireStep(transferStates, 'close_short', transfer.state, transfer.no);
    const open = await lockOpenLines(tx, ctx, transfer);
    return giveUp(tx, ctx, transfer, open, { verb: 'close_short', reason: input.reason });
  },
});

export const cancelRest = defineCommand({
  name: 'transferring.cancel-rest',
  right: 'shipment.release',
  input: giveUpInput,
  output: giveUpOutput,
  refusals: ['ALLOCATION_GONE'],
  run: async (tx, input, ctx) => {
    const transfer = await lockTransfer(tx, ctx, input.transferId);
    requireWarehouse(ctx, transfer.fromWarehouseId, transfer.fromWarehouseCode);
    requireStep(transferStates, 'cancel_rest', transfer.state, transfer.no);
    const lines = await lockTransferLines(tx, ctx, transfer);
    const tasks = await lockOpenTasks(tx, ctx, transfer.id, 'transfer_out');
    const held = await loadHeld(tx, ctx, transfer);
    await releaseAllocations(
      tx,
      ctx,
      held.map(({ allocationId, open }) => ({ allocationId, qty: open, reason: 'cancel_rest' })),
    );
    await endTasks(
      tx,
      ctx,
      tasks.map((task) => task.id),
      'cancelled',
    );
    const rest = lines
      .map((line) => ({ line, qty: (line.qtyOrdered - line.qtyDispatched - line.qtyShort) as Qty }))
      .filter(({ qty }) => qty > 0n);
    return giveUp(tx, ctx, transfer, rest, { verb: 'cancel_rest', reason: input.reason });
  },
});
