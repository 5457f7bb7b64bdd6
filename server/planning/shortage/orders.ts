// 订单齐套: the page of all open orders, sorted by the server, with what each is still worth for whoever may see prices;
// and 齐套序列, every line in its turn. Both come in pages.
import { z } from 'zod';
import { defineQuery } from '../../kernel/command.ts';
import { zDate, zDecimalText } from '../../kernel/schema.ts';
import { askPlan, zKitNeed, zKitOrder, zKitTotals, zStatus } from '../resident/index.ts';
import { loadValues, sumOf } from './load-values.ts';
import { EVERYTHING } from './queries.ts';

const zFound = {
  until: zDate.nullish(),
  search: z.string().trim().max(100).default(''),
  statuses: z.array(zStatus).default([]),
  after: z.string().max(500).nullish(),
  limit: z.int().min(1).max(500).default(50),
};

export const kitOrders = defineQuery({
  name: 'shortage.orders',
  right: 'planning.view',
  input: z.object({
    ...zFound,
    sort: z.enum(['turn', 'status', 'no', 'customer', 'date', 'ready', 'complete']).default('turn'),
    descending: z.boolean().default(false),
  }),
  output: z.object({
    /** What the orders are still worth, with tax; null for whoever may not see sales prices. */
    rows: z.array(zKitOrder.extend({ openAmount: zDecimalText.nullable() })),
    next: z.string().nullable(),
    count: z.int(),
    totals: zKitTotals,
    /** Of all orders that were found, on the first page. */
    openAmount: zDecimalText.nullable(),
  }),
  run: async (tx, { until, after, ...input }, ctx) => {
    const mayPrice = ctx.actor.rights.has('price.sales');
    const named = mayPrice && after == null;
    const { lineIds, ...found } = await askPlan(ctx, 'kitOrders', {
      ...input,
      named,
      until: until ?? EVERYTHING,
      after: after ?? null,
    });
    const linesOf = ({ needs }: z.output<typeof zKitOrder>) =>
      needs.flatMap(({ document }) => (document?.kind === 'sales_order' ? (document.lineId ?? []) : []));
    const lines = named ? lineIds : found.rows.flatMap(linesOf);
    const values = mayPrice ? await loadValues(tx, ctx.companyId, lines) : null;
    return {
      ...found,
      rows: found.rows.map((row) => ({ ...row, openAmount: sumOf(linesOf(row), values) })),
      openAmount: named ? sumOf(lines, values) : null,
    };
  },
});

export const kitSequence = defineQuery({
  name: 'shortage.sequence',
  right: 'planning.view',
  input: z.object(zFound),
  output: z.object({ rows: z.array(zKitNeed), next: z.string().nullable(), count: z.int() }),
  run: (_tx, { until, after, ...input }, ctx) =>
    askPlan(ctx, 'kitSequence', { ...input, until: until ?? EVERYTHING, after: after ?? null }),
});
