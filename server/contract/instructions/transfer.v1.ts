// transfer v1: move goods from one warehouse to another through transit. Creates the warehouse's transfer 调拨.
import { z } from 'zod';
import { zId } from '../../kernel/schema.ts';
import { type MessagePage, instructionEnvelope, zQtyText } from '../envelope.ts';

export const zTransfer = z.object({
  kind: z.literal('transfer'),
  ...instructionEnvelope,
  fromWarehouseId: zId,
  toWarehouseId: zId,
  lines: z
    .array(z.object({ id: zId, lineNo: z.int().positive(), originLineId: zId, itemId: zId, qty: zQtyText }))
    .min(1)
    .max(500),
});
export type Transfer = z.input<typeof zTransfer>;

export const transferPage: MessagePage = {
  kind: 'transfer',
  direction: 'down',
  meaning:
    'Dispatch goods at one warehouse and take them in at another; between the two they stand in transit.',
  sender: 'the ERP half, or an outside ERP',
  businessKey: 'documentId (the transfer)',
  refusals: ['NO_TRANSIT', 'NOT_ENOUGH_STOCK'],
  schema: zTransfer,
};
