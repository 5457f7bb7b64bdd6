// Check and pack: one package with what was scanned into it. No more than was picked; when everything picked is
// packed, the shipment is packed.
import { sql } from 'kysely';
import { z } from 'zod';
import { defineCommand } from '../../../kernel/command.ts';
import { requireWarehouse } from '../../../kernel/ctx.ts';
import { type Qty, ZERO_QTY, addQty, qtyText, subQty } from '../../../kernel/decimal.ts';
import { recordStep, requireStep } from '../../../kernel/document.ts';
import { newId } from '../../../kernel/ids.ts';
import { takeNumbers } from '../../../kernel/numbering.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { zId, zPositiveQty, zQty } from '../../../kernel/schema.ts';
import { advanceTask, endTasks, lockOpenTasks } from '../../tasks/index.ts';
import { lockShipment, lockShipmentLines } from '../load.ts';
import { shipmentStates } from '../states.ts';
import { moveSlices, setShipmentState } from '../write.ts';

export const confirmPackage = defineCommand({
  name: 'packing.confirm-package',
  right: 'task.execute',
  input: z.object({
    shipmentId: zId,
    weightKg: zQty.optional(),
    lines: z
      .array(z.object({ shipmentLineId: zId, lotId: zId, qty: zPositiveQty }))
      .min(1)
      .max(500),
  }),
  output: z.object({ packageNo: z.string(), state: z.string(), left: z.string() }),
  refusals: ['PACK_TOO_MUCH', 'TASK_TAKEN'],
  run: async (tx, input, ctx) => {
    const shipment = await lockShipment(tx, ctx, input.shipmentId);
    requireWarehouse(ctx, shipment.warehouseId, shipment.warehouseCode);
    requireStep(shipmentStates, 'pack', shipment.state, shipment.no);
    const lines = await lockShipmentLines(tx, ctx, shipment);
    const packing = new Map<string, Qty>();
    for (const line of input.lines)
      packing.set(line.shipmentLineId, addQty(packing.get(line.shipmentLineId) ?? ZERO_QTY, line.qty));
    for (const [lineId, qty] of packing) {
      const line =
        lines.find((candidate) => candidate.id === lineId) ??
        refuse('NOT_FOUND', { what: 'shipment line', key: lineId });
      const left = subQty(line.qtyPicked, line.qtyPacked);
      if (qty > left)
        refuse('PACK_TOO_MUCH', { item: line.itemCode, left: qtyText(left), qty: qtyText(qty) });
    }
    const [task] = await lockOpenTasks(tx, ctx, shipment.id, 'pack');
    const packageId = newId();
    const day = ctx.today.replaceAll('-', '');
    const packageNo = `BX-${day}-${String(await takeNumbers(tx, ctx, 'BX', day)).padStart(4, '0')}`;
    await tx
      .insertInto('wms.package')
      .values({
        company_id: ctx.companyId,
        id: packageId,
        shipment_id: shipment.id,
        no: packageNo,
        weight_kg: input.weightKg === undefined ? null : qtyText(input.weightKg),
      })
      .execute();
    await sql`insert into wms.package_line (company_id, id, package_id, shipment_line_id, lot_id, qty)
      select ${ctx.companyId}, id, ${packageId}, line_id, lot_id, qty
      from unnest(${input.lines.map(() => newId())}::uuid[], ${input.lines.map((line) => line.shipmentLineId)}::uuid[],
        ${input.lines.map((line) => line.lotId)}::uuid[], ${input.lines.map((line) => qtyText(line.qty))}::numeric[])
        as p (id, line_id, lot_id, qty)`.execute(tx);
    await moveSlices(
      tx,
      ctx,
      [...packing].map(([lineId, qty]) => ({ lineId, packed: qty })),
    );
    const left = lines.reduce(
      (sum, line) => (sum + line.qtyPicked - line.qtyPacked - (packing.get(line.id) ?? 0n)) as Qty,
      ZERO_QTY,
    );
    const state = left === 0n ? 'packed' : 'picked';
    await setShipmentState(tx, ctx, shipment.id, state);
    if (task)
      await (left === 0n ? endTasks(tx, ctx, [task.id], 'done') : advanceTask(tx, ctx, task, ZERO_QTY));
    await recordStep(tx, ctx, {
      documentKind: 'shipment',
      documentId: shipment.id,
      verb: 'pack',
      from: shipment.state,
      to: state,
      note: { package: packageNo },
    });
    return { packageNo, state, left: qtyText(left) };
  },
});
