// What planners have decided to use instead of an item, in the plan: it is taken off the needs of the item that are
// pegged, through proposals on all levels, to the line that is meant, and serves nobody else. Worked out when a node is
// netted, from the pegs of the nodes between, which are netted before it.
import { isCut, lineNeed } from './explode.ts';
import { grossOf } from './lot-size.ts';
import type { Model } from './model.ts';
import { BY_PRODUCT, childrenOf, FORECAST } from './model.ts';
import type { PegBench } from './peg.ts';
import { growPegs, newPegBench, pegBound, pegNode } from './peg.ts';
import type { Plan, StoodIn } from './plan.ts';
import { NEED_SIDE, SUPPLY_SIDE } from './plan.ts';
import { demandRows } from './rows.ts';
import type { Meant } from './stand-ins.ts';
import { meantBy } from './stand-ins.ts';

/** A need of the node that stems from the line: how much of it nothing stands in for yet. */
type Own = Pick<StoodIn, 'side' | 'ref' | 'day'> & { readonly parent: number; left: number };

/** How much of each order is pegged up to a line, by node and order. */
type Shares = Map<number, ReadonlyMap<number, number>>;

/** Notes what stands in for needs of the node, in the order of the days for which it was decided. */
export function noteStoodIn(plan: Plan, node: number): void {
  const { model, stoodIn } = plan;
  stoodIn.delete(node);
  if (model.supplies.standIns.size === 0) return;
  const owns = new Map<number, readonly Own[]>();
  const parts = decidedFor(model, node).flatMap((meant) => {
    const line = meantLine(model, meant);
    if (line < 0) return [];
    const own = owns.get(line) ?? ownNeeds(plan, node, line);
    owns.set(line, own);
    return standIn(model, meant, own);
  });
  if (parts.length > 0) stoodIn.set(node, parts);
}

function decidedFor(model: Model, node: number): Meant[] {
  const { supplies, items, nodes } = model;
  if (items.phantom[nodes.item[node]!]) return [];
  const from = supplies.slices.start[node]!;
  const rows = supplies.ref.subarray(from, from + supplies.slices.count[node]!);
  return Array.from(rows).flatMap((row) => meantBy(model, row) ?? []);
}

/** The demand row that a substitution is meant for; -1 when it is not open. */
function meantLine({ demands }: Model, { need }: Meant): number {
  const row = demandRows(demands).get(need) ?? -1;
  return row >= 0 && demands.role[row]! < FORECAST && demands.qty[row]! > 0 ? row : -1;
}

/** From its day on first, in the order of days; then needs before it, the latest first, for as long as open supply is
 * waited for. */
function standIn({ supplies, settings }: Model, meant: Meant, own: readonly Own[]): StoodIn[] {
  const { supply, parent, from, to } = meant;
  const due = Math.max(0, supplies.day[supply]!);
  const dayOf = (one: Own): number => Math.max(0, one.day);
  const allowed = own.filter((one) => {
    const [day, fits] = [dayOf(one), parent === null || parent === one.parent];
    return fits && day >= from && day <= to && day >= due - settings.waitDays;
  });
  const parts: StoodIn[] = [];
  let open = supplies.qty[supply]!;
  const inTime = allowed.filter((one) => dayOf(one) >= due);
  for (const one of [...inTime, ...allowed.filter((one) => dayOf(one) < due).reverse()]) {
    const qty = Math.min(open, one.left);
    if (qty === 0) continue;
    open -= qty;
    one.left -= qty;
    parts.push({ supply, side: one.side, ref: one.ref, day: one.day, qty });
  }
  return parts;
}

/** Needs of the node that stem from the line, by day. */
function ownNeeds(plan: Plan, node: number, line: number): Own[] {
  const { demands } = plan.model;
  const top = demands.node[line]!;
  if (top === node) {
    const [day, left] = [demands.day[line]!, demands.qty[line]!];
    return [{ side: NEED_SIDE.demand, ref: line, day, parent: -1, left }];
  }
  const shares: Shares = new Map();
  const bench = newPegBench();
  for (const one of nodesBetween(plan.model, top, node)) {
    const own =
      one === top
        ? new Map([[signOf(NEED_SIDE.demand, line), demands.qty[line]!]])
        : needsBySign(askedBy(plan, one, shares));
    shares.set(one, sharesOf(plan, one, line, own, bench));
  }
  return askedBy(plan, node, shares).sort((a, b) => a.day - b.day);
}

