// The shapes all messages of the border share. Quantities are decimal text in the item's base unit; ids are
// opaque to the other side; a message is stored as sent and never changed.
import { z } from 'zod';
import { zDate, zId, zMoment } from '../kernel/schema.ts';

export const zQtyText = z.string().regex(/^\d{1,14}(\.\d{1,6})?$/);

/** What every instruction names: the executor's document it creates, and the issuer's document it stems from. */
export const instructionEnvelope = {
  id: zId,
  version: z.literal('1.0'),
  documentId: zId,
  documentNo: z.string().max(60),
  originKind: z.string().max(40),
  originId: zId,
  originNo: z.string().max(60),
};

/** What every report names: the instruction it answers (null: unasked), when it happened, on which business day. */
export const reportEnvelope = {
  id: zId,
  version: z.literal('1.0'),
  instructionId: zId.nullable(),
  warehouseId: zId.nullable(),
  partnerId: zId.nullable(),
  documentId: zId,
  documentNo: z.string().max(60),
  originId: zId,
  occurredAt: zMoment,
  businessDate: zDate,
};

/** One reported quantity; it names the movement that is its only effect on stock. */
export const reportLine = {
  instructionLineId: zId.nullable(),
  originLineId: zId.nullable(),
  itemId: zId,
  lotId: zId,
  qty: zQtyText,
  movementId: z.string().regex(/^\d+$/).nullable(),
};

/** What the published pages say about a message, beside its schema. */
export type MessagePage = {
  readonly kind: string;
  readonly direction: 'down' | 'up' | 'across';
  readonly meaning: string;
  readonly sender: string;
  readonly businessKey: string;
  readonly refusals: readonly string[];
  readonly schema: z.ZodType;
};
