// Creates or changes a draft purchase order; entry is tax-inclusive. A draft saved by someone else meanwhile is
// refused with who it was, so that nobody's lines are overwritten silently.
import { z } from 'zod';
import { defineCommand } from '../../../kernel/command.ts';
import { type Ctx, audit } from '../../../kernel/ctx.ts';
import { recordStep, requireStep, requireVersion } from '../../../kernel/document.ts';
import { type Id, newId } from '../../../kernel/ids.ts';
import { takeDocumentNo } from '../../../kernel/numbering.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { zDate, zId, zPositiveQty, zRate, zText, zUnitPrice } from '../../../kernel/schema.ts';
import { purchaseOrderStates } from '../states.ts';
import { type ErpTx, lockOrder, replaceLines } from '../write.ts';

const zLine = z.object({
  itemId: zId,
  unitId: zId.optional(),
  /** Quantity and price are of the unit named, of the base unit when none is. */
  qty: zPositiveQty,
  priceWithTax: zUnitPrice.optional(),
  taxRate: zRate.optional(),
  deliveryDate: zDate.optional(),
  toleranceOver: zRate.optional(),
  trackingNo: zText.optional(),
});

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
  const { terms } = await requireSupplier(tx, ctx, input.supplierId);
  const found = input.orderId ? await lockOrder(tx, ctx, input.orderId) : null;
  if (found) {
    requireStep(purchaseOrderStates, 'edit', found.state, found.no);
    await requireVersion(tx, ctx, 'purchase_order', found, input.version);
  }
  const orderId = found?.id ?? newId();
  const businessDate = input.businessDate ?? ctx.today;
  const head = {
    supplier_id: input.supplierId,
    warehouse_id: input.warehouseId,
    business_date: businessDate,
    delivery_date: input.deliveryDate,
    remark: input.remark,
    terms,
  };
  if (!found) {
    await tx
      .insertInto('erp.purchase_order')
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
  const totals = await replaceLines(
    tx,
    ctx,
    { id: orderId, supplierId: input.supplierId, deliveryDate: input.deliveryDate },
    input.lines,
  );
  const no = found?.no ?? (await takeDocumentNo(tx, ctx, 'CGDD', businessDate));
  const version = (found?.version ?? 0) + 1;
  await tx
    .updateTable('erp.purchase_order')
    .set({
      ...head,
      no,
      version,
      amount: totals.amount as never,
      tax_amount: totals.taxAmount as never,
      total: totals.total as never,
    })
    .where('company_id', '=', ctx.companyId)
    .where('id', '=', orderId)
    .execute();
  // The timeline is read by people without prices, so the sums stand in the audit alone.
  audit(ctx, 'purchase_order', orderId, found ? { version: found.version } : null, { version, ...totals });
  if (!found) {
    await recordStep(tx, ctx, {
      documentKind: 'purchase_order',
      documentId: orderId,
      verb: 'create',
      from: null,
      to: 'draft',
    });
  }
  return { orderId, no, total: ctx.actor.rights.has('price.purchase') ? totals.total : null, version };
}

export const draftRefusals = [
  'NOT_A_SUPPLIER',
  'UNKNOWN_ITEM',
  'UNIT_NOT_OF_ITEM',
  'PRICE_MISSING',
  'QTY_NOT_EXACT',
  'NO_LINES',
] as const;

export const saveOrder = defineCommand({
  name: 'purchase.save-order',
  right: 'purchase_order.edit',
  input: zDraft,
  /** The total is told to those who may see prices. */
  output: z.object({ orderId: zId, no: z.string(), total: z.string().nullable(), version: z.int() }),
  refusals: draftRefusals,
  run: (tx, input, ctx) => saveDraft(tx, ctx, input),
});
