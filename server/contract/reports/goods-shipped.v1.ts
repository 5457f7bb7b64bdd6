// goods_shipped v1: these quantities left for the customer; short lines are named with zero lines too.
import { z } from 'zod';
import { zId } from '../../kernel/schema.ts';
import { type MessagePage, reportEnvelope, reportLine, zQtyText } from '../envelope.ts';

export const zGoodsShipped = z.object({
  kind: z.literal('goods_shipped'),
  ...reportEnvelope,
  carrier: z.string(),
  trackingNo: z.string(),
  lines: z.array(z.object(reportLine)),
  /** What will not be shipped under this instruction, per instruction line. */
  shorts: z.array(z.object({ instructionLineId: zId, originLineId: zId, qty: zQtyText, reason: z.string() })),
});
export type GoodsShipped = z.input<typeof zGoodsShipped>;

export const goodsShippedPage: MessagePage = {
  kind: 'goods_shipped',
  direction: 'up',
  meaning:
    'These quantities left for the customer by lot; what fell short goes back to the order, with its cause.',
  sender: 'the warehouse half, or an outside WMS',
  businessKey: 'id; answers instructionId',
  refusals: [],
  schema: zGoodsShipped,
};
