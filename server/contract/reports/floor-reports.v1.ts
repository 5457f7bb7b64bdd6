// Reports whose lines carry nothing beyond the common shape: put away, dispatched, arrived, returned.
import { z } from 'zod';
import { zId } from '../../kernel/schema.ts';
import { type MessagePage, reportEnvelope, reportLine, zQtyText } from '../envelope.ts';

const lines = z.array(z.object(reportLine));

export const zGoodsPutAway = z.object({ kind: z.literal('goods_put_away'), ...reportEnvelope, lines });
export type GoodsPutAway = z.input<typeof zGoodsPutAway>;
export const zGoodsDispatched = z.object({
  kind: z.literal('goods_dispatched'),
  ...reportEnvelope,
  lines,
  /** What will not be dispatched under this instruction, per instruction line. */
  shorts: z.array(z.object({ instructionLineId: zId, originLineId: zId, qty: zQtyText, reason: z.string() })),
});
export type GoodsDispatched = z.input<typeof zGoodsDispatched>;
export const zGoodsArrived = z.object({ kind: z.literal('goods_arrived'), ...reportEnvelope, lines });
export type GoodsArrived = z.input<typeof zGoodsArrived>;
export const zGoodsReturned = z.object({ kind: z.literal('goods_returned'), ...reportEnvelope, lines });
export type GoodsReturned = z.input<typeof zGoodsReturned>;

const page = (kind: string, meaning: string, schema: z.ZodType): MessagePage => ({
  kind,
  direction: 'up',
  meaning,
  sender: 'the warehouse half, or an outside WMS',
  businessKey: 'id; answers instructionId',
  refusals: [],
  schema,
});

export const floorReportPages: readonly MessagePage[] = [
  page('goods_put_away', 'These quantities stand in their storage bins now.', zGoodsPutAway),
  page(
    'goods_dispatched',
    'These quantities left the sending warehouse and are in transit; what fell short will not come.',
    zGoodsDispatched,
  ),
  page('goods_arrived', 'These quantities left transit and stand in the receiving warehouse.', zGoodsArrived),
  page('goods_returned', 'These rejected quantities went back to the supplier.', zGoodsReturned),
];
