// goods_received v1: these quantities stand at the dock. Inspected ones wait in 待检, owned by the supplier.
import { z } from 'zod';
import { zId } from '../../kernel/schema.ts';
import { type MessagePage, reportEnvelope, reportLine } from '../envelope.ts';

export const zGoodsReceived = z.object({
  kind: z.literal('goods_received'),
  ...reportEnvelope,
  lines: z.array(
    z.object({
      ...reportLine,
      receiptLineId: zId,
      lotNo: z.string(),
      inspected: z.boolean(),
      damaged: z.boolean(),
    }),
  ),
});
export type GoodsReceived = z.input<typeof zGoodsReceived>;

export const goodsReceivedPage: MessagePage = {
  kind: 'goods_received',
  direction: 'up',
  meaning:
    "These quantities arrived and stand at the dock, by lot; inspected ones are the supplier's until ruled.",
  sender: 'the warehouse half, or an outside WMS',
  businessKey: 'id; answers instructionId',
  refusals: [],
  schema: zGoodsReceived,
};
