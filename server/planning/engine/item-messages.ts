// Messages about an item rather than a document: planning data that is missing or contradicts itself, and lots that
// expire unused. They are told as data problems beside the plan, never hidden in it.
import type { Messages } from './messages.ts';
import { addMessage } from './messages.ts';
import { NEVER, sourceOf } from './model.ts';
import type { Plan } from './plan.ts';
import { NEED_SIDE, SUPPLY_SIDE } from './plan.ts';

export function itemMessages(plan: Plan, node: number, out: Messages): void {
  const { model, orders } = plan;
  const { items, nodes, given, supplies } = model;
  const item = nodes.item[node]!;
  const first = orders.slices.start[node]!;
  if (orders.slices.count[node]! > 0) {
    const [day, qty] = [orders.need[first]!, orders.qty[first]!];
    if (items.leadUnknown[item]) addMessage(out, 'noLeadTime', -1, day, day, qty, qty);
    if (items.source[item] === sourceOf.make && given[item]!.length === 0 && !items.phantom[item]) {
      addMessage(out, 'bomMissing', -1, day, day, qty, qty);
    }
  }
  if (items.source[item] === sourceOf.none) tellShortage(plan, node, out);
  if (nodes.track[node] === 0 && items.loops.some((loop) => loop[0] === item)) {
    addMessage(out, 'loop', -1, 0, 0, 0, 0);
  }
  if (supplies.expiring[node]! > 0) tellExpiring(plan, node, out);
}

/** Nothing can be proposed: what stays uncovered, and from which day. */
function tellShortage(plan: Plan, node: number, out: Messages): void {
  const { slices, kind, need, qty } = plan.pegs;
  let [short, day] = [0, NEVER];
  const from = slices.start[node]!;
  for (let peg = from; peg < from + slices.count[node]!; peg++) {
    if ((kind[peg]! & 7) !== SUPPLY_SIDE.short) continue;
    short += qty[peg]!;
    day = Math.min(day, needDay(plan, kind[peg]! >> 3, need[peg]!));
  }
  if (short > 0) addMessage(out, 'noSource', -1, day, day, short, short);
}

/** The day of a need by its side and number. */
export function needDay(plan: Plan, side: number, ref: number): number {
  if (side === NEED_SIDE.demand) return plan.model.demands.day[ref]!;
  if (side === NEED_SIDE.planned) return plan.orders.start[ref]!;
  return side === NEED_SIDE.firm ? plan.model.supplies.start[ref]! : 0;
}

/** How much of each supply row is pegged, with or without what only keeps the safety stock. */
export function usedOf(plan: Plan, node: number, withSafety: boolean): Map<number, number> {
  const { slices, kind, supply, qty } = plan.pegs;
  const used = new Map<number, number>();
  const first = slices.start[node]!;
  for (let peg = first; peg < first + slices.count[node]!; peg++) {
    if ((kind[peg]! & 7) !== SUPPLY_SIDE.open) continue;
    if (!withSafety && kind[peg]! >> 3 === NEED_SIDE.safety) continue;
    used.set(supply[peg]!, (used.get(supply[peg]!) ?? 0) + qty[peg]!);
  }
  return used;
}

/** What of a lot serves no need before its last usable day. */
function tellExpiring(plan: Plan, node: number, out: Messages): void {
  const { supplies } = plan.model;
  const used = usedOf(plan, node, false);
  const from = supplies.slices.start[node]!;
  for (let at = from; at < from + supplies.slices.count[node]!; at++) {
    const row = supplies.ref[at]!;
    const left = supplies.qty[row]! - (used.get(row) ?? 0);
    const expiry = supplies.expiry[row]!;
    if (expiry !== NEVER && left > 0) {
      addMessage(out, 'expires', row, expiry, expiry, supplies.qty[row]!, left);
    }
  }
}
