// What the shortage screens ask: each is a question to the resident plan's allocation run. Nothing here writes.
import { z } from 'zod';
import { defineQuery } from '../../kernel/command.ts';
import { refuse } from '../../kernel/refusal.ts';
import { zDate, zDecimalText, zId, zPositiveQtyText } from '../../kernel/schema.ts';
import {
  askPlan,
  zAfter,
  zIfApproved,
  zLackingMaterial,
  zOrderStanding,
  zShortageOrder,
  zSlip,
  zStatus,
} from '../resident/index.ts';
import { withDocuments, zWay } from './documents.ts';
import { loadValues } from './load-values.ts';
import { loadAlternates, loadElsewhere, loadOffers } from '../orders/index.ts';

const zPlanId = z.string().min(1).max(300);
/** Two weeks are what a planner looks at first; a query without a date looks at everything. */
export const EVERYTHING = '9999-12-31';

export const workbench = defineQuery({
  name: 'shortage.workbench',
  right: 'planning.view',
  input: z.object({
    /** Needs up to this date. */
    until: zDate.nullish(),
    search: z.string().trim().max(100).default(''),
    /** Of materials: only those the asker plans, only those that orders of customers wait for, how they are had. */
    mine: z.boolean().default(false),
    committed: z.boolean().default(false),
    sources: z.array(z.enum(['buy', 'make', 'subcontract'])).default([]),
    by: z.enum(['orders', 'money', 'day']).default('orders'),
    /** Of materials: only those that hold back this sales order or firmed order. */
    documentId: zId.nullish(),
    statuses: z.array(zStatus).default(['short', 'late']),
    /** Of materials: where the page before ended. */
    after: z.string().max(500).nullish(),
    limit: z.int().min(1).max(200).default(50),
  }),
  output: z.object({
    materials: z.object({ rows: z.array(zLackingMaterial), count: z.int(), next: z.string().nullable() }),
    /** The first to be served. */
    orders: z.object({ rows: z.array(zOrderStanding), count: z.int() }),
  }),
  run: async (tx, { statuses, mine, by, ...input }, ctx) => {
    const shared = { search: input.search, limit: input.limit, until: input.until ?? EVERYTHING };
    const scope = {
      ...shared,
      committed: input.committed,
      sources: input.sources,
      documentId: input.documentId ?? null,
      plannerId: mine ? ctx.actor.userId : null,
    };
    const values = ctx.actor.rights.has('price.sales')
      ? await loadValues(tx, ctx.companyId, await askPlan(ctx, 'lackingLines', scope))
      : null;
    return {
      materials: await askPlan(ctx, 'lackingMaterials', { ...scope, by, values, after: input.after ?? null }),
      orders: await askPlan(ctx, 'standingOrders', { ...shared, statuses }),
    };
  },
});

export const shortageOrder = defineQuery({
  name: 'shortage.order',
  right: 'sales_order.view',
  /** A sales order, or a firmed order. */
  input: z.object({ documentId: zId }),
  output: zShortageOrder,
  run: (_tx, input, ctx) => askPlan(ctx, 'shortageOrder', input),
});

/** For a clerk with the customer on the phone: a typed order or a draft as if it were approved. Nothing is written. */
export const ifApproved = defineQuery({
  name: 'shortage.if-approved',
  right: 'sales_order.view',
  input: z.object({
    lines: z.array(z.object({ itemId: zId, qty: zPositiveQtyText, date: zDate })).max(200),
    priority: z.int().min(1).max(9).default(5),
  }),
  output: zIfApproved,
  run: (_tx, input, ctx) => askPlan(ctx, 'ifApproved', input),
});

export const standing = defineQuery({
  name: 'shortage.standing',
  right: 'planning.view',
  /** A sales order, or a firmed order: how its lines stand now, for whoever has just done something about it. */
  input: z.object({ documentId: zId }),
  output: z.object({ today: zDate, lines: z.array(zAfter.extend({ id: z.string() })) }),
  run: async (_tx, input, ctx) => {
    const { today, lines } = await askPlan(ctx, 'shortageOrder', input);
    return {
      today,
      lines: lines.map(({ id, status, readyDate, lateDays }) => ({ id, status, readyDate, lateDays })),
    };
  },
});

export const completeKits = defineQuery({
  name: 'shortage.kits',
  right: 'planning.view',
  /** How many complete sets at most are asked about. */
  input: z.object({ itemId: zId, most: zPositiveQtyText.default('1000000') }),
  output: z.object({ qty: zDecimalText }),
  run: async (_tx, input, ctx) =>
    (await askPlan(ctx, 'completeKits', input)) ?? refuse('NOT_FOUND', { what: 'item', key: input.itemId }),
});

export const waysOut = defineQuery({
  name: 'shortage.options',
  right: 'planning.view',
  /** `id`: of a line of a sales order in the plan; `item`: the code of one material of those that block it. */
  input: z.object({ id: zPlanId, item: z.string().max(100).nullish() }),
  output: z.array(zWay),
  run: async (tx, { id, item }, ctx) => {
    const blocking = await askPlan(ctx, 'blockingItems', { id });
    if (blocking === null) return refuse('NOT_FOUND', { what: 'plan', key: id });
    const codes = blocking.filter((code) => item == null || code === item);
    const elsewhere = await loadElsewhere(tx, ctx.companyId, codes);
    const found = await askPlan(ctx, 'waysOut', {
      id,
      item: item ?? null,
      offers: await loadOffers(tx, ctx.companyId, ctx.today, codes),
      alternates: await loadAlternates(tx, ctx.companyId, codes),
      elsewhere: elsewhere.map(({ place, item, qty }) => ({ place, item, qty })),
    });
    const ways = await withDocuments(tx, ctx.companyId, found, elsewhere);
    return ctx.actor.rights.has('price.purchase')
      ? ways
      : ways.map((way) => ({ ...way, price: null, cost: null }));
  },
});

export const slip = defineQuery({
  name: 'shortage.slip',
  right: 'planning.view',
  /** `id`: of a supply in the plan, such as a line of a purchase order. */
  input: z.object({ id: zPlanId, days: z.int().min(1).max(365) }),
  output: zSlip,
  run: async (_tx, input, ctx) =>
    (await askPlan(ctx, 'slip', input)) ?? refuse('NOT_FOUND', { what: 'plan', key: input.id }),
});
