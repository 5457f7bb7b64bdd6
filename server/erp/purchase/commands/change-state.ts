// Approve, unapprove, close and void: the steps of a purchase order that move no goods.
import { sql } from 'kysely';
import { z } from 'zod';
import { defineCommand } from '../../../kernel/command.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { zId } from '../../../kernel/schema.ts';
import { takeStep } from '../../orders/index.ts';
import { purchaseOrders } from '../states.ts';
import { lockOrder } from '../write.ts';

const input = z.object({ orderId: zId });
const output = z.object({ state: z.string() });

export const approveOrder = defineCommand({
  name: 'purchase.approve-order',
  right: 'purchase_order.approve',
  input,
  output,
  refusals: [],
  run: async (tx, { orderId }, ctx) =>
    takeStep(tx, ctx, purchaseOrders, await lockOrder(tx, ctx, orderId), 'approve'),
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
    return takeStep(tx, ctx, purchaseOrders, order, 'unapprove');
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
    return takeStep(tx, ctx, purchaseOrders, order, 'close');
  },
});

export const voidOrder = defineCommand({
  name: 'purchase.void-order',
  right: 'purchase_order.edit',
  input,
  output,
  refusals: [],
  run: async (tx, { orderId }, ctx) =>
    takeStep(tx, ctx, purchaseOrders, await lockOrder(tx, ctx, orderId), 'void'),
});
