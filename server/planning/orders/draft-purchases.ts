// 一键生成采购: chosen proposals, firmed orders or short materials become draft purchase orders, grouped by supplier and
// warehouse, always new ones; what a subcontractor makes is firmed in the same click, by whoever may firm. Who supplies, how
// much and when is decided by source priority or share, lots and calendar; prices, numbers and the drafts themselves are
// purchasing's own.
import { z } from 'zod';
import { type PurchaseDraft, draftRefusals, saveDraft } from '../../erp/purchase/index.ts';
import { defineCommand } from '../../kernel/command.ts';
import type { Ctx, Tx } from '../../kernel/ctx.ts';
import { linkDocuments } from '../../kernel/document.ts';
import { parseQty } from '../../kernel/decimal.ts';
import type { Id } from '../../kernel/ids.ts';
import { refuse } from '../../kernel/refusal.ts';
import { zDate, zDecimalText, zId, zText } from '../../kernel/schema.ts';
import { type Buy, type Want, askPlan } from '../resident/index.ts';
import { loadOffers, loadWarehouses } from './load-shelf.ts';
import { firmProposals } from './firm-orders.ts';
import { type Proposal, lockItems, lockPlanned } from './lock-planned.ts';
import { sortWants } from './subcontracts.ts';
import { type FirmOrder, lockFirmOrders, stepFirmOrder } from './write.ts';

/** no_source, no_price: nobody supplies it, nobody said what it costs; to_firm: a planner has to firm it. */
export const LEFT_REASONS = ['no_source', 'no_price', 'to_firm'] as const;

/** Needs of any day. */
export const EVERYTHING = '9999-12-31';

const zAsk = z.object({
  proposalKeys: z.array(z.string().min(1).max(300)).max(500).default([]),
  /** Firmed orders that are to be bought. */
  firmOrderIds: z.array(zId).max(500).default([]),
  /** Materials whose shortage is to be covered, for needs up to `until`. */
  shortItemIds: z.array(zId).max(2_000).default([]),
  until: zDate.nullish(),
  /** Where the goods go; absent = the usual warehouse of each item. */
  warehouseId: zId.nullish(),
  remark: zText.default(''),
});
type Ask = z.output<typeof zAsk>;

/** A want with the firmed order it stands for. */
type Wanted = Want & { readonly firm: FirmOrder | null };

export const draftPurchases = defineCommand({
  name: 'planning.draft-purchases',
  right: 'purchase_order.edit',
  input: zAsk,
  output: z.object({
    drafts: z.array(
      z.object({
        orderId: zId,
        no: z.string(),
        supplierId: zId,
        supplier: z.string(),
        lineCount: z.int(),
        total: z.string().nullable(),
      }),
    ),
    /** Subcontract orders that were firmed. */
    firmed: z.array(z.object({ orderId: zId, no: z.string(), item: z.string(), qty: zDecimalText })),
    /** What could not be ordered, and why. */
    left: z.array(z.object({ item: z.string(), reason: z.enum(LEFT_REASONS) })),
  }),
  refusals: [
    'PROPOSAL_GONE',
    'NOT_A_PURCHASE',
    'NOTHING_TO_BUY',
    'WAREHOUSE_MISSING',
    'DATES_OUT_OF_ORDER',
    'PLAN_IMPOSSIBLE',
    ...draftRefusals,
  ],
  run: async (tx, input, ctx) => {
    const { wants, firms, left: unfirmed } = await gatherWants(tx, ctx, input);
    const firmed = await firmAll(tx, ctx, firms);
    const codes = [...new Set(wants.map(({ item }) => item))];
    const offers = await loadOffers(tx, ctx.companyId, ctx.today, codes);
    const plain = wants.map(({ firm: _, ...want }) => want);
    const buys = await askPlan(ctx, 'buysFor', { wants: plain, offers });
    const priced = buys.filter((buy) => buy.priced);
    const left = [...leftOver(wants, buys), ...unfirmed];
    if (priced.length === 0 && firmed.length === 0)
      refuse('NOTHING_TO_BUY', { items: left.map(({ item }) => item).join('、') || '—' });
    const warehouses = await loadWarehouses(tx, ctx.companyId, codes);
    const names = new Map(offers.map((offer) => [offer.supplierId, offer.supplier]));
    const drafts = [];
    for (const group of grouped(priced, wants, input.warehouseId ?? null, warehouses)) {
      const { orderId, no, total } = await saveDraft(tx, ctx, draftOf(group, input.remark));
      await linkFirm(tx, ctx, group, wants, orderId);
      const { supplierId, lines } = group;
      const supplier = names.get(supplierId) ?? '';
      drafts.push({ orderId, no, supplierId, supplier, lineCount: lines.length, total });
    }
    for (const order of firmOf(priced, wants)) await stepFirmOrder(tx, ctx, order, 'purchase');
    return { drafts, firmed, left };
  },
});

type Left = { readonly item: string; readonly reason: (typeof LEFT_REASONS)[number] };
type Gathered = {
  readonly wants: Wanted[];
  readonly firms: readonly Proposal[];
  readonly left: readonly Left[];
};

