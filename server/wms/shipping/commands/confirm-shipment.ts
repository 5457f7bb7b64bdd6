// The goods leave: what stands picked goes to the customer, and one report tells what was shipped and what fell
// short, also where nothing was shipped.
import { sql } from 'kysely';
import { z } from 'zod';
import { deliver } from '../../../contract/index.ts';
import { defineCommand } from '../../../kernel/command.ts';
import { requireWarehouse } from '../../../kernel/ctx.ts';
import { type Qty, qtyText, sumQty } from '../../../kernel/decimal.ts';
import { recordStep, requireStep } from '../../../kernel/document.ts';
import { newId } from '../../../kernel/ids.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { zId, zMoment } from '../../../kernel/schema.ts';
import { loadOutsideBins, postMovements } from '../../stock/index.ts';
import { endTasks, lockOpenTasks } from '../../tasks/index.ts';
import { loadStaged, lockShipment, lockShipmentLines } from '../load.ts';
import { shipmentStates } from '../states.ts';
import { moveSlices, setShipmentState } from '../write.ts';

export const confirmShipment = defineCommand({
  name: 'shipping.confirm-shipment',
  right: 'task.execute',
  input: z.object({
    shipmentId: zId,
    carrier: z.string().trim().max(100).default(''),
    trackingNo: z.string().trim().max(100).default(''),
    occurredAt: zMoment.optional(),
  }),
  output: z.object({ state: z.string(), shipped: z.string(), short: z.string() }),
  refusals: ['NOT_ALL_PICKED', 'NOT_ALL_PACKED', 'NOTHING_PICKED', 'NOT_ENOUGH_STOCK', 'ALLOCATION_GONE'],
  run: async (tx, input, ctx) => {
    const shipment = await lockShipment(tx, ctx, input.shipmentId);
    requireWarehouse(ctx, shipment.warehouseId, shipment.warehouseCode);
    requireStep(shipmentStates, 'ship', shipment.state, shipment.no);
    const lines = await lockShipmentLines(tx, ctx, shipment);
    const unpacked = sumQty(lines.map((line) => (line.qtyPicked - line.qtyPacked) as Qty));
    if (unpacked > 0n) refuse('NOT_ALL_PACKED', { no: shipment.no, left: qtyText(unpacked) });
    const tasks = await lockOpenTasks(tx, ctx, shipment.id);
    const staged = await loadStaged(tx, ctx, shipment);
    if (staged.length === 0) refuse('NOTHING_PICKED', { no: shipment.no });
    const outside = await loadOutsideBins(tx, ctx.companyId);
    const reportId = newId();
    const occurredAt = input.occurredAt ?? ctx.now;
    const movements = await postMovements(
      tx,
      ctx,
      staged.map((held) => ({
        kind: 'ship' as const,
        itemId: held.key.itemId,
        lotId: held.key.lotId,
        qty: held.open,
        from: { binId: held.key.binId, status: held.key.status, ownerId: held.key.ownerId },
        to: { binId: outside.customer, status: held.key.status, ownerId: shipment.partnerId },
        sourceKind: 'shipment',
        sourceId: shipment.id,
        sourceLineId: held.lineId,
        reportId,
        allocationId: held.id,
        occurredAt,
      })),
    );
    await moveSlices(
      tx,
      ctx,
      staged.map((held) => ({ lineId: held.lineId, shipped: held.open })),
    );
    await endTasks(
      tx,
      ctx,
      tasks.map((task) => task.id),
      'done',
    );
    await setShipmentState(tx, ctx, shipment.id, 'shipped');
    await sql`update wms.shipment set carrier = case when ${input.carrier} = '' then carrier else ${input.carrier} end,
        tracking_no = ${input.trackingNo} where company_id = ${ctx.companyId} and id = ${shipment.id}`.execute(
      tx,
    );
    const shipped = qtyText(sumQty(staged.map((held) => held.open)));
    const short = qtyText(sumQty(lines.map((line) => line.qtyShort)));
    await recordStep(tx, ctx, {
      documentKind: 'shipment',
      documentId: shipment.id,
      verb: 'ship',
      from: shipment.state,
      to: 'shipped',
      note: { shipped, short },
    });
    const byId = new Map(lines.map((line) => [line.id, line]));
    await deliver(tx, ctx, {
      kind: 'goods_shipped',
      version: '1.0',
      id: reportId,
      instructionId: shipment.instructionId,
      warehouseId: shipment.warehouseId,
      partnerId: shipment.partnerId,
      documentId: shipment.id,
      documentNo: shipment.no,
      originId: shipment.originId,
      occurredAt,
      businessDate: ctx.today,
      carrier: input.carrier,
      trackingNo: input.trackingNo,
      lines: staged.map((held, index) => ({
        instructionLineId: byId.get(held.lineId)?.instructionLineId ?? null,
        originLineId: byId.get(held.lineId)?.originLineId ?? null,
        itemId: held.key.itemId,
        lotId: held.key.lotId,
        qty: qtyText(held.open),
        movementId: movements[index]?.id.toString() ?? null,
      })),
      shorts: lines
        .filter((line) => line.qtyShort > 0n)
        .map((line) => ({
          instructionLineId: line.instructionLineId,
          originLineId: line.originLineId,
          qty: qtyText(line.qtyShort),
          reason: '',
        })),
    });
    return { state: 'shipped', shipped, short };
  },
});
