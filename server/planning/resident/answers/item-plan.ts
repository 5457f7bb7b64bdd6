// One item over time: what is needed and by whom, what is there and what comes, what is proposed and why, and how the
// projected stock runs.
import type { z } from 'zod';
import {
  gatherNeeds,
  gatherSupplies,
  goodOf,
  NEED_SIDE,
  needDay,
  NEVER,
  newNeedList,
  newSupplyList,
  orderKey,
  parentOf,
  type Plan,
  reasonsOf,
  serves,
  SUPPLY_SIDE,
  usableFrom,
} from '../../engine/index.ts';
import type { Resident } from '../resident.ts';
import type { zItemPlan, zNeed, zProposal, zSupply, zSupplyRef } from '../shapes.ts';
import {
  dateText,
  documentOf,
  itemFace,
  itemOfNode,
  nodesOfItem,
  passesOn,
  proposalKey,
  qtyText,
  sourceName,
  supplyRef,
  trackOf,
} from '../words.ts';
import { messagesOfItem, type Decided } from './messages.ts';

const SIDES = ['open', 'planned', 'byProduct', 'byProduct', 'short'] as const;
const NEEDS = ['demand', 'planned', 'firm', 'safety'] as const;

export type ItemPlan = z.output<typeof zItemPlan>;

export function itemPlan(resident: Resident, code: string, decisions: readonly Decided[]): ItemPlan {
  const { plan } = resident.live;
  const nodes = nodesOfItem(plan.model, code);
  const item = plan.model.items.byCode.get(code)!;
  return {
    item: itemFace(resident, code),
    today: resident.days.today,
    safetyStock: qtyText(plan.model.items.safety[item]!),
    onHand: qtyText(onHandOf(plan, nodes)),
    rows: timeRows(resident, plan, nodes),
    needs: nodes.flatMap((node) => needsOf(resident, plan, node)),
    supplies: nodes.flatMap((node) => suppliesOf(resident, plan, node)),
    proposals: nodes.flatMap((node) =>
      proposalsOf(resident, plan, node).map((proposal, turn) => ({
        ...proposal,
        serves: serves(plan, node, 'planned', plan.orders.slices.start[node]! + turn).map((served) => ({
          id: served.demand,
          document: documentOf(resident, served.demand),
          date: dateText(resident, served.day),
          qty: qtyText(served.qty),
        })),
      })),
    ),
    messages: messagesOfItem(resident, nodes, decisions),
  };
}

function onHandOf(plan: Plan, nodes: readonly number[]): number {
  const { slices, ref, kind, qty } = plan.model.supplies;
  let sum = 0;
  for (const node of nodes) {
    const from = slices.start[node]!;
    for (const row of ref.subarray(from, from + slices.count[node]!)) if (kind[row] === 0) sum += qty[row]!;
  }
  return sum;
}

type Day = { gross: number; receipts: number; proposals: number };

/** One row for each day on which something happens, today first. */
function timeRows(resident: Resident, plan: Plan, nodes: readonly number[]): ItemPlan['rows'] {
  const days = new Map<number, Day>([[0, { gross: 0, receipts: 0, proposals: 0 }]]);
  const dayOf = (day: number): Day => {
    const known = days.get(day);
    if (known) return known;
    const made = { gross: 0, receipts: 0, proposals: 0 };
    days.set(day, made);
    return made;
  };
  const [needs, supplies] = [newNeedList(), newSupplyList()];
  let stock = 0;
  for (const node of nodes) {
    gatherNeeds(plan, node, needs);
    for (let at = 0; at < needs.count; at++) dayOf(needs.day[at]!).gross += needs.qty[at]!;
    for (const { day, qty } of plan.stoodIn.get(node) ?? []) dayOf(day).receipts += qty;
    gatherSupplies(plan, node, supplies, false);
    for (let at = 0; at < supplies.count; at++) {
      const day = supplies.day[at]!;
      if (day <= -NEVER) stock += supplies.qty[at]!;
      else if (supplies.side[at] === SUPPLY_SIDE.planned) dayOf(day).proposals += supplies.qty[at]!;
      else dayOf(day).receipts += supplies.qty[at]!;
    }
  }
  let [projected, uncovered] = [stock, stock];
  return [...days]
    .sort(([a], [b]) => a - b)
    .map(([day, { gross, receipts, proposals }]) => {
      projected += receipts + proposals - gross;
      uncovered += receipts - gross;
      return {
        date: dateText(resident, day),
        gross: qtyText(gross),
        receipts: qtyText(receipts),
        proposals: qtyText(proposals),
        projected: qtyText(projected),
        uncovered: qtyText(uncovered),
      };
    });
}