async function gatherWants(tx: Tx, ctx: Ctx, input: Ask): Promise<Gathered> {
  const proposals = await lockPlanned(tx, ctx, input.proposalKeys);
  const chosen = input.proposalKeys.map((key) => proposals.get(key) ?? refuse('PROPOSAL_GONE', { key }));
  const proposed = chosen.flatMap(({ item, track, qty, endDate, kind }): Wanted[] => {
    if (kind === 'subcontract') return [];
    if (kind !== 'buy') refuse('NOT_A_PURCHASE', { item: item.code });
    return [{ itemId: item.id, item: item.code, track, qty, date: endDate, firm: null }];
  });
  const firm = (await lockFirmOrders(tx, ctx, input.firmOrderIds)).map((order): Wanted => {
    if (order.kind !== 'buy') refuse('NOT_A_PURCHASE', { item: order.item });
    const { itemId, item, trackingNo, qty, endDate } = order;
    return { itemId, item, track: trackingNo, qty, date: endDate, firm: order };
  });
  await lockItems(tx, ctx, input.shortItemIds);
  const short =
    input.shortItemIds.length === 0
      ? []
      : await askPlan(ctx, 'lackingWants', {
          itemIds: input.shortItemIds,
          until: input.until ?? EVERYTHING,
        });
  const sorted = await sortWants(tx, ctx, short);
  const given = chosen.filter(({ kind }) => kind === 'subcontract');
  const firms = [...new Map([...given, ...sorted.firms].map((one) => [one.key, one])).values()];
  const mayFirm = ctx.actor.rights.has('planning.edit');
  return {
    wants: [...proposed, ...firm, ...sorted.buys.map((want): Wanted => ({ ...want, firm: null }))],
    firms: mayFirm ? firms : [],
    left: [
      ...sorted.left.map((item): Left => ({ item, reason: 'no_source' })),
      ...(mayFirm ? [] : toFirm(firms)),
    ],
  };
}

/** Each item once: what only a planner can firm. */
export const toFirm = (proposals: readonly Proposal[]): Left[] =>
  [...new Set(proposals.map(({ item }) => item.code))].map((item) => ({ item, reason: 'to_firm' }));

async function firmAll(tx: Tx, ctx: Ctx, firms: readonly Proposal[]) {
  if (firms.length === 0) return [];
  const orders = await firmProposals(
    tx,
    ctx,
    firms.map(({ key }) => ({ key, remark: '' })),
  );
  return orders.map(({ orderId, no }, at) => {
    const { item, qty } = firms[at]!;
    return { orderId, no, item: item.code, qty };
  });
}

function leftOver(wants: readonly Wanted[], buys: readonly Buy[]): Left[] {
  const left = new Map<string, Left['reason']>();
  for (const [at, { item }] of wants.entries()) {
    const own = buys.filter((buy) => buy.want === at);
    if (own.length === 0) left.set(item, 'no_source');
    else if (own.some((buy) => !buy.priced)) left.set(item, 'no_price');
  }
  return [...left].map(([item, reason]) => ({ item, reason }));
}

type Group = { readonly supplierId: Id; readonly warehouseId: Id; readonly lines: Buy[] };

/** One order for each supplier and warehouse; lines by day, then as they were chosen. */
function grouped(
  buys: readonly Buy[],
  wants: readonly Wanted[],
  warehouseId: Id | null,
  warehouses: ReadonlyMap<Id, Id>,
): Group[] {
  const groups = new Map<string, Group>();
  for (const buy of buys) {
    const item = wants[buy.want]?.item ?? '';
    const into = warehouseId ?? warehouses.get(buy.itemId) ?? refuse('WAREHOUSE_MISSING', { item });
    const key = `${buy.supplierId} ${into}`;
    const group = groups.get(key) ?? { supplierId: buy.supplierId, warehouseId: into, lines: [] };
    groups.set(key, group);
    group.lines.push(buy);
  }
  for (const { lines } of groups.values()) {
    lines.sort((a, b) =>
      a.deliveryDate === b.deliveryDate ? a.want - b.want : a.deliveryDate < b.deliveryDate ? -1 : 1,
    );
  }
  return [...groups.values()];
}

const draftOf = ({ supplierId, warehouseId, lines }: Group, remark: string): PurchaseDraft => ({
  supplierId,
  warehouseId,
  deliveryDate: lines[0]?.deliveryDate ?? '',
  remark,
  lines: lines.map(({ itemId, qty, deliveryDate, track }) => ({
    itemId,
    qty: parseQty(qty),
    deliveryDate,
    trackingNo: track,
  })),
});

const firmOf = (buys: readonly Buy[], wants: readonly Wanted[]): FirmOrder[] => [
  ...new Set(buys.flatMap(({ want }) => wants[want]?.firm ?? [])),
];

/** A firmed order that is being bought is done: the draft counts as supply in its place. */
async function linkFirm(tx: Tx, ctx: Ctx, group: Group, wants: readonly Wanted[], toId: Id): Promise<void> {
  const links = firmOf(group.lines, wants).map(({ id }) => ({
    fromKind: 'firm_order',
    fromId: id,
    toKind: 'purchase_order',
    toId,
  }));
  await linkDocuments(tx, ctx, links);
}
