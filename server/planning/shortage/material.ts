// One short material opened, and doing nothing about it beside the purchases that somebody is about to make.
import { z } from 'zod';
import { defineQuery } from '../../kernel/command.ts';
import { refuse } from '../../kernel/refusal.ts';
import { zDate, zDecimalText, zId } from '../../kernel/schema.ts';
import { askPlan, zAdopted, zShortageMaterial } from '../resident/index.ts';
import { loadOffers } from '../orders/index.ts';
import { loadSlipped, loadValues, sumOf } from './load-values.ts';
import { EVERYTHING } from './queries.ts';

const zMaterial = zShortageMaterial.extend({
  supplies: z.array(
    zShortageMaterial.shape.supplies.element.extend({
      /** A delivery that slipped: the day it was ordered for, and by how many days the supplier confirmed it later. */
      slipped: z.object({ orderedDate: zDate, days: z.int() }).nullable(),
    }),
  ),
});

export const shortageMaterial = defineQuery({
  name: 'shortage.material',
  right: 'planning.view',
  input: z.object({ itemId: zId }),
  output: zMaterial,
  run: async (tx, input, ctx) => {
    const material = await askPlan(ctx, 'shortageMaterial', input);
    if (material === null) return refuse('NOT_FOUND', { what: 'item', key: input.itemId });
    const { supplies } = material;
    const bought = supplies.flatMap(({ kind, supply }) => (kind === 'PO' ? (supply?.lineId ?? []) : []));
    const slipped = await loadSlipped(tx, ctx.companyId, bought);
    return {
      ...material,
      supplies: supplies.map((one) => ({ ...one, slipped: slipped.get(one.supply?.lineId ?? '') ?? null })),
    };
  },
});

const zRun = zAdopted.shape.nothing.omit({ lineIds: true }).extend({
  /** What the orders that are short or late are worth; null for whoever may not see sales prices. */
  riskAmount: zDecimalText.nullable(),
});

export const adopt = defineQuery({
  name: 'shortage.adopt',
  right: 'planning.view',
  /** The material looked at, and the materials whose purchases are supposed, for needs up to `until`. */
  input: z.object({
    itemId: zId,
    shortItemIds: z.array(zId).max(2_000).default([]),
    until: zDate.nullish(),
  }),
  output: zAdopted.extend({ nothing: zRun, adopted: zRun }),
  run: async (tx, { itemId, shortItemIds, until: day }, ctx) => {
    const until = day ?? EVERYTHING;
    const wants = await askPlan(ctx, 'lackingWants', { itemIds: shortItemIds, until });
    const codes = [...new Set(wants.map(({ item }) => item))];
    const offers = await loadOffers(tx, ctx.companyId, ctx.today, codes);
    const answer = await askPlan(ctx, 'adopted', { itemId, until, wants, offers });
    if (answer === null) return refuse('NOT_FOUND', { what: 'item', key: itemId });
    const mayPrice = ctx.actor.rights.has('price.sales');
    const values = mayPrice ? await loadValues(tx, ctx.companyId, answer.nothing.lineIds) : null;
    const valued = ({ lineIds, ...outcome }: z.output<typeof zAdopted>['nothing']) => ({
      ...outcome,
      riskAmount: sumOf(lineIds, values),
    });
    return { ...answer, nothing: valued(answer.nothing), adopted: valued(answer.adopted) };
  },
});
