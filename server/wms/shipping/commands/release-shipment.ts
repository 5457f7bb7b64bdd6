// Releases a shipment to the floor: stock is chosen by FEFO or FIFO now, not before, and held as allocations with
// one pick task each. What is missing is named; the rest may be released again when stock arrives.
import { z } from 'zod';
import { defineCommand } from '../../../kernel/command.ts';
import { requireWarehouse } from '../../../kernel/ctx.ts';
import { type Qty, qtyText } from '../../../kernel/decimal.ts';
import { recordStep, requireStep } from '../../../kernel/document.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { zId } from '../../../kernel/schema.ts';
import { lockShipment, lockShipmentLines } from '../load.ts';
import { shipmentStates } from '../states.ts';
import { allocateAndTask, setShipmentState } from '../write.ts';

export const releaseShipment = defineCommand({
  name: 'shipping.release-shipment',
  right: 'shipment.release',
  input: z.object({ shipmentId: zId }),
  output: z.object({ state: z.string(), missing: z.array(z.object({ item: z.string(), qty: z.string() })) }),
  refusals: ['NOTHING_TO_RELEASE', 'NOT_ENOUGH_STOCK'],
  run: async (tx, input, ctx) => {
    const shipment = await lockShipment(tx, ctx, input.shipmentId);
    requireWarehouse(ctx, shipment.warehouseId, shipment.warehouseCode);
    requireStep(shipmentStates, 'release', shipment.state, shipment.no);
    const lines = await lockShipmentLines(tx, ctx, shipment);
    const wants = lines
      .map((line) => ({
        lineId: line.id,
        itemId: line.itemId,
        rule: line.rule,
        qty: (line.qtyOrdered - line.qtyAllocated - line.qtyPicked - line.qtyShort) as Qty,
      }))
      .filter((want) => want.qty > 0n);
    const missing = await allocateAndTask(tx, ctx, shipment, wants);
    const told = lines.flatMap((line) => {
      const qty = missing.get(line.id);
      return qty ? [{ item: line.itemCode, qty: qtyText(qty) }] : [];
    });
    const got = wants.some((want) => (missing.get(want.lineId) ?? 0n) < want.qty);
    if (!got) {
      refuse('NOTHING_TO_RELEASE', {
        no: shipment.no,
        shortages: told.map((row) => `${row.item} ${row.qty}`),
      });
    }
    const state = lines.some((line) => line.qtyPicked > 0n) ? 'picking' : 'released';
    await setShipmentState(tx, ctx, shipment.id, state);
    await recordStep(tx, ctx, {
      documentKind: 'shipment',
      documentId: shipment.id,
      verb: 'release',
      from: shipment.state,
      to: state,
      note: { missing: told },
    });
    return { state, missing: told };
  },
});
