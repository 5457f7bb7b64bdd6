// The cost roll-up of an item for those who may see costs, and taking it over as the standard cost of what is made.
import { sql } from 'kysely';
import { z } from 'zod';
import { defineCommand, defineQuery } from '../../kernel/command.ts';
import { type Ctx, audit } from '../../kernel/ctx.ts';
import {
  type PriceText,
  type QtyText,
  type RateText,
  divideRounded,
  parseQty,
  parseRate,
  parseUnitPrice,
  priceText,
  priceWithoutTax,
  qtyText,
} from '../../kernel/decimal.ts';
import type { Id } from '../../kernel/ids.ts';
import { refuse } from '../../kernel/refusal.ts';
import { zDate, zId } from '../../kernel/schema.ts';
import { type CostFacts, type Rolled, costLines, lotOf, rollUp } from './cost.ts';
import { ZERO, ofPrice, ofQty, onTop, plus, times, toQty } from './fraction.ts';
import { type Part, partsBelow } from './walk.ts';
import type { StructureTx } from './write-boms.ts';

type FactRow = {
  id: Id;
  source: string;
  standard_cost: PriceText | null;
  price_with_tax: PriceText | null;
  tax_rate: RateText;
  fixed_lot: QtyText;
  order_minimum: QtyText;
  scrap: RateText;
};
type WorkRow = { item_id: Id; hours_per_unit: QtyText; cost_per_hour: PriceText | null };

/** What each item costs by itself: its card, the price agreed with its first source, its hours. */
async function loadFacts(
  tx: StructureTx,
  ctx: Ctx,
  ids: readonly Id[],
  day: string,
): Promise<Map<Id, CostFacts>> {
  const { rows } = await sql<FactRow>`
    select i.id, i.source, i.standard_cost, coalesce(a.price_with_tax, i.purchase_price)::numeric as price_with_tax,
      coalesce(pt.rate, it.rate, 0)::numeric as tax_rate, coalesce(p.fixed_lot, 0)::numeric as fixed_lot, i.order_minimum,
      coalesce(p.scrap, 0)::numeric as scrap
    from md.item i
    left join md.item_planning p on p.company_id = i.company_id and p.item_id = i.id
    left join md.tax_code it on it.company_id = i.company_id and it.id = i.tax_code_id
    left join lateral (select s.supplier_id from md.item_source s where s.company_id = i.company_id and s.item_id = i.id
      and ${day}::date between s.valid_from and s.valid_to order by s.priority, s.quota desc, s.id limit 1) as f on true
    left join md.partner v on v.company_id = i.company_id and v.id = coalesce(f.supplier_id, i.default_supplier_id)
    left join md.tax_code pt on pt.company_id = v.company_id and pt.id = v.tax_code_id
    left join lateral (select t.price_with_tax from md.item_price t where t.company_id = i.company_id
      and t.side = 'purchase' and t.partner_id = v.id and t.item_id = i.id order by t.qty_from limit 1) as a on true
    where i.company_id = ${ctx.companyId} and i.id = any(${[...ids]}::uuid[])`.execute(tx);
  const { rows: hours } = await sql<WorkRow>`
    select r.item_id, r.hours_per_unit, w.cost_per_hour from md.routing_line r
    join md.work_centre w on w.company_id = r.company_id and w.id = r.work_centre_id
    where r.company_id = ${ctx.companyId} and r.item_id = any(${[...ids]}::uuid[])`.execute(tx);
  const work = Map.groupBy(hours, (row) => row.item_id);
  return new Map(rows.map((row) => [row.id, factsOf(row, work.get(row.id) ?? [])]));
}

function factsOf(row: FactRow, work: readonly WorkRow[]): CostFacts {
  const withTax = row.price_with_tax;
  return {
    itemId: row.id,
    source: row.source,
    standard: row.standard_cost === null ? null : parseUnitPrice(row.standard_cost),
    purchase: withTax === null ? null : priceWithoutTax(parseUnitPrice(withTax), parseRate(row.tax_rate)),
    work: work
      .map((line) =>
        times(ofQty(parseQty(line.hours_per_unit)), ofPrice(parseUnitPrice(line.cost_per_hour ?? '0'))),
      )
      .reduce(plus, ZERO),
    workUnpriced: work.some((line) => line.cost_per_hour === null),
    lot: lotOf(parseQty(row.fixed_lot), parseQty(row.order_minimum)),
    scrap: onTop(parseRate(row.scrap)),
  };
}

async function roll(
  tx: StructureTx,
  ctx: Ctx,
  top: { readonly itemId: Id; readonly bomId: Id | null; readonly day: string },
): Promise<{ parts: Part[]; facts: Map<Id, CostFacts>; rolled: Map<Id, Rolled> }> {
  const parts = await partsBelow(tx, ctx, top);
  const ids = [...new Set([top.itemId, ...parts.flatMap((part) => [part.parentId, part.componentId])])];
  const facts = await loadFacts(tx, ctx, ids, top.day);
  return { parts, facts, rolled: rollUp(top.itemId, parts, facts) };
}

