// Exception messages: what a planner should do that the plan cannot do alone. Open supply is compared with what is
// wanted of it when every unit of it is used before anything new is ordered; so a cancelled or shrunken order shows
// at once on each supply made for it. One message per document, the weightiest: cancel, then date, then quantity.
import { claim, emptySlices, f64, u8 } from './columns.ts';
import { itemMessages, usedOf } from './item-messages.ts';
import { roundLot } from './lot-size.ts';
import type { Lot } from './lot-size.ts';
import type { Messages } from './messages.ts';
import { addMessage, emptyMessages } from './messages.ts';
import { FREE, NEVER, sourceOf, STAND_IN, usableFrom } from './model.ts';
import type { NeedList } from './need-list.ts';
import { gatherNeeds, newNeedList, takeStoodIn } from './need-list.ts';
import type { Plan } from './plan.ts';
import { safetyOf } from './propose.ts';
import { planningOrder } from './run.ts';
import { wantedOf } from './wanted-supply.ts';

/** Every message of a pegged plan, parents before components. */
export function messagesOf(plan: Plan): Messages {
  const { nodes } = plan.model;
  const out = emptyMessages(0);
  const needs = newNeedList();
  const slices = emptySlices(nodes.count);
  for (const node of planningOrder(plan.model)) {
    const before = out.count;
    nodeMessages(plan, node, needs, out);
    claim(slices, node, out.count - before);
  }
  out.slices = slices;
  return out;
}

/** The messages of one node, appended to `out`. True when components of its firmed orders must be judged anew. */
export function nodeMessages(plan: Plan, node: number, needs: NeedList, out: Messages): boolean {
  const { supplies, items, nodes } = plan.model;
  const before = supplies.exploding[node]! > 0 ? wantedText(plan, node) : '';
  wishAsIs(plan, node);
  const grown =
    supplies.slices.count[node]! > 0 && !items.phantom[nodes.item[node]!]
      ? supplyMessages(plan, node, needs, out)
      : null;
  proposalMessages(plan, node, grown, out);
  itemMessages(plan, node, out);
  return supplies.exploding[node]! > 0 && wantedText(plan, node) !== before;
}

function wishAsIs({ model, wanted }: Plan, node: number): void {
  const { slices, ref, qty, start } = model.supplies;
  const from = slices.start[node]!;
  for (let at = from; at < from + slices.count[node]!; at++) {
    wanted.qty[ref[at]!] = qty[ref[at]!]!;
    wanted.start[ref[at]!] = start[ref[at]!]!;
  }
}

function wantedText(plan: Plan, node: number): string {
  const { slices, ref } = plan.model.supplies;
  const from = slices.start[node]!;
  const rows = ref.subarray(from, from + slices.count[node]!);
  return Array.from(rows, (row) => `${plan.wanted.qty[row]} ${plan.wanted.start[row]}`).join();
}

const STOCK = 0;
const INSPECTION = 1;
const TRANSIT = 5;
/** What is in inspection or on its way comes whatever anybody does. */
const canChange = (kind: number): boolean => kind !== INSPECTION && kind !== TRANSIT;

/** Compares each open supply with the needs that would be its own: what is wanted of each goes to the needs in the
 * order of their days. Of a lot that expires only what is really used counts as there. */
function supplyMessages(plan: Plan, node: number, needs: NeedList, out: Messages): Grown | null {
  const { supplies } = plan.model;
  const from = supplies.slices.start[node]!;
  const end = from + supplies.slices.count[node]!;
  if (supplies.kind[supplies.ref[end - 1]!] === STOCK) return null;
  gatherNeeds(plan, node, needs, true);
  takeStoodIn(needs, plan.stoodIn.get(node) ?? []);
  const safety = safetyOf(plan.model, node);
  const walk = startWalk(needs, safety);
  const lots = supplies.expiring[node]! > 0 ? usedOf(plan, node, true) : null;
  const [there, fixed] = [f64(end - from), u8(end - from)];
  for (let at = from; at < end; at++) {
    const supply = supplies.ref[at]!;
    const stock = supplies.kind[supply] === STOCK;
    if (supplies.flags[supply]! & STAND_IN) continue;
    there[at - from] = stock && lots !== null ? (lots.get(supply) ?? 0) : supplies.qty[supply]!;
    fixed[at - from] = stock || !canChange(supplies.kind[supply]!) ? 1 : 0;
  }
  const wanted = wantedOf(plan, node, needs, safety, there, fixed);
  let grown: Grown | null = null;
  for (let at = from; at < end; at++) {
    const supply = supplies.ref[at]!;
    if (supplies.flags[supply]! & STAND_IN) {
      standInMessage(plan, node, supply, out);
      continue;
    }
    const used = takeWanted(walk, needs, wanted[at - from]!);
    if (supplies.kind[supply] === STOCK) continue;
    const quiet = openMessage(plan, node, supply, walk.firstDay, used, out);
    if (quiet && supplies.flags[supply]! & FREE) grown = { supply, day: supplies.day[supply]!, next: grown };
  }
  return grown;
}

