// Declares what is not allocated as short: the shipment goes with what there is, and the order hears the rest.
import { z } from 'zod';
import { defineCommand } from '../../../kernel/command.ts';
import { type Qty, qtyText, sumQty } from '../../../kernel/decimal.ts';
import { recordStep, requireStep } from '../../../kernel/document.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { zId } from '../../../kernel/schema.ts';
import { lockShipment, lockShipmentLines } from '../load.ts';
import { shipmentStates } from '../states.ts';
import { moveSlices, settlePickState } from '../write.ts';

export const closeShipmentShort = defineCommand({
  name: 'shipping.close-short',
  right: 'shipment.release',
  input: z.object({ shipmentId: zId, reason: z.string().trim().min(1).max(200) }),
  output: z.object({ state: z.string(), short: z.string() }),
  refusals: ['NOTHING_SHORT_HERE'],
  run: async (tx, input, ctx) => {
    const shipment = await lockShipment(tx, ctx, input.shipmentId);
    requireStep(shipmentStates, 'close_short', shipment.state, shipment.no);
    const lines = await lockShipmentLines(tx, ctx, shipment);
    const shorts = lines
      .map((line) => ({
        line,
        qty: (line.qtyOrdered - line.qtyAllocated - line.qtyPicked - line.qtyShort) as Qty,
      }))
      .filter(({ qty }) => qty > 0n);
    if (shorts.length === 0) refuse('NOTHING_SHORT_HERE', { no: shipment.no });
    await moveSlices(
      tx,
      ctx,
      shorts.map(({ line, qty }) => ({ lineId: line.id, short: qty, reason: input.reason })),
    );
    const state = await settlePickState(tx, ctx, shipment);
    const short = qtyText(sumQty(shorts.map(({ qty }) => qty)));
    await recordStep(tx, ctx, {
      documentKind: 'shipment',
      documentId: shipment.id,
      verb: 'close_short',
      from: shipment.state,
      to: state,
      note: { short, reason: input.reason },
    });
    return { state, short };
  },
});
