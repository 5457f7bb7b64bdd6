// lot_ruled v1: the verdict on a received quantity: accepted, conceded 让步接收 and rejected 判退 parts.
import { z } from 'zod';
import { zDate, zId } from '../../kernel/schema.ts';
import { type MessagePage, zQtyText } from '../envelope.ts';

export const zLotRuled = z.object({
  kind: z.literal('lot_ruled'),
  version: z.literal('1.0'),
  inspectionId: zId,
  inspectionNo: z.string(),
  receiptLineId: zId,
  /** The order line the quantity was received for, as the report named it. */
  originLineId: zId.nullable(),
  itemId: zId,
  lotId: zId,
  businessDate: zDate,
  reason: z.string().max(500),
  parts: z
    .array(z.object({ id: zId, verdict: z.enum(['accepted', 'conceded', 'rejected']), qty: zQtyText }))
    .min(1)
    .max(3),
});
export type LotRuled = z.input<typeof zLotRuled>;

export const lotRuledPage: MessagePage = {
  kind: 'lot_ruled',
  direction: 'across',
  meaning:
    'Accepted and conceded quantities become ours and go to put-away; rejected ones are held for return.',
  sender: 'quality',
  businessKey: 'inspectionId',
  refusals: ['MORE_THAN_RECEIVED'],
  schema: zLotRuled,
};
