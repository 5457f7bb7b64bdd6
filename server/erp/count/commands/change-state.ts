// Approve and void. Approval is the instruction to count: the warehouse has its blind tasks in the same transaction.
import { z } from 'zod';
import { deliver } from '../../../contract/index.ts';
import { defineCommand } from '../../../kernel/command.ts';
import { recordStep, requireStep } from '../../../kernel/document.ts';
import { newId } from '../../../kernel/ids.ts';
import { takeDocumentNo } from '../../../kernel/numbering.ts';
import { zId } from '../../../kernel/schema.ts';
import { countOrderStates } from '../states.ts';
import { lockOrder, setOrderState } from '../write.ts';

const input = z.object({ orderId: zId });
const output = z.object({ state: z.string() });

export const approveOrder = defineCommand({
  name: 'count.approve-order',
  right: 'count_order.edit',
  input,
  output: output.extend({ jobId: zId, jobNo: z.string() }),
  refusals: ['UNKNOWN_BIN', 'NOTHING_TO_COUNT', 'BIN_BEING_COUNTED'],
  run: async (tx, { orderId }, ctx) => {
    const order = await lockOrder(tx, ctx, orderId);
    const { to } = requireStep(countOrderStates, 'approve', order.state, order.no);
    await setOrderState(tx, ctx, order.id, to);
    const jobId = newId();
    const jobNo = await takeDocumentNo(tx, ctx, 'PDZY');
    await recordStep(tx, ctx, {
      documentKind: 'count_order',
      documentId: order.id,
      verb: 'approve',
      from: order.state,
      to,
      note: { job: jobNo },
    });
    await deliver(tx, ctx, {
      kind: 'count',
      version: '1.0',
      id: newId(),
      documentId: jobId,
      documentNo: jobNo,
      originKind: 'count_order',
      originId: order.id,
      originNo: order.no,
      warehouseId: order.warehouseId,
      binCodes: [...order.binCodes],
      itemIds: [...order.itemIds],
    });
    return { state: to, jobId, jobNo };
  },
});

export const voidOrder = defineCommand({
  name: 'count.void-order',
  right: 'count_order.edit',
  input,
  output,
  refusals: [],
  run: async (tx, { orderId }, ctx) => {
    const order = await lockOrder(tx, ctx, orderId);
    const { to } = requireStep(countOrderStates, 'void', order.state, order.no);
    await setOrderState(tx, ctx, order.id, to);
    await recordStep(tx, ctx, {
      documentKind: 'count_order',
      documentId: order.id,
      verb: 'void',
      from: order.state,
      to,
    });
    return { state: to };
  },
});
