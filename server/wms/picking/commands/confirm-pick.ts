// A pick is confirmed by scanning bin, item and lot. The goods move to staging and stay held for their shipment.
import { z } from 'zod';
import { defineCommand } from '../../../kernel/command.ts';
import { type Qty, qtyText } from '../../../kernel/decimal.ts';
import { recordStep, requireStep } from '../../../kernel/document.ts';
import { zId, zMoment, zPositiveQty } from '../../../kernel/schema.ts';
import {
  lockShipment,
  moveSlices,
  setShipmentState,
  settlePickState,
  shipmentStates,
} from '../../shipping/index.ts';
import { allocateStock, postMovements } from '../../stock/index.ts';
import { advanceTask, lockTask, requireWorkable } from '../../tasks/index.ts';
import { checkPick } from '../decide.ts';
import { loadAllocation, loadExpected, requirePick } from '../load.ts';

export const confirmPick = defineCommand({
  name: 'picking.confirm-pick',
  right: 'task.execute',
  input: z.object({
    taskId: zId,
    binCode: z.string().trim().min(1).max(60),
    item: z.string().trim().min(1).max(100),
    lotNo: z.string().trim().max(60).default(''),
    qty: zPositiveQty,
    occurredAt: zMoment.optional(),
  }),
  output: z.object({ left: z.string(), done: z.boolean(), shipmentState: z.string() }),
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
    const seen = await tx
      .selectFrom('wms.task')
      .select('document_id')
      .where('company_id', '=', ctx.companyId)
      .where('id', '=', input.taskId)
      .executeTakeFirst();
    const shipment = await lockShipment(tx, ctx, seen?.document_id ?? input.taskId);
    const task = requirePick(await lockTask(tx, ctx, input.taskId));
    await requireWorkable(tx, ctx, task);
    requireStep(shipmentStates, 'pick', shipment.state, shipment.no);
    checkPick(await loadExpected(tx, ctx, task), {
      binCode: input.binCode,
      item: input.item,
      lotNo: input.lotNo,
    });
    const { left, done } = await advanceTask(tx, ctx, task, input.qty);
    const allocation = await loadAllocation(tx, ctx, task.id);
    const staged = { binId: task.toBinId, status: task.status, ownerId: task.ownerId };
    await postMovements(tx, ctx, [
      {
        kind: 'pick',
        itemId: task.itemId,
        lotId: task.lotId,
        qty: input.qty,
        from: { binId: task.fromBinId, status: task.status, ownerId: task.ownerId },
        to: staged,
        sourceKind: 'shipment',
        sourceId: shipment.id,
        sourceLineId: task.documentLineId,
        taskId: task.id,
        allocationId: allocation.id,
        occurredAt: input.occurredAt ?? ctx.now,
      },
    ]);
    await allocateStock(tx, ctx, [
      {
        demandKind: 'shipment',
        demandLineId: task.documentLineId,
        qty: input.qty,
        key: { ...staged, itemId: task.itemId, lotId: task.lotId },
      },
    ]);
    await moveSlices(tx, ctx, [
      { lineId: task.documentLineId, allocated: -input.qty as Qty, picked: input.qty },
    ]);
    let state = 'picking';
    if (done) state = await settlePickState(tx, ctx, shipment);
    else await setShipmentState(tx, ctx, shipment.id, state);
    await recordStep(tx, ctx, {
      documentKind: 'shipment',
      documentId: shipment.id,
      verb: 'pick',
      from: shipment.state,
      to: state,
      note: { task: task.no.toString(), qty: qtyText(input.qty) },
    });
    return { left: left === null ? '0' : qtyText(left), done, shipmentState: state };
  },
});
