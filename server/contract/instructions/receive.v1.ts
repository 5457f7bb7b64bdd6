// receive v1: expect these goods at this warehouse. Creates the receiving notice 收料通知单.
import { z } from 'zod';
import { zDate, zId } from '../../kernel/schema.ts';
import { type MessagePage, instructionEnvelope, zQtyText } from '../envelope.ts';

export const zReceive = z.object({
  kind: z.literal('receive'),
  ...instructionEnvelope,
  warehouseId: zId,
  partnerId: zId,
  expectedDate: zDate,
  deliveryNoteNo: z.string().max(60),
  lines: z
    .array(
      z.object({
        id: zId,
        lineNo: z.int().positive(),
        originLineId: zId,
        itemId: zId,
        qty: zQtyText,
        /** The most that may be received: what is open on the order with its cumulative tolerance. */
        qtyLimit: zQtyText,
        inspected: z.boolean(),
      }),
    )
    .min(1)
    .max(500),
});
export type Receive = z.input<typeof zReceive>;

export const receivePage: MessagePage = {
  kind: 'receive',
  direction: 'down',
  meaning: 'Expect these goods at this warehouse, up to a limit per line; inspected lines wait in 待检.',
  sender: 'the ERP half, or an outside ERP',
  businessKey: 'documentId (the receiving notice)',
  refusals: ['NO_DOCK'],
  schema: zReceive,
};
