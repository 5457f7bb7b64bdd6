// Creates or changes a draft transfer order. A draft saved by someone else meanwhile is refused, so that nobody's
// lines are overwritten silently.
import { z } from 'zod';
import { defineCommand } from '../../../kernel/command.ts';
import { audit } from '../../../kernel/ctx.ts';
import { recordStep, requireStep, requireVersion } from '../../../kernel/document.ts';
import { newId } from '../../../kernel/ids.ts';
import { takeDocumentNo } from '../../../kernel/numbering.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { zDate, zId, zPositiveQty, zText } from '../../../kernel/schema.ts';
import { transferOrderStates } from '../states.ts';
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
    const found = input.orderId ? await lockOrder(tx, ctx, input.orderId) : null;
    if (found) {
      requireStep(transferOrderStates, 'edit', found.state, found.no);
      await requireVersion(tx, ctx, 'transfer_order', found, input.version);
    }
    const orderId = found?.id ?? newId();
    const businessDate = input.businessDate ?? ctx.today;
    const head = {
      from_warehouse_id: input.fromWarehouseId,
      to_warehouse_id: input.toWarehouseId,
      business_date: businessDate,
      remark: input.remark,
    };
    if (!found) {
      await tx
        .insertInto('erp.transfer_order')
        .values({
          company_id: ctx.companyId,
          id: orderId,
          no: orderId,
          state: 'draft',
          prepared_by: ctx.actor.userId,
          ...head,
        })
        .execute();
    }
    await replaceLines(tx, ctx, orderId, input.lines);
    const no = found?.no ?? (await takeDocumentNo(tx, ctx, 'DBD', businessDate));
    const version = (found?.version ?? 0) + 1;
    await tx
      .updateTable('erp.transfer_order')
      .set({ ...head, no, version })
      .where('company_id', '=', ctx.companyId)
      .where('id', '=', orderId)
      .execute();
    audit(ctx, 'transfer_order', orderId, found ? { version: found.version } : null, { version });
    if (!found) {
      await recordStep(tx, ctx, {
        documentKind: 'transfer_order',
        documentId: orderId,
        verb: 'create',
        from: null,
        to: 'draft',
      });
    }
    return { orderId, no, version };
  },
});
