// Creates or changes a draft count order: which warehouse, and if need be which bins and which items of it.
import { z } from 'zod';
import { defineCommand } from '../../../kernel/command.ts';
import { zCode, zDate, zId, zText } from '../../../kernel/schema.ts';
import { keepDraft, openDraft } from '../../orders/index.ts';
import { countOrders } from '../states.ts';
import { lockOrder, requireItems } from '../write.ts';

export const saveOrder = defineCommand({
  name: 'count.save-order',
  right: 'count_order.edit',
  input: z.object({
    orderId: zId.optional(),
    version: z.int().optional(),
    warehouseId: zId,
    businessDate: zDate.optional(),
    binCodes: z.array(zCode).max(2_000).default([]),
    itemIds: z.array(zId).max(2_000).default([]),
    remark: zText.default(''),
  }),
  output: z.object({ orderId: zId, no: z.string(), version: z.int() }),
  refusals: ['UNKNOWN_ITEM'],
  run: async (tx, input, ctx) => {
    const draft = await openDraft(tx, ctx, countOrders, lockOrder, input);
    const scope = {
      binCodes: [...new Set(input.binCodes.map((code) => code.toUpperCase()))],
      itemIds: [...new Set(input.itemIds)],
    };
    await requireItems(tx, ctx, scope.itemIds);
    const head = {
      version: draft.version,
      warehouse_id: input.warehouseId,
      business_date: input.businessDate ?? ctx.today,
      scope: JSON.stringify(scope),
      remark: input.remark,
    };
    await tx
      .insertInto('erp.count_order')
      .values({ ...draft.born, ...head })
      .onConflict((found) => found.columns(['company_id', 'id']).doUpdateSet(head))
      .execute();
    return keepDraft(tx, ctx, countOrders, draft, head.business_date, scope);
  },
});
