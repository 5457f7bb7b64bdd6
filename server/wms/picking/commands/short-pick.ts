// The bin holds less than the book says: what is missing is released from this bin, sought in other bins, and only
// what no bin has becomes short. The bin is put on the list of things to check.
import { sql } from 'kysely';
import { z } from 'zod';
import { defineCommand } from '../../../kernel/command.ts';
import { type Qty, qtyText } from '../../../kernel/decimal.ts';
import { recordStep } from '../../../kernel/document.ts';
import { newId } from '../../../kernel/ids.ts';
import { zId } from '../../../kernel/schema.ts';
import {
  allocateElsewhere,
  lockShipment,
  lockShipmentLines,
  moveSlices,
  settlePickState,
} from '../../shipping/index.ts';
import { lockStock, releaseAllocations } from '../../stock/index.ts';
import { endTasks, lockTask, requireWorkable } from '../../tasks/index.ts';
import { loadAllocation, loadExpected, requirePick } from '../load.ts';

export const shortPick = defineCommand({
  name: 'picking.short-pick',
  right: 'task.execute',
  input: z.object({ taskId: zId, reason: z.enum(['missing', 'damaged', 'not_found', 'label']) }),
  output: z.object({
    missing: z.string(),
    elsewhere: z.string(),
    short: z.string(),
    shipmentState: z.string(),
  }),
  refusals: ['NOT_A_PICK', 'TASK_TAKEN', 'TASK_OVER', 'ALLOCATION_GONE', 'NOT_ENOUGH_STOCK'],
  run: async (tx, input, ctx) => {
    const seen = await tx
      .selectFrom('wms.task')
      .select('document_id')
      .where('company_id', '=', ctx.companyId)
      .where('id', '=', input.taskId)
      .executeTakeFirst();
    const shipment = await lockShipment(tx, ctx, seen?.document_id ?? input.taskId);
    const lines = await lockShipmentLines(tx, ctx, shipment);
    const task = requirePick(await lockTask(tx, ctx, input.taskId));
    await requireWorkable(tx, ctx, task);
    const allocation = await loadAllocation(tx, ctx, task.id);
    const line = lines.find((candidate) => candidate.id === task.documentLineId);
    const expected = await loadExpected(tx, ctx, task);
    // Releasing here and seeking elsewhere touch many balances: all are locked at once, in the order of keys.
    await lockStock(tx, ctx, { itemIds: [task.itemId], warehouseId: shipment.warehouseId });
    await releaseAllocations(tx, ctx, [
      { allocationId: allocation.id, qty: allocation.open, reason: input.reason },
    ]);
    await moveSlices(tx, ctx, [{ lineId: task.documentLineId, allocated: -allocation.open as Qty }]);
    await endTasks(tx, ctx, [task.id], 'done', 'SHORT');
    const missing = await allocateElsewhere(
      tx,
      ctx,
      shipment,
      {
        lineId: task.documentLineId,
        itemId: task.itemId,
        qty: allocation.open,
        rule: line?.rule ?? shipment.warehouseRule,
      },
      task.fromBinId,
    );
    if (missing > 0n)
      await moveSlices(tx, ctx, [{ lineId: task.documentLineId, short: missing, reason: input.reason }]);
    const there = { bin: expected.binCode, item: expected.itemCode, lot: expected.lotNo };
    const facts = { ...there, missing: qtyText(allocation.open), reason: input.reason };
    await sql`insert into sys.exception_case (company_id, id, code, role_code, entity, entity_id, facts)
      values (${ctx.companyId}, ${newId()}, 'BIN_TO_CHECK', 'warehouseManager', 'bin', ${task.fromBinId},
        ${JSON.stringify(facts)}::jsonb)`.execute(tx);
    const state = await settlePickState(tx, ctx, shipment);
    const [all, short] = [qtyText(allocation.open), qtyText(missing)];
    const elsewhere = qtyText((allocation.open - missing) as Qty);
    await recordStep(tx, ctx, {
      documentKind: 'shipment',
      documentId: shipment.id,
      verb: 'short_pick',
      from: shipment.state,
      to: state,
      note: { bin: expected.binCode, missing: all, elsewhere, short },
    });
    return { missing: all, elsewhere, short, shipmentState: state };
  },
});
