// Creates or changes a draft transfer order. A draft saved by someone else meanwhile is refused, so that nobody's
// lines are overwritten silently.
import { z } from 'zod';
import { defineCommand } from '../../../kernel/command.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { zDate, zId, zPositiveQty, zText } from '../../../kernel/schema.ts';
import { keepDraft, openDraft } from '../../orders/index.ts';
import { transferOrders } from '../states.ts';
import { lockOrder, replaceLines } from '../write.ts';

const zLine = z.object({ itemId: zId, unitId: zId.optional(), qty: zPositiveQty });

export const saveOrder = defineCommand({
  name: 'transfer.save-order',
  right: 'transfer_order.edit',
  input: z.object({
    orderId: zId.optional(),
    version: z.int().optional(),
    fromWarehouseId: zId,
    toWarehouseId: zId,
    businessDate: zDate.optional(),
    remark: zText.default(''),
    lines: z.array(zLine).min(1).max(500),
  }),
  output: z.object({ orderId: zId, no: z.string(), version: z.int() }),
  refusals: ['SAME_WAREHOUSE', 'UNKNOWN_ITEM', 'UNIT_NOT_OF_ITEM', 'QTY_NOT_EXACT'],
  run: async (tx, input, ctx) => {
    if (input.fromWarehouseId === input.toWarehouseId) refuse('SAME_WAREHOUSE');
    const draft = await openDraft(tx, ctx, transferOrders, lockOrder, input);
    const head = {
      version: draft.version,
      from_warehouse_id: input.fromWarehouseId,
      to_warehouse_id: input.toWarehouseId,
      business_date: input.businessDate ?? ctx.today,
      remark: input.remark,
    };
    await tx
      .insertInto('erp.transfer_order')
      .values({ ...draft.born, ...head })
      .onConflict((found) => found.columns(['company_id', 'id']).doUpdateSet(head))
      .execute();
    await replaceLines(tx, ctx, draft.id, input.lines);
    return keepDraft(tx, ctx, transferOrders, draft, head.business_date);
  },
});
