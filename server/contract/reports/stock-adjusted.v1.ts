// stock_adjusted v1: an approved difference was posted. Gains came from, losses went to, the loss place.
import { z } from 'zod';
import { zId } from '../../kernel/schema.ts';
import { type MessagePage, reportEnvelope, reportLine } from '../envelope.ts';

export const zStockAdjusted = z.object({
  kind: z.literal('stock_adjusted'),
  ...reportEnvelope,
  lines: z.array(
    z.object({ ...reportLine, observationId: zId, direction: z.enum(['gain', 'loss']), reason: z.string() }),
  ),
});
export type StockAdjusted = z.input<typeof zStockAdjusted>;

export const stockAdjustedPage: MessagePage = {
  kind: 'stock_adjusted',
  direction: 'up',
  meaning: 'An approved count difference was posted to stock as a gain or a loss.',
  sender: 'the warehouse half, or an outside WMS',
  businessKey: 'id; answers instructionId',
  refusals: [],
  schema: zStockAdjusted,
};
