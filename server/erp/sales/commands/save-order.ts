// Creates or changes a draft sales order; entry is tax-inclusive. A draft saved by someone else meanwhile is
// refused with who it was, so that nobody's lines are overwritten silently.
import { z } from 'zod';
import { defineCommand } from '../../../kernel/command.ts';
import { type Ctx, audit } from '../../../kernel/ctx.ts';
import { recordStep, requireStep, requireVersion } from '../../../kernel/document.ts';
import { newId } from '../../../kernel/ids.ts';
import { takeDocumentNo } from '../../../kernel/numbering.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { zDate, zId, zPositiveQty, zRate, zText, zUnitPrice } from '../../../kernel/schema.ts';
import { salesOrderStates } from '../states.ts';
import { type ErpTx, lockOrder, replaceLines } from '../write.ts';

const zLine = z.object({
  itemId: zId,
  unitId: zId.optional(),
  /** Quantity and price are of the unit named, of the base unit when none is. */
  qty: zPositiveQty,
  priceWithTax: zUnitPrice.optional(),
  taxRate: zRate.optional(),
  deliveryDate: zDate.optional(),
});

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
    lines: z.array(zLine).min(1).max(500),
  }),
  /** The total is told to those who may see prices. */
  output: z.object({ orderId: zId, no: z.string(), total: z.string().nullable(), version: z.int() }),
  refusals: [
    'NOT_A_CUSTOMER',
    'UNKNOWN_ITEM',
    'UNIT_NOT_OF_ITEM',
    'PRICE_MISSING',
    'QTY_NOT_EXACT',
    'NO_LINES',
  ],
  run: async (tx, input, ctx) => {
    const { terms } = await requireCustomer(tx, ctx, input.customerId);
    const found = input.orderId ? await lockOrder(tx, ctx, input.orderId) : null;
    if (found) {
      requireStep(salesOrderStates, 'edit', found.state, found.no);
      await requireVersion(tx, ctx, 'sales_order', found, input.version);
    }
    const orderId = found?.id ?? newId();
    const businessDate = input.businessDate ?? ctx.today;
    const head = {
      customer_id: input.customerId,
      warehouse_id: input.warehouseId,
      business_date: businessDate,
      delivery_date: input.deliveryDate,
      remark: input.remark,
      terms,
      customer_order_no: input.customerOrderNo,
      ship_to: input.shipTo,
    };
    if (!found) {
      await tx
        .insertInto('erp.sales_order')
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
      { id: orderId, customerId: input.customerId, deliveryDate: input.deliveryDate },
      input.lines,
    );
    const no = found?.no ?? (await takeDocumentNo(tx, ctx, 'XSDD', businessDate));
    const version = (found?.version ?? 0) + 1;
    await tx
      .updateTable('erp.sales_order')
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
    audit(ctx, 'sales_order', orderId, found ? { version: found.version } : null, { version, ...totals });
    if (!found) {
      await recordStep(tx, ctx, {
        documentKind: 'sales_order',
        documentId: orderId,
        verb: 'create',
        from: null,
        to: 'draft',
      });
    }
    return { orderId, no, total: ctx.actor.rights.has('price.sales') ? totals.total : null, version };
  },
});
