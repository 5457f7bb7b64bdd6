// Creates or changes a draft count order: which warehouse, and if need be which bins and which items of it.
import { z } from 'zod';
import { defineCommand } from '../../../kernel/command.ts';
import { audit } from '../../../kernel/ctx.ts';
import { recordStep, requireStep, requireVersion } from '../../../kernel/document.ts';
import { newId } from '../../../kernel/ids.ts';
import { takeDocumentNo } from '../../../kernel/numbering.ts';
import { zCode, zDate, zId, zText } from '../../../kernel/schema.ts';
import { countOrderStates } from '../states.ts';
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
    const found = input.orderId ? await lockOrder(tx, ctx, input.orderId) : null;
    if (found) {
      requireStep(countOrderStates, 'edit', found.state, found.no);
      await requireVersion(tx, ctx, 'count_order', found, input.version);
    }
    const scope = {
      binCodes: [...new Set(input.binCodes.map((code) => code.toUpperCase()))],
      itemIds: [...new Set(input.itemIds)],
    };
    await requireItems(tx, ctx, scope.itemIds);
    const orderId = found?.id ?? newId();
    const businessDate = input.businessDate ?? ctx.today;
    const no = found?.no ?? (await takeDocumentNo(tx, ctx, 'PDFA', businessDate));
    const version = (found?.version ?? 0) + 1;
    const head = {
      no,
      version,
      warehouse_id: input.warehouseId,
      business_date: businessDate,
      scope: JSON.stringify(scope),
      remark: input.remark,
    };
    if (found) {
      await tx
        .updateTable('erp.count_order')
        .set(head)
        .where('company_id', '=', ctx.companyId)
        .where('id', '=', orderId)
        .execute();
      audit(ctx, 'count_order', orderId, { version: found.version }, { version, ...scope });
    } else {
      await tx
        .insertInto('erp.count_order')
        .values({
          company_id: ctx.companyId,
          id: orderId,
          state: 'draft',
          prepared_by: ctx.actor.userId,
          ...head,
        })
        .execute();
      await recordStep(tx, ctx, {
        documentKind: 'count_order',
        documentId: orderId,
        verb: 'create',
        from: null,
        to: 'draft',
      });
    }
    return { orderId, no, version };
  },
});
