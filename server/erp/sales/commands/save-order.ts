// Creates or changes a draft sales order; entry is tax-inclusive. A draft saved by someone else meanwhile is
// refused with who it was, so that nobody's lines are overwritten silently.
import { z } from 'zod';
import { defineCommand } from '../../../kernel/command.ts';
import type { Ctx } from '../../../kernel/ctx.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { zDate, zId, zText } from '../../../kernel/schema.ts';
import {
  type ErpTx,
  keepDraft,
  openDraft,
  orderLineCodes,
  priceLines,
  zOrderLine,
} from '../../orders/index.ts';
import { salesOrders } from '../states.ts';
import { lockOrder, replaceLines } from '../write.ts';

async function requireCustomer(tx: ErpTx, ctx: Ctx, id: string): Promise<{ terms: string }> {
  const partner = await tx
    .selectFrom('md.partner')
    .select(['code', 'is_customer', 'terms'])
    .where('company_id', '=', ctx.companyId)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!partner) return refuse('NOT_FOUND', { what: 'customer', key: id });
  return partner.is_customer ? partner : refuse('NOT_A_CUSTOMER', { partner: partner.code });
}

export const saveOrder = defineCommand({
  name: 'sales.save-order',
  right: 'sales_order.edit',
  input: z.object({
    orderId: zId.optional(),
    version: z.int().optional(),
    customerId: zId,
    warehouseId: zId,
    businessDate: zDate.optional(),
    deliveryDate: zDate,
    customerOrderNo: z.string().trim().max(60).default(''),
    shipTo: zText.default(''),
    remark: zText.default(''),
    lines: z.array(zOrderLine).min(1).max(500),
  }),
  /** The total is told to those who may see prices. */
  output: z.object({ orderId: zId, no: z.string(), total: z.string().nullable(), version: z.int() }),
  refusals: ['NOT_A_CUSTOMER', ...orderLineCodes],
  run: async (tx, input, ctx) => {
    const { customerId, warehouseId, deliveryDate, remark } = input;
    const { terms } = await requireCustomer(tx, ctx, customerId);
    const draft = await openDraft(tx, ctx, salesOrders, lockOrder, input);
    const { lines, totals } = await priceLines(tx, ctx, 'sales', { ...input, partnerId: customerId });
    const head = {
      version: draft.version,
      customer_id: customerId,
      warehouse_id: warehouseId,
      business_date: input.businessDate ?? ctx.today,
      delivery_date: deliveryDate,
      customer_order_no: input.customerOrderNo,
      ship_to: input.shipTo,
      remark,
      terms,
      amount: totals.amount,
      tax_amount: totals.taxAmount,
      total: totals.total,
    };
    await tx
      .insertInto('erp.sales_order')
      .values({ ...draft.born, ...head })
      .onConflict((found) => found.columns(['company_id', 'id']).doUpdateSet(head))
      .execute();
    await replaceLines(tx, ctx, draft.id, lines);
    const kept = await keepDraft(tx, ctx, salesOrders, draft, head.business_date, totals);
    return { ...kept, total: ctx.actor.rights.has('price.sales') ? totals.total : null };
  },
});
