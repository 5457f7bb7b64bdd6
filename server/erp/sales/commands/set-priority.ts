// Who is served first: the priority of an order that is a demand already. It changes no promise; the plan hears of it.
import { sql } from 'kysely';
import { z } from 'zod';
import { defineCommand } from '../../../kernel/command.ts';
import { requireStep } from '../../../kernel/document.ts';
import { zId } from '../../../kernel/schema.ts';
import { noteStep } from '../../orders/index.ts';
import { salesOrders } from '../states.ts';
import { lockOrder } from '../write.ts';

export const setPriority = defineCommand({
  name: 'sales.set-priority',
  right: 'sales_order.prioritise',
  input: z.object({ orderId: zId, priority: z.int().min(1).max(9) }),
  output: z.object({ priority: z.int() }),
  refusals: [],
  run: async (tx, { orderId, priority }, ctx) => {
    const order = await lockOrder(tx, ctx, orderId);
    requireStep(salesOrders.states, 'prioritise', order.state, order.no);
    await sql`update erp.sales_order set priority = ${priority}, version = version + 1
      where company_id = ${ctx.companyId} and id = ${orderId}`.execute(tx);
    await noteStep(tx, ctx, salesOrders, order, 'prioritise', { priority: String(priority) });
    return { priority };
  },
});
