// ship v1: send these goods to this partner. Creates the shipment 发货通知.
import { z } from 'zod';
import { zDate, zId } from '../../kernel/schema.ts';
import { type MessagePage, instructionEnvelope, zQtyText } from '../envelope.ts';

export const zShip = z.object({
  kind: z.literal('ship'),
  ...instructionEnvelope,
  warehouseId: zId,
  partnerId: zId,
  dueDate: zDate,
  shipTo: z.string().max(500),
  carrier: z.string().max(100),
  lines: z
    .array(z.object({ id: zId, lineNo: z.int().positive(), originLineId: zId, itemId: zId, qty: zQtyText }))
    .min(1)
    .max(500),
});
export type Ship = z.input<typeof zShip>;

export const shipPage: MessagePage = {
  kind: 'ship',
  direction: 'down',
  meaning: "Send these goods to this partner; bins and lots are the warehouse's choice at release.",
  sender: 'the ERP half, or an outside ERP',
  businessKey: 'documentId (the shipment)',
  refusals: ['NO_STAGING'],
  schema: zShip,
};
