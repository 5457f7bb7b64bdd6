// 催货: the buyer asks the supplier for an earlier day, or takes that back. It is written down and moves nothing: the plan
// counts on the day only when the supplier has confirmed it.
import { z } from 'zod';
import { defineCommand } from '../../../kernel/command.ts';
import { requireStep } from '../../../kernel/document.ts';
import { zDate, zId, zText } from '../../../kernel/schema.ts';
import { decideAsk, decideWithdraw, factsText, loadExpediteLines, writeFacts } from '../expediting.ts';
import { noteStep } from '../../orders/index.ts';
import { purchaseOrders } from '../states.ts';
import { lockOrder } from '../write.ts';

export const expedite = defineCommand({
  name: 'purchase.expedite',
  right: 'purchase_order.edit',
  input: z.object({
    orderId: zId,
    lines: z
      .array(z.object({ lineId: zId, wantedDate: zDate }))
      .min(1)
      .max(500),
    /** For whom and what is short, in words. */
    reason: zText.default(''),
  }),
  output: z.object({ asked: z.int() }),
  refusals: ['LINE_NOT_OPEN', 'NOT_EARLIER', 'DAY_IS_PAST'],
  run: async (tx, { orderId, lines, reason }, ctx) => {
    const order = await lockOrder(tx, ctx, orderId);
    requireStep(purchaseOrders.states, 'expedite', order.state, order.no);
    const facts = decideAsk(order.no, ctx.today, await loadExpediteLines(tx, ctx, orderId), lines);
    await writeFacts(tx, ctx, order, facts, reason);
    await noteStep(tx, ctx, purchaseOrders, order, 'expedite', { dates: factsText(facts), reason });
    return { asked: facts.length };
  },
});

export const withdrawExpedite = defineCommand({
  name: 'purchase.withdraw-expedite',
  right: 'purchase_order.edit',
  input: z.object({ orderId: zId, lineIds: z.array(zId).min(1).max(500) }),
  output: z.object({ withdrawn: z.int() }),
  refusals: ['LINE_NOT_OPEN', 'NOTHING_ASKED'],
  run: async (tx, { orderId, lineIds }, ctx) => {
    const order = await lockOrder(tx, ctx, orderId);
    requireStep(purchaseOrders.states, 'withdraw', order.state, order.no);
    const facts = decideWithdraw(order.no, await loadExpediteLines(tx, ctx, orderId), lineIds);
    await writeFacts(tx, ctx, order, facts);
    await noteStep(tx, ctx, purchaseOrders, order, 'withdraw', {
      lineNos: facts.map(({ line }) => line.lineNo).join(', '),
    });
    return { withdrawn: facts.length };
  },
});
