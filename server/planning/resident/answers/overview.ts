// The plan in figures: how many orders stand how, how many messages of which kind, the load of work centres by week,
// and the proposals, filtered and in pages.
import type { z } from 'zod';
import type { Id } from '../../../kernel/ids.ts';
import { CONSUMES, MESSAGES, roughCut } from '../../engine/index.ts';
import { weekdayOf } from '../../inputs/index.ts';
import { type Resident, standing } from '../resident.ts';
import type { zLoads, zProposal, zSummary } from '../shapes.ts';
import { dateText, itemOfNode, passesOn, qtyText, sourceName } from '../words.ts';
import { proposalRow } from './item-plan.ts';

export function summary(resident: Resident): z.output<typeof zSummary> {
  const { plan, messages } = resident.live;
  const { model, orders } = plan;
  const levels = [0, 0, 0, 0];
  const { level } = standing(resident);
  for (const row of resident.live.demandRows.values()) {
    if (model.demands.role[row] === CONSUMES) levels[level[row]!]!++;
  }
  const [ready = 0, covered = 0, short = 0, late = 0] = levels;
  const kinds = MESSAGES.map(() => 0);
  const proposals = { buy: 0, make: 0, subcontract: 0 };
  let toRelease = 0;
  for (let node = 0; node < model.nodes.count; node++) {
    const first = messages.slices.start[node]!;
    for (let at = first; at < first + messages.slices.count[node]!; at++) kinds[messages.kind[at]!]!++;
    const source = sourceName(model, node);
    if (passesOn(model, node) || source === 'none' || source === 'switch') continue;
    const from = orders.slices.start[node]!;
    const end = from + orders.slices.count[node]!;
    proposals[source] += end - from;
    for (let order = from; order < end; order++) {
      if (orders.start[order]! <= model.settings.releaseDays) toRelease++;
    }
  }
  return {
    today: resident.days.today,
    items: model.items.count,
    demands: { ready, covered, short, late },
    messages: MESSAGES.map((kind, at) => ({ kind, count: kinds[at]! })),
    proposals,
    toRelease,
  };
}

export function loads(resident: Resident): z.output<typeof zLoads> {
  const { shop, days, live } = resident;
  const weekday = weekdayOf(days.today);
  const all = roughCut(live.plan, shop.workCentres, shop.routings, weekday);
  return {
    today: days.today,
    centres: shop.workCentres.map(({ code, name }) => ({
      code,
      name,
      weeks: all
        .filter(({ workCentre }) => workCentre === code)
        .map(({ week, planned, open, capacity }) => ({
          from: dateText(resident, week * 7 - weekday),
          plannedHours: qtyText(planned),
          openHours: qtyText(open),
          capacityHours: qtyText(capacity),
          overload: planned + open > capacity,
        })),
    })),
  };
}

export type ProposalsAsk = {
  readonly kinds: readonly string[];
  readonly itemId: string | null;
  readonly supplierId: string | null;
  readonly plannerId: string | null;
  readonly search: string;
  readonly startFrom: string | null;
  readonly startTo: string | null;
  readonly after: string | null;
  readonly limit: number;
};

export type Proposals = {
  readonly rows: z.output<typeof zProposal>[];
  readonly next: string | null;
  readonly total: number;
  /** Whom the items with proposals are bought of or given out to, by name. */
  readonly suppliers: { readonly id: Id; readonly name: string }[];
};

type Found = { readonly place: string; readonly node: number; readonly order: number };

/** Proposals in the order of their start. */
export function proposals(resident: Resident, ask: ProposalsAsk): Proposals {
  const { plan } = resident.live;
  const { model, orders } = plan;
  const from = ask.startFrom === null ? -Infinity : resident.days.of(ask.startFrom);
  const to = ask.startTo === null ? Infinity : resident.days.of(ask.startTo);
  const found: Found[] = [];
  for (let node = 0; node < model.nodes.count; node++) {
    if (orders.slices.count[node] === 0 || passesOn(model, node) || !nodeMatches(resident, node, ask))
      continue;
    const first = orders.slices.start[node]!;
    for (let order = first; order < first + orders.slices.count[node]!; order++) {
      const start = orders.start[order]!;
      if (start >= from && start <= to) found.push({ place: placeOf(resident, node, order), node, order });
    }
  }
  found.sort((a, b) => (a.place < b.place ? -1 : 1));
  const at = ask.after === null ? 0 : found.findIndex(({ place }) => place > (ask.after ?? ''));
  const page = at < 0 ? [] : found.slice(at, at + ask.limit);
  return {
    rows: page.map(({ node, order }) => proposalRow(resident, plan, node, order)),
    next: at >= 0 && at + ask.limit < found.length ? (page.at(-1)?.place ?? null) : null,
    total: found.length,
    suppliers: suppliersOf(resident),
  };
}

function suppliersOf(resident: Resident): Proposals['suppliers'] {
  const { model, orders } = resident.live.plan;
  const names = new Map<Id, string>();
  for (let node = 0; node < model.nodes.count; node++) {
    if (orders.slices.count[node] === 0 || passesOn(model, node)) continue;
    const { supplierId, supplierName } = itemOfNode(resident, model, node);
    if (supplierId !== null) names.set(supplierId, supplierName);
  }
  const byName = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
  return [...names].map(([id, name]) => ({ id, name })).sort((a, b) => byName(a.name, b.name));
}

function nodeMatches(resident: Resident, node: number, ask: ProposalsAsk): boolean {
  const { model } = resident.live.plan;
  const source = sourceName(model, node);
  if (ask.kinds.length > 0 && !ask.kinds.includes(source)) return false;
  const item = resident.items.get(model.items.codes[model.nodes.item[node]!]!);
  if (item === undefined) return false;
  if (ask.itemId !== null && item.id !== ask.itemId) return false;
  if (ask.supplierId !== null && item.supplierId !== ask.supplierId) return false;
  if (ask.plannerId !== null && item.plannerId !== ask.plannerId) return false;
  const wanted = ask.search.toLowerCase();
  return wanted === '' || [item.code, item.name].some((part) => part.toLowerCase().includes(wanted));
}

function placeOf(resident: Resident, node: number, order: number): string {
  const { model, orders } = resident.live.plan;
  const start = String(orders.start[order]! + 100_000).padStart(7, '0');
  const turn = String(order - orders.slices.start[node]!).padStart(6, '0');
  return `${start} ${model.items.codes[model.nodes.item[node]!]} ${String(node).padStart(9, '0')} ${turn}`;
}
