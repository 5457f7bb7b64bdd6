// Creates or changes a draft purchase order; entry is tax-inclusive. A draft saved by someone else meanwhile is
// refused with who it was, so that nobody's lines are overwritten silently.
import { z } from 'zod';
import { defineCommand } from '../../../kernel/command.ts';
import type { Ctx } from '../../../kernel/ctx.ts';
import type { Id } from '../../../kernel/ids.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { zDate, zId, zText } from '../../../kernel/schema.ts';
import { type ErpTx, keepDraft, openDraft, orderLineCodes, priceLines } from '../../orders/index.ts';
import { purchaseOrders } from '../states.ts';
import { lockOrder, replaceLines, zLine } from '../write.ts';

const zDraft = z.object({
  orderId: zId.optional(),
  version: z.int().optional(),
  supplierId: zId,
  warehouseId: zId,
  businessDate: zDate.optional(),
  deliveryDate: zDate,
  remark: zText.default(''),
  lines: z.array(zLine).min(1).max(500),
});

export type PurchaseDraft = z.output<typeof zDraft>;

async function requireSupplier(tx: ErpTx, ctx: Ctx, id: string): Promise<{ terms: string }> {
  const partner = await tx
    .selectFrom('md.partner')
    .select(['code', 'is_supplier', 'terms'])
    .where('company_id', '=', ctx.companyId)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!partner) return refuse('NOT_FOUND', { what: 'supplier', key: id });
  return partner.is_supplier ? partner : refuse('NOT_A_SUPPLIER', { partner: partner.code });
}

/** Writes a draft with its number, timeline and audit; for whoever may edit purchase orders. */
export async function saveDraft(
  tx: ErpTx,
  ctx: Ctx,
  input: PurchaseDraft,
): Promise<{ orderId: Id; no: string; total: string | null; version: number }> {
  const { supplierId, warehouseId, deliveryDate, remark } = input;
  const { terms } = await requireSupplier(tx, ctx, supplierId);
  const draft = await openDraft(tx, ctx, purchaseOrders, lockOrder, input);
  const { lines, totals } = await priceLines(tx, ctx, 'purchase', { ...input, partnerId: supplierId });
  const head = {
    version: draft.version,
    supplier_id: supplierId,
    warehouse_id: warehouseId,
    business_date: input.businessDate ?? ctx.today,
    delivery_date: deliveryDate,
    remark,
    terms,
    amount: totals.amount,
    tax_amount: totals.taxAmount,
    total: totals.total,
  };
  await tx
    .insertInto('erp.purchase_order')
    .values({ ...draft.born, ...head })
    .onConflict((found) => found.columns(['company_id', 'id']).doUpdateSet(head))
    .execute();
  await replaceLines(tx, ctx, draft.id, lines);
  const kept = await keepDraft(tx, ctx, purchaseOrders, draft, head.business_date, totals);
  return { ...kept, total: ctx.actor.rights.has('price.purchase') ? totals.total : null };
}

export const draftRefusals = ['NOT_A_SUPPLIER', ...orderLineCodes] as const;

export const saveOrder = defineCommand({
  name: 'purchase.save-order',
  right: 'purchase_order.edit',
  input: zDraft,
  /** The total is told to those who may see prices. */
  output: z.object({ orderId: zId, no: z.string(), total: z.string().nullable(), version: z.int() }),
  refusals: draftRefusals,
  run: (tx, input, ctx) => saveDraft(tx, ctx, input),
});
