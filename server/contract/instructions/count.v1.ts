// count v1: count these bins blind. Creates the count job 盘点 with one task per bin.
import { z } from 'zod';
import { zId } from '../../kernel/schema.ts';
import { type MessagePage, instructionEnvelope } from '../envelope.ts';

export const zCount = z.object({
  kind: z.literal('count'),
  ...instructionEnvelope,
  warehouseId: zId,
  /** Empty: every bin of the warehouse that can be counted. */
  binCodes: z.array(z.string().max(60)).max(2_000),
  /** Empty: whatever lies in the bins. Otherwise only these items, where the book has them. */
  itemIds: z.array(zId).max(2_000),
});
export type Count = z.input<typeof zCount>;

export const countPage: MessagePage = {
  kind: 'count',
  direction: 'down',
  meaning: 'Count these bins without seeing the book; answer with what was seen and the book at that moment.',
  sender: 'the ERP half, or an outside ERP',
  businessKey: 'documentId (the count job)',
  refusals: ['UNKNOWN_BIN', 'NOTHING_TO_COUNT', 'BIN_BEING_COUNTED'],
  schema: zCount,
};