/** What a peg's supply is called. */
export function pegSupply(
  resident: Resident,
  plan: Plan,
  node: number,
  peg: number,
): z.output<typeof zSupplyRef> {
  const side = plan.pegs.kind[peg]! & 7;
  const ref = plan.pegs.supply[peg]!;
  const name =
    side === SUPPLY_SIDE.open
      ? plan.model.supplies.ids[ref]!
      : side === SUPPLY_SIDE.planned
        ? orderKey(plan, node, ref)
        : '';
  return supplyRef(resident, SIDES[side]!, name);
}

function needsOf(resident: Resident, plan: Plan, node: number): z.output<typeof zNeed>[] {
  const { slices, kind, need, qty } = plan.pegs;
  const found = new Map<string, { row: z.output<typeof zNeed>; sum: number }>();
  const from = slices.start[node]!;
  for (let peg = from; peg < from + slices.count[node]!; peg++) {
    const sign = `${kind[peg]! >> 3} ${need[peg]}`;
    const entry = found.get(sign) ?? { row: needRow(resident, plan, node, peg), sum: 0 };
    found.set(sign, entry);
    entry.sum += qty[peg]!;
    entry.row.pegs.push({ supply: pegSupply(resident, plan, node, peg), qty: qtyText(qty[peg]!) });
  }
  return Array.from(found.values(), ({ row, sum }) => ({ ...row, qty: qtyText(sum) }));
}

/** The need of a peg, its quantity still to be summed. */
function needRow(resident: Resident, plan: Plan, node: number, peg: number): z.output<typeof zNeed> {
  const { model } = plan;
  const side = plan.pegs.kind[peg]! >> 3;
  const ref = plan.pegs.need[peg]!;
  const parent =
    side === NEED_SIDE.planned
      ? parentOf(plan, node, ref)
      : side === NEED_SIDE.firm
        ? model.supplies.node[ref]!
        : -1;
  const id =
    side === NEED_SIDE.demand
      ? model.demands.ids[ref]!
      : side === NEED_SIDE.planned
        ? proposalKey(resident, orderKey(plan, parent, ref))
        : side === NEED_SIDE.firm
          ? model.supplies.ids[ref]!
          : '';
  const face = parent < 0 ? null : itemOfNode(resident, model, parent);
  return {
    kind: NEEDS[side]!,
    id,
    track: trackOf(model, node),
    date: dateText(resident, needDay(plan, side, ref)),
    qty: '0',
    document: side === NEED_SIDE.planned ? null : documentOf(resident, id),
    parent: face === null ? null : { code: face.code, name: face.name },
    pegs: [],
  };
}

function suppliesOf(resident: Resident, plan: Plan, node: number): z.output<typeof zSupply>[] {
  const { supplies } = plan.model;
  const used = new Map<number, number>();
  const { slices, kind, supply, qty } = plan.pegs;
  const first = slices.start[node]!;
  for (let peg = first; peg < first + slices.count[node]!; peg++) {
    if ((kind[peg]! & 7) !== SUPPLY_SIDE.open) continue;
    used.set(supply[peg]!, (used.get(supply[peg]!) ?? 0) + qty[peg]!);
  }
  const from = supplies.slices.start[node]!;
  const rows = supplies.ref.subarray(from, from + supplies.slices.count[node]!);
  return Array.from(rows, (row) => ({
    id: supplies.ids[row]!,
    track: trackOf(plan.model, node),
    date: dateText(resident, Math.max(0, usableFrom(plan.model, row))),
    expiry: supplies.expiry[row] === NEVER ? null : dateText(resident, supplies.expiry[row]!),
    qty: qtyText(supplies.qty[row]!),
    qtyUsed: qtyText(used.get(row) ?? 0),
    document: documentOf(resident, supplies.ids[row]!),
  }));
}

export function proposalsOf(resident: Resident, plan: Plan, node: number): z.output<typeof zProposal>[] {
  const { model, orders } = plan;
  if (passesOn(model, node) && sourceName(model, node) !== 'switch') return [];
  const from = orders.slices.start[node]!;
  return Array.from({ length: orders.slices.count[node]! }, (_, turn) =>
    proposalRow(resident, plan, node, from + turn),
  );
}

export function proposalRow(
  resident: Resident,
  plan: Plan,
  node: number,
  order: number,
): z.output<typeof zProposal> {
  const { model, orders } = plan;
  const source = sourceName(model, node);
  return {
    key: proposalKey(resident, orderKey(plan, node, order)),
    kind: source === 'none' ? 'buy' : source,
    item: itemOfNode(resident, model, node),
    track: trackOf(model, node),
    needDate: dateText(resident, orders.need[order]!),
    endDate: dateText(resident, orders.end[order]!),
    startDate: dateText(resident, orders.start[order]!),
    qty: qtyText(orders.qty[order]!),
    netQty: qtyText(
      Math.min(orders.net[order]!, goodOf(model.items, model.nodes.item[node]!, orders.qty[order]!)),
    ),
    reasons: reasonsOf(orders.why[order]!),
  };
}