const zCost = z.object({
  itemId: zId,
  code: z.string(),
  name: z.string(),
  unit: z.string(),
  made: z.boolean(),
  materialCost: z.string(),
  workCost: z.string(),
  feeCost: z.string(),
  unitCost: z.string(),
  standardCost: z.string().nullable(),
  unpriced: z.boolean(),
  /** The card's standard cost is another, in the decimals in which it is kept. */
  differs: z.boolean(),
});

const EIGHT = 8;

/** Rounds to as many decimals as the standard cost has before it compares. */
function differs({ made, unit, standard }: Rolled): boolean {
  if (!made || standard === null) return false;
  const decimals = priceText(standard).split('.')[1]?.length ?? 0;
  const step = 10n ** BigInt(EIGHT - decimals);
  return divideRounded(unit, step, 'half-up') * step !== standard;
}

async function named(tx: StructureTx, ctx: Ctx, costs: readonly Rolled[]): Promise<z.input<typeof zCost>[]> {
  const { rows } = await sql<{ id: Id; code: string; name: string; unit: string }>`
    select i.id, i.code, i.name, u.code as unit from md.item i
    join md.unit u on u.company_id = i.company_id and u.id = i.base_unit_id
    where i.company_id = ${ctx.companyId} and i.id = any(${costs.map((cost) => cost.itemId)}::uuid[])`.execute(
    tx,
  );
  const words = new Map(rows.map(({ id, ...row }) => [id, row]));
  return costs.map((cost) => ({
    itemId: cost.itemId,
    ...(words.get(cost.itemId) ?? { code: '', name: '', unit: '' }),
    made: cost.made,
    materialCost: priceText(cost.materials),
    workCost: priceText(cost.work),
    feeCost: priceText(cost.fee),
    unitCost: priceText(cost.unit),
    standardCost: cost.standard === null ? null : priceText(cost.standard),
    unpriced: cost.unpriced,
    differs: differs(cost),
  }));
}

export const rollUpCost = defineQuery({
  name: 'structure.roll-up-cost',
  right: 'cost.view',
  input: z.object({ itemId: zId, bomId: zId.optional(), day: zDate.optional() }),
  output: z.object({
    /** The item itself first, then what it is made of, the made before the bought. */
    items: z.array(zCost),
    lines: z.array(
      z.object({
        lineNo: z.int(),
        itemId: zId,
        byProduct: z.boolean(),
        perUnit: z.string(),
        unitCost: z.string(),
        amount: z.string(),
      }),
    ),
  }),
  run: async (tx, input, ctx) => {
    const top = { itemId: input.itemId, bomId: input.bomId ?? null, day: input.day ?? ctx.today };
    const { parts, facts, rolled } = await roll(tx, ctx, top);
    const mine = rolled.get(input.itemId);
    const others = [...rolled.values()].filter((cost) => cost.itemId !== input.itemId).reverse();
    const made = others.filter((cost) => cost.made);
    const bought = others.filter((cost) => !cost.made);
    return {
      items: await named(tx, ctx, [...(mine ? [mine] : []), ...made, ...bought]),
      lines: costLines(input.itemId, parts, facts, rolled).map((line) => ({
        lineNo: line.part.lineNo,
        itemId: line.part.componentId,
        byProduct: line.part.byProduct,
        perUnit: qtyText(toQty(line.perUnit)),
        unitCost: priceText(line.unit),
        amount: priceText(line.amount),
      })),
    };
  },
});

export const takeStandardCost = defineCommand({
  name: 'structure.take-standard-cost',
  right: 'standard_cost.edit',
  input: z.object({ itemId: zId }),
  output: z.object({ changed: z.int() }),
  refusals: ['COST_UNKNOWN'],
  run: async (tx, input, ctx) => {
    const { rolled } = await roll(tx, ctx, { itemId: input.itemId, bomId: null, day: ctx.today });
    const unpriced = [...rolled.values()].filter((cost) => cost.unpriced);
    if (unpriced.length > 0) {
      const names = await named(tx, ctx, unpriced.slice(0, 5));
      refuse('COST_UNKNOWN', { items: names.map(({ code }) => code) });
    }
    const changed = [...rolled.values()].filter((cost) => cost.made && cost.unit !== cost.standard);
    await sql`update md.item i set standard_cost = c.cost
      from unnest(${changed.map((cost) => cost.itemId)}::uuid[], ${changed.map((cost) => priceText(cost.unit))}::numeric[])
        as c (id, cost)
      where i.company_id = ${ctx.companyId} and i.id = c.id`.execute(tx);
    for (const cost of changed)
      audit(
        ctx,
        'item',
        cost.itemId,
        { standard_cost: cost.standard === null ? null : priceText(cost.standard) },
        { standard_cost: priceText(cost.unit) },
      );
    return { changed: changed.length };
  },
});
