// Approve, unapprove, close and void: the steps of a purchase order that move no goods.
import { sql } from 'kysely';
import { z } from 'zod';
import { defineCommand } from '../../../kernel/command.ts';
import type { Ctx, Tx } from '../../../kernel/ctx.ts';
import { recordStep, requireStep } from '../../../kernel/document.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { zId } from '../../../kernel/schema.ts';
import { purchaseOrderStates } from '../states.ts';
import { type OrderHead, lockOrder, setOrderState } from '../write.ts';

const input = z.object({ orderId: zId });
const output = z.object({ state: z.string() });

async function step(
  tx: Tx,
  ctx: Ctx,
  order: OrderHead,
  verb: keyof typeof purchaseOrderStates,
): Promise<{ state: string }> {
  const { to } = requireStep(purchaseOrderStates, verb, order.state, order.no);
  await setOrderState(tx, ctx, order.id, to);
  await recordStep(tx, ctx, {
    documentKind: 'purchase_order',
    documentId: order.id,
    verb,
    from: order.state,
    to,
  });
  return { state: to };
}

export const approveOrder = defineCommand({
  name: 'purchase.approve-order',
  right: 'purchase_order.approve',
  input,
  output,
  refusals: [],
  run: async (tx, { orderId }, ctx) => step(tx, ctx, await lockOrder(tx, ctx, orderId), 'approve'),
});

export const unapproveOrder = defineCommand({
  name: 'purchase.unapprove-order',
  right: 'purchase_order.approve',
  input,
  output,
  refusals: ['HAS_DOWNSTREAM'],
  run: async (tx, { orderId }, ctx) => {
    const order = await lockOrder(tx, ctx, orderId);
    const { rows } = await sql`select from erp.purchase_order_line
      where company_id = ${ctx.companyId} and order_id = ${orderId} and qty_notified > 0 limit 1`.execute(tx);
    if (rows.length > 0) refuse('HAS_DOWNSTREAM', { no: order.no });
    return step(tx, ctx, order, 'unapprove');
  },
});

export const closeOrder = defineCommand({
  name: 'purchase.close-order',
  right: 'purchase_order.approve',
  input,
  output,
  refusals: [],
  run: async (tx, { orderId }, ctx) => {
    const order = await lockOrder(tx, ctx, orderId);
    await sql`update erp.purchase_order_line set closed = true
      where company_id = ${ctx.companyId} and order_id = ${orderId}`.execute(tx);
    return step(tx, ctx, order, 'close');
  },
});

export const voidOrder = defineCommand({
  name: 'purchase.void-order',
  right: 'purchase_order.edit',
  input,
  output,
  refusals: [],
  run: async (tx, { orderId }, ctx) => step(tx, ctx, await lockOrder(tx, ctx, orderId), 'void'),
});