/** Supplies that may be changed freely and said nothing else: a proposal near them is better an increase. */
type Grown = { readonly supply: number; readonly day: number; readonly next: Grown | null };

/** A substitution is compared with what it really stands in for. */
function standInMessage(plan: Plan, node: number, supply: number, out: Messages): void {
  const parts = (plan.stoodIn.get(node) ?? []).filter((one) => one.supply === supply);
  const used = parts.reduce((sum, { qty }) => sum + qty, 0);
  const firstDay = parts.reduce((first, { day }) => Math.min(first, day), NEVER);
  openMessage(plan, node, supply, firstDay, used, out);
}

/** Needs in order with the safety stock put in on the first day that is not past. */
type Walk = { at: number; open: number; safety: number; firstDay: number };

function startWalk(needs: NeedList, safety: number): Walk {
  return { at: 0, open: needs.count > 0 ? needs.qty[0]! : 0, safety, firstDay: 0 };
}

/** Uses up to `qty` on the next needs; says how much and, in `firstDay`, the day of the first of them. */
function takeWanted(walk: Walk, needs: NeedList, qty: number): number {
  let used = 0;
  const meet = (day: number): void => {
    if (used === 0) walk.firstDay = day;
  };
  while (used < qty) {
    const safetyNow = walk.safety > 0 && (walk.at >= needs.count || needs.day[walk.at]! >= 0);
    if (safetyNow) {
      meet(0);
      const part = Math.min(walk.safety, qty - used);
      walk.safety -= part;
      used += part;
    } else if (walk.at < needs.count) {
      meet(needs.day[walk.at]!);
      const part = Math.min(walk.open, qty - used);
      walk.open -= part;
      used += part;
      if (walk.open === 0 && ++walk.at < needs.count) walk.open = needs.qty[walk.at]!;
    } else break;
  }
  return used;
}

/** The one message of an open supply, if any; true when there is none. Notes what is wanted of it. */
function openMessage(
  plan: Plan,
  node: number,
  supply: number,
  firstDay: number,
  wanted: number,
  out: Messages,
): boolean {
  const { supplies, settings, items, nodes } = plan.model;
  const [day, qty] = [supplies.day[supply]!, supplies.qty[supply]!];
  const usable = usableFrom(plan.model, supply);
  const changes = canChange(supplies.kind[supply]!);
  const toDay = Math.max(0, firstDay);
  const wish = (qty: number, moved: number): void => {
    plan.wanted.qty[supply] = qty;
    plan.wanted.start[supply] = supplies.start[supply]! + moved;
  };
  if (wanted === 0) {
    if (!changes) return true;
    wish(0, 0);
    addMessage(out, 'cancel', supply, day, day, qty, 0);
    return false;
  }
  const lot: Lot = { qty: wanted, steps: 0 };
  if (!(supplies.flags[supply]! & STAND_IN)) roundLot(items, nodes.item[node]!, wanted, lot);
  const less = changes && lot.qty < qty - settings.toleranceQty;
  const late = toDay > usable + settings.toleranceDays;
  const early = toDay < usable - settings.toleranceDays;
  wish(less ? lot.qty : qty, early || (late && changes) ? toDay - usable : 0);
  const kept = less ? lot.qty : qty;
  if (day < 0) addMessage(out, 'overdue', supply, day, toDay, qty, kept);
  else if (early) addMessage(out, 'expedite', supply, day, toDay, qty, kept);
  else if (late && changes) addMessage(out, 'defer', supply, day, toDay, qty, kept);
  else if (less) addMessage(out, 'decrease', supply, day, day, qty, kept);
  else return true;
  return false;
}

/** Proposals that must start soon are told; one beside a supply that may grow is told as that supply's increase. */
function proposalMessages(plan: Plan, node: number, grown: Grown | null, out: Messages): void {
  const { model, orders } = plan;
  const { items, nodes, settings, supplies } = model;
  const item = nodes.item[node]!;
  const source = items.source[item]!;
  if (items.phantom[item] || source === sourceOf.switch) return;
  const kind = source === sourceOf.make ? 'make' : 'order';
  const more = new Map<number, number>();
  const from = orders.slices.start[node]!;
  for (let order = from; order < from + orders.slices.count[node]!; order++) {
    const supply = grown === null ? -1 : nearest(grown, orders.need[order]!, settings.toleranceDays);
    if (supply >= 0) {
      more.set(supply, (more.get(supply) ?? 0) + orders.qty[order]!);
    } else if (orders.start[order]! <= settings.releaseDays) {
      const [start, qty] = [orders.start[order]!, orders.qty[order]!];
      addMessage(out, kind, order, start, Math.max(0, start), qty, qty);
    }
  }
  for (const [supply, qty] of more) {
    const [day, now] = [supplies.day[supply]!, supplies.qty[supply]!];
    addMessage(out, 'increase', supply, day, day, now, now + qty);
  }
}

function nearest(grown: Grown, day: number, tolerance: number): number {
  for (let one: Grown | null = grown; one !== null; one = one.next) {
    if (Math.abs(one.day - day) <= tolerance) return one.supply;
  }
  return -1;
}
