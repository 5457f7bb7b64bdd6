// adjust v1: what to do with each counted difference. Only an approved difference changes stock.
import { z } from 'zod';
import { zId } from '../../kernel/schema.ts';
import { type MessagePage, instructionEnvelope } from '../envelope.ts';

export const zAdjust = z.object({
  kind: z.literal('adjust'),
  ...instructionEnvelope,
  lines: z
    .array(
      z.object({
        id: zId,
        lineNo: z.int().positive(),
        originLineId: zId,
        observationId: zId,
        decision: z.enum(['adjust', 'keep_book', 'recount']),
        reason: z.string().max(500),
      }),
    )
    .min(1)
    .max(2_000),
});
export type Adjust = z.input<typeof zAdjust>;

export const adjustPage: MessagePage = {
  kind: 'adjust',
  direction: 'down',
  meaning: 'Decide each counted difference: adjust the book, keep it, or count again.',
  sender: 'the ERP half, or an outside ERP',
  businessKey: "documentId (the count job) and the decision's id",
  refusals: ['DIFFERENCE_NO_LONGER_FITS', 'STOCK_HELD', 'GOODS_NOT_OURS'],
  schema: zAdjust,
};
