// What the planning screens ask: each is a question to the resident plan, with what planners have decided beside it.
import { z } from 'zod';
import { defineQuery } from '../../kernel/command.ts';
import { refuse } from '../../kernel/refusal.ts';
import { zDate, zId, zMoment, zPositiveQtyText } from '../../kernel/schema.ts';
import {
  askPlan,
  zForecastUse,
  zItemPlan,
  zLoadPart,
  zLoads,
  zListedMessage,
  zMessageKind,
  zOrderSupply,
  zPegTree,
  zPromised,
  zProposal,
  zSummary,
  zWhatIf,
} from '../resident/index.ts';
import { loadDecisions } from './decisions.ts';
import { loadSeen } from './seen.ts';

const zPlanId = z.string().min(1).max(300);
const zPage = { after: z.string().max(500).nullish(), limit: z.int().min(1).max(500).default(50) };
const pageOf = <Row extends z.ZodType>(row: Row) =>
  z.object({ rows: z.array(row), next: z.string().nullable(), total: z.int() });

export const planSummary = defineQuery({
  name: 'planning.summary',
  right: 'planning.view',
  input: z.object({}),
  output: zSummary,
  run: (_tx, _input, ctx) => askPlan(ctx, 'summary'),
});

export const itemPlan = defineQuery({
  name: 'planning.item-plan',
  right: 'planning.view',
  input: z.object({ itemId: zId }),
  output: zItemPlan,
  run: async (tx, { itemId }, ctx) => {
    const decisions = await loadDecisions(tx, ctx.companyId, itemId);
    const plan = await askPlan(ctx, 'itemPlan', { itemId, decisions });
    return plan ?? refuse('NOT_FOUND', { what: 'item', key: itemId });
  },
});

export const pegTree = defineQuery({
  name: 'planning.peg-tree',
  right: 'planning.view',
  /** `id`: of a demand or a supply, or the key of a proposal of the item. */
  input: z.object({ itemId: zId, id: zPlanId }),
  output: zPegTree,
  run: async (_tx, input, ctx) =>
    (await askPlan(ctx, 'pegTree', input)) ?? refuse('NOT_FOUND', { what: 'plan', key: input.id }),
});

export const planWorklist = defineQuery({
  name: 'planning.worklist',
  right: 'planning.view',
  input: z.object({
    kinds: z.array(zMessageKind).default([]),
    states: z.array(z.enum(['open', 'dismissed', 'snoozed'])).default(['open']),
    ownerId: zId.nullish(),
    ownerless: z.boolean().default(false),
    /** Only what is new or has changed since the asker saw it. */
    changed: z.boolean().default(false),
    search: z.string().trim().max(100).default(''),
    ...zPage,
  }),
  output: pageOf(zListedMessage).extend({
    counts: z.object({ open: z.int(), snoozed: z.int(), dismissed: z.int() }),
    changedCount: z.int(),
    /** When the asker last said that all was seen; null when never. */
    lookedAt: zMoment.nullable(),
  }),
  run: async (tx, { ownerId, after, ...input }, ctx) => {
    const seen = await loadSeen(tx, ctx);
    const listed = await askPlan(ctx, 'worklist', {
      ...input,
      ownerId: ownerId ?? null,
      after: after ?? null,
      decisions: await loadDecisions(tx, ctx.companyId),
      seen: seen && seen.rows,
    });
    return { ...listed, lookedAt: seen && seen.lookedAt };
  },
});

export const planProposals = defineQuery({
  name: 'planning.proposals',
  right: 'planning.view',
  input: z.object({
    kinds: z.array(z.enum(['buy', 'make', 'subcontract'])).default([]),
    itemId: zId.nullish(),
    supplierId: zId.nullish(),
    plannerId: zId.nullish(),
    search: z.string().trim().max(100).default(''),
    startFrom: zDate.nullish(),
    startTo: zDate.nullish(),
    ...zPage,
  }),
  output: pageOf(zProposal).extend({ suppliers: z.array(z.object({ id: zId, name: z.string() })) }),
  run: (_tx, input, ctx) =>
    askPlan(ctx, 'proposals', {
      kinds: input.kinds,
      search: input.search,
      limit: input.limit,
      itemId: input.itemId ?? null,
      supplierId: input.supplierId ?? null,
      plannerId: input.plannerId ?? null,
      startFrom: input.startFrom ?? null,
      startTo: input.startTo ?? null,
      after: input.after ?? null,
    }),
});

/** Beside the forecast grid: what orders have eaten of each bucket, as the plan counts it. */
export const forecastUse = defineQuery({
  name: 'planning.forecast-use',
  right: 'planning.view',
  input: z.object({ itemIds: z.array(zId).max(2_000), from: zDate, to: zDate }),
  output: z.object({ items: z.array(z.object({ itemId: zId, buckets: z.array(zForecastUse) })) }),
  run: async (_tx, input, ctx) => ({ items: await askPlan(ctx, 'forecastUses', input) }),
});

export const orderSupply = defineQuery({
  name: 'planning.order-supply',
  right: 'sales_order.view',
  input: z.object({ orderId: zId }),
  output: zOrderSupply,
  run: (_tx, { orderId }, ctx) => askPlan(ctx, 'orderSupply', { orderId }),
});

export const planCapacity = defineQuery({
  name: 'planning.capacity',
  right: 'planning.view',
  input: z.object({}),
  output: zLoads,
  run: (_tx, _input, ctx) => askPlan(ctx, 'capacity'),
});

export const loadParts = defineQuery({
  name: 'planning.load-parts',
  right: 'planning.view',
  /** A work centre's code, and a day of the week asked about. */
  input: z.object({ workCentre: z.string().min(1).max(100), week: zDate }),
  output: z.object({ rows: z.array(zLoadPart) }),
  run: async (_tx, input, ctx) => ({ rows: await askPlan(ctx, 'loadParts', input) }),
});

export const planPromise = defineQuery({
  name: 'planning.promise',
  right: 'sales_order.view',
  input: z.object({ itemId: zId, qty: zPositiveQtyText, date: zDate }),
  output: zPromised,
  run: async (_tx, input, ctx) =>
    (await askPlan(ctx, 'promise', input)) ?? refuse('NOT_FOUND', { what: 'item', key: input.itemId }),
});

export const planWhatIf = defineQuery({
  name: 'planning.what-if',
  right: 'planning.view',
  input: z.object({
    demands: z
      .array(z.object({ itemId: zId, qty: zPositiveQtyText, date: zDate }))
      .max(200)
      .default([]),
    moves: z
      .array(z.object({ id: zPlanId, date: zDate.optional(), qty: zPositiveQtyText.optional() }))
      .max(200)
      .default([]),
  }),
  output: zWhatIf,
  run: (_tx, input, ctx) =>
    askPlan(ctx, 'whatIf', {
      demands: input.demands,
      moves: input.moves.map(({ id, date, qty }) => ({
        id,
        ...(date === undefined ? {} : { date }),
        ...(qty === undefined ? {} : { qty }),
      })),
    }),
});

export const planAffected = defineQuery({
  name: 'planning.affected',
  right: 'planning.view',
  /** A delivery, by its id in the plan such as 'CGDD-…/1', that comes on another day. */
  input: z.object({ id: zPlanId, date: zDate }),
  output: zWhatIf,
  run: (_tx, { id, date }, ctx) => askPlan(ctx, 'whatIf', { demands: [], moves: [{ id, date }] }),
});
