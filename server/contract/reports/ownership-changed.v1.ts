// ownership_changed v1: received quantities became ours. For the ERP this is the purchase receipt 采购入库.
import { z } from 'zod';
import { zId } from '../../kernel/schema.ts';
import { type MessagePage, reportEnvelope, reportLine } from '../envelope.ts';

export const zOwnershipChanged = z.object({
  kind: z.literal('ownership_changed'),
  ...reportEnvelope,
  lines: z.array(z.object({ ...reportLine, receiptLineId: zId, conceded: z.boolean() })),
});
export type OwnershipChanged = z.input<typeof zOwnershipChanged>;

export const ownershipChangedPage: MessagePage = {
  kind: 'ownership_changed',
  direction: 'up',
  meaning: 'These quantities passed into our ownership: received without inspection, accepted, or conceded.',
  sender: 'the warehouse half, or an outside WMS',
  businessKey: 'id; answers instructionId',
  refusals: [],
  schema: zOwnershipChanged,
};
