// A scan confirms a received quantity of one line; the desk or a gate confirms a whole delivery at once. Stock, notice,
// order progress, inspection order and put-away task share one transaction.
import { z } from 'zod';
import { defineCommand } from '../../../kernel/command.ts';
import { zDate, zId, zMoment, zPositiveQty } from '../../../kernel/schema.ts';
import { receiveLines } from '../receive-lines.ts';

const zReceipt = z.object({
  noticeLineId: zId,
  qty: zPositiveQty,
  lotNo: z.string().trim().max(60).optional(),
  supplierLotNo: z.string().trim().max(60).optional(),
  productionDate: zDate.optional(),
  expiryDate: zDate.optional(),
  damaged: z.boolean().default(false),
  occurredAt: zMoment.optional(),
});

const zReceived = z.object({
  receiptLineId: zId,
  lotNo: z.string(),
  status: z.string(),
  received: z.string(),
  expected: z.string(),
});

const refusals = [
  'OVER_TOLERANCE',
  'EXPIRY_REQUIRED',
  'LOT_EXPIRED',
  'LIFE_TOO_SHORT',
  'LOT_DIFFERS',
  'TASK_TAKEN',
  'TASK_OVER',
  'NOT_ENOUGH_STOCK',
];

export const confirmReceipt = defineCommand({
  name: 'receiving.confirm-receipt',
  right: 'receiving.execute',
  input: zReceipt,
  output: zReceived.extend({ noticeState: z.string() }),
  refusals,
  run: async (tx, input, ctx) => {
    const { lines, noticeState } = await receiveLines(tx, ctx, [input]);
    const [line] = lines;
    if (!line) throw new Error('a received quantity has no line');
    return { ...line, noticeState };
  },
});

export const confirmReceipts = defineCommand({
  name: 'receiving.confirm-receipts',
  right: 'receiving.execute',
  input: z.object({ lines: z.array(zReceipt).min(1).max(200) }),
  output: z.object({ lines: z.array(zReceived), noticeState: z.string() }),
  refusals,
  run: async (tx, input, ctx) => {
    const { lines, noticeState } = await receiveLines(tx, ctx, input.lines);
    return { lines: [...lines], noticeState };
  },
});
