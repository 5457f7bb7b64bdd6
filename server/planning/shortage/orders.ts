// 订单齐套: the page of all open orders, sorted by the server, with what each is still worth for whoever may see prices.
import { z } from 'zod';
import { defineQuery } from '../../kernel/command.ts';
import { zDate, zDecimalText } from '../../kernel/schema.ts';
import { askPlan, zKitOrder, zKitTotals, zStatus } from '../resident/index.ts';
import { loadValues, sumOf } from './load-values.ts';
import { EVERYTHING } from './queries.ts';

export const kitOrders = defineQuery({
  name: 'shortage.orders',
  right: 'planning.view',
  input: z.object({
    until: zDate.nullish(),
    search: z.string().trim().max(100).default(''),
    statuses: z.array(zStatus).default([]),
    sort: z.enum(['turn', 'status', 'no', 'customer', 'date', 'ready', 'complete']).default('turn'),
    descending: z.boolean().default(false),
    limit: z.int().min(1).max(200).default(50),
  }),
  output: z.object({
    /** What the orders are still worth, with tax; null for whoever may not see sales prices. */
    rows: z.array(zKitOrder.extend({ openAmount: zDecimalText.nullable() })),
    count: z.int(),
    totals: zKitTotals,
    /** Of the orders on the page. */
    openAmount: zDecimalText.nullable(),
  }),
  run: async (tx, { until, ...input }, ctx) => {
    const found = await askPlan(ctx, 'kitOrders', { ...input, until: until ?? EVERYTHING });
    const linesOf = ({ needs }: z.output<typeof zKitOrder>) =>
      needs.flatMap(({ document }) => (document?.kind === 'sales_order' ? (document.lineId ?? []) : []));
    const lines = found.rows.flatMap(linesOf);
    const values = ctx.actor.rights.has('price.sales') ? await loadValues(tx, ctx.companyId, lines) : null;
    return {
      ...found,
      rows: found.rows.map((row) => ({ ...row, openAmount: sumOf(linesOf(row), values) })),
      openAmount: sumOf(lines, values),
    };
  },
});
