// count_result v1: what was seen and what the book said at that moment. It changes no stock by itself.
import { z } from 'zod';
import { zId } from '../../kernel/schema.ts';
import { type MessagePage, reportEnvelope, reportLine, zQtyText } from '../envelope.ts';

export const zCountResult = z.object({
  kind: z.literal('count_result'),
  ...reportEnvelope,
  lines: z.array(
    z.object({
      ...reportLine,
      observationId: zId,
      binCode: z.string(),
      lotNo: z.string(),
      status: z.string(),
      qtyBook: zQtyText,
      /** The issuer decided to keep the book in spite of this very difference; it need not be asked again. */
      kept: z.boolean().default(false),
    }),
  ),
});
export type CountResult = z.input<typeof zCountResult>;

export const countResultPage: MessagePage = {
  kind: 'count_result',
  direction: 'up',
  meaning: 'What was counted (qty) and what the book said at that moment (qtyBook), per bin, item and lot.',
  sender: 'the warehouse half, or an outside WMS',
  businessKey: 'id; answers instructionId',
  refusals: [],
  schema: zCountResult,
};
