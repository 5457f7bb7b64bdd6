// What drafting purchases would do, before it is done: the same wants, sources and lots, grouped by supplier, with what
// each order would come to. Nothing is locked and nothing is written.
import { z } from 'zod';
import { defineQuery } from '../../kernel/command.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import {
  addAmount,
  amountOf,
  amountText,
  parseQty,
  parseUnitPrice,
  qtyText,
  subQty,
  ZERO_AMOUNT,
  ZERO_QTY,
} from '../../kernel/decimal.ts';
import { zDate, zDecimalText, zId } from '../../kernel/schema.ts';
import { type Buy, type Want, askPlan } from '../resident/index.ts';
import { EVERYTHING, LEFT_REASONS, toFirm } from './draft-purchases.ts';
import { type SupplierOffer, loadOffers } from './load-shelf.ts';
import type { Proposal } from './lock-planned.ts';
import { sortWants } from './subcontracts.ts';

/** One line as it would be ordered, with what it is for. */
const zLine = z.object({
  itemId: zId,
  item: z.string(),
  track: z.string(),
  supplier: z.string(),
  wantedQty: zDecimalText,
  wantedDate: zDate,
  qty: zDecimalText,
  /** What is left of it once what it is for is covered. */
  overQty: zDecimalText,
  /** The supplier takes no less than this, and only multiples of that; 0 = any. */
  minimumQty: zDecimalText,
  multipleQty: zDecimalText,
  deliveryDate: zDate,
  /** When it would come if it were ordered today. */
  earliestDate: zDate,
  /** With tax; null for whoever may not see prices. */
  amount: zDecimalText.nullable(),
});

const zPreview = z.object({
  lines: z.array(zLine),
  suppliers: z.array(
    z.object({
      supplierId: zId,
      supplier: z.string(),
      lineCount: z.int(),
      /** The first and the last day on which something would come. */
      firstDate: zDate,
      lastDate: zDate,
      /** With tax; null for whoever may not see prices. */
      total: zDecimalText.nullable(),
    }),
  ),
  total: zDecimalText.nullable(),
  /** Subcontract orders that would be firmed. */
  firms: z.array(
    z.object({ itemId: zId, item: z.string(), track: z.string(), qty: zDecimalText, endDate: zDate }),
  ),
  left: z.array(z.object({ item: z.string(), reason: z.enum(LEFT_REASONS) })),
});
type Preview = z.output<typeof zPreview>;

export const previewPurchases = defineQuery({
  name: 'planning.preview-purchases',
  right: 'planning.view',
  input: z.object({
    proposalKeys: z.array(z.string().min(1).max(300)).max(500).default([]),
    /** Materials whose shortage is to be covered, for needs up to `until`. */
    shortItemIds: z.array(zId).max(2_000).default([]),
    until: zDate.nullish(),
  }),
  output: zPreview,
  run: async (tx, { proposalKeys, shortItemIds, until }, ctx) => {
    const proposals = await askPlan(ctx, 'proposalsByKey', { keys: proposalKeys });
    const proposed = proposals
      .filter(({ kind }) => kind === 'buy')
      .map(({ item, track, qty, endDate }) => ({
        itemId: item.id,
        item: item.code,
        track,
        qty,
        date: endDate,
      }));
    const short =
      shortItemIds.length === 0
        ? []
        : await askPlan(ctx, 'lackingWants', { itemIds: shortItemIds, until: until ?? EVERYTHING });
    const sorted = await sortWants(tx, ctx, short);
    const given = proposals.filter(({ kind }) => kind === 'subcontract');
    const wants = [...proposed, ...sorted.buys];
    const codes = [...new Set(wants.map(({ item }) => item))];
    const offers = await loadOffers(tx, ctx.companyId, ctx.today, codes);
    const preview = previewOf(ctx, wants, await askPlan(ctx, 'buysFor', { wants, offers }), offers);
    return { ...preview, ...firmsOf(ctx, [...given, ...sorted.firms], [...preview.left], sorted.left) };
  },
});

/** What would be firmed, by whoever may; what may not be is left to a planner. */
function firmsOf(
  ctx: Ctx,
  proposals: readonly Proposal[],
  left: Preview['left'],
  unknown: readonly string[],
): Pick<Preview, 'firms' | 'left'> {
  const firms = [...new Map(proposals.map((one) => [one.key, one])).values()].map(
    ({ item, track, qty, endDate }) => ({ itemId: item.id, item: item.code, track, qty, endDate }),
  );
  left.push(...unknown.map((item) => ({ item, reason: 'no_source' as const })));
  if (ctx.actor.rights.has('planning.edit')) return { firms, left };
  return { firms: [], left: [...left, ...toFirm(proposals)] };
}

function previewOf(
  ctx: Ctx,
  wants: readonly Want[],
  buys: readonly Buy[],
  offers: readonly SupplierOffer[],
): Omit<Preview, 'firms'> {
  const names = new Map(offers.map(({ supplierId, supplier }) => [supplierId, supplier]));
  const groups = new Map<string, Buy[]>();
  for (const buy of buys) {
    if (buy.price !== null) groups.set(buy.supplierId, [...(groups.get(buy.supplierId) ?? []), buy]);
  }
  const mayPrice = ctx.actor.rights.has('price.purchase');
  const lines = buys.flatMap((buy) => previewLine(buy, wants[buy.want], names, mayPrice));
  return {
    lines,
    suppliers: [...groups.values()].map((lines) => {
      const days = lines.map(({ deliveryDate }) => deliveryDate).sort();
      const { supplierId } = lines[0]!;
      return {
        supplierId,
        supplier: names.get(supplierId) ?? '',
        lineCount: lines.length,
        firstDate: days[0]!,
        lastDate: days.at(-1)!,
        total: mayPrice ? totalOf(lines) : null,
      };
    }),
    total: mayPrice ? totalOf([...groups.values()].flat()) : null,
    left: wants.flatMap(({ item }, at): Preview['left'] => {
      const own = buys.filter(({ want }) => want === at);
      if (own.length === 0) return [{ item, reason: 'no_source' }];
      return own.some(({ price }) => price === null) ? [{ item, reason: 'no_price' }] : [];
    }),
  };
}

function previewLine(
  buy: Buy,
  wanted: Want | undefined,
  names: ReadonlyMap<string, string>,
  mayPrice: boolean,
): z.output<typeof zLine>[] {
  if (wanted === undefined || buy.price === null) return [];
  const { want: _, supplierId, priced: __, price: ___, ...line } = buy;
  const over = subQty(parseQty(buy.qty), parseQty(wanted.qty));
  return [
    {
      ...line,
      item: wanted.item,
      supplier: names.get(supplierId) ?? '',
      wantedQty: wanted.qty,
      wantedDate: wanted.date,
      overQty: qtyText(over > 0n ? over : ZERO_QTY),
      amount: mayPrice ? totalOf([buy]) : null,
    },
  ];
}

const totalOf = (lines: readonly Buy[]): string =>
  amountText(
    lines.reduce(
      (sum, { qty, price }) =>
        addAmount(sum, amountOf(parseQty(qty), parseUnitPrice(price ?? '0'), 'half-up')),
      ZERO_AMOUNT,
    ),
  );