const signOf = (side: number, ref: number): number => ref * 8 + side;

function needsBySign(needs: readonly Own[]): Map<number, number> {
  const bySign = new Map<number, number>();
  for (const { side, ref, left } of needs) {
    bySign.set(signOf(side, ref), (bySign.get(signOf(side, ref)) ?? 0) + left);
  }
  return bySign;
}

/** What orders ask of the node for their shares: in exact quantity, as far as the order asks for so much. */
function askedBy({ model, orders }: Plan, node: number, shares: Shares): Own[] {
  const { uses, nodes, items } = model;
  const asked: Own[] = [];
  const end = uses.slices.start[node]! + uses.slices.count[node]!;
  for (let use = uses.slices.start[node]!; use < end; use++) {
    const of = shares.get(uses.parent[use]!);
    if (of === undefined || uses.flags[use]! & BY_PRODUCT || isCut(model, uses.parent[use]!, node)) continue;
    const parent = nodes.item[uses.parent[use]!]!;
    for (const [ref, share] of of) {
      const day = orders.start[ref]!;
      const left = lineNeed(uses, use, Math.min(orders.qty[ref]!, grossOf(items, parent, share)), day);
      if (left > 0) asked.push({ side: NEED_SIDE.planned, ref, day, parent, left });
    }
  }
  return asked;
}

/** How much of each proposal of the node serves own needs: of a need that is own in part, what it gets first. What
 * stands in there for somebody else is no part of it. */
function sharesOf(
  plan: Plan,
  node: number,
  line: number,
  own: Map<number, number>,
  bench: PegBench,
): Map<number, number> {
  const { demands, supplies } = plan.model;
  const { out } = bench;
  out.count = 0;
  growPegs(out, pegBound(plan, node));
  pegNode(plan, node, bench);
  const shares = new Map<number, number>();
  for (let peg = 0; peg < out.count; peg++) {
    const [side, supply] = [out.kind[peg]! & 7, out.supply[peg]!];
    const meant = side === SUPPLY_SIDE.open ? supplies.standIns.get(supply)?.need : undefined;
    if (meant !== undefined && meant !== demands.ids[line]) continue;
    const need = signOf(out.kind[peg]! >> 3, out.need[peg]!);
    const part = Math.min(own.get(need) ?? 0, out.qty[peg]!);
    if (part === 0) continue;
    own.set(need, own.get(need)! - part);
    if (side === SUPPLY_SIDE.planned) shares.set(supply, (shares.get(supply) ?? 0) + part);
  }
  return shares;
}

/** The nodes by which one reaches another down the structure, each after those that use it, without the last. */
function nodesBetween(model: Model, top: number, node: number): number[] {
  const { items, nodes } = model;
  const rank = (one: number): number => items.rank[nodes.item[one]!]!;
  const known = new Map<number, boolean>();
  const leads = (one: number): boolean => {
    if (one === node) return true;
    if (rank(one) >= rank(node)) return false;
    const was = known.get(one);
    if (was !== undefined) return was;
    let is = false;
    for (const child of childrenOf(model, one)) if (!isCut(model, one, child) && leads(child)) is = true;
    known.set(one, is);
    return is;
  };
  leads(top);
  const between = [...known].flatMap(([one, is]) => (is ? [one] : []));
  return between.sort((a, b) => rank(a) - rank(b));
}

/** All nodes on the way from lines to what something stands in for, the last included: when one of them is pegged
 * otherwise, the next one may have to be netted again although it is asked for the same. */
export function nodesAbove(model: Model): Set<number> {
  const above = new Set<number>();
  for (const row of model.supplies.standIns.keys()) {
    const meant = meantBy(model, row);
    const line = meant === null ? -1 : meantLine(model, meant);
    if (line < 0) continue;
    const node = model.supplies.node[row]!;
    for (const one of nodesBetween(model, model.demands.node[line]!, node)) above.add(one);
    above.add(node);
  }
  return above;
}

/** The node of each substitution that stands, by its row: structure decides it too, as what is made of an item cannot stand
 * in for it. */
export function nodesStoodIn(model: Model): Map<number, number> {
  const standing = new Map<number, number>();
  for (const row of model.supplies.standIns.keys()) {
    if (meantBy(model, row) !== null) standing.set(row, model.supplies.node[row]!);
  }
  return standing;
}
