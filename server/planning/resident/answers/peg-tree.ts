// The pegs of one thing of the plan both ways: which orders it finally serves, and what it waits for.
import type { z } from 'zod';
import {
  childrenOf,
  EXPLODES,
  NEED_SIDE,
  orderKey,
  type Plan,
  type Served,
  serves,
  type Waits,
  waitsFor,
} from '../../engine/index.ts';
import type { Resident } from '../resident.ts';
import type { zPegTree } from '../shapes.ts';
import {
  dateText,
  documentOf,
  itemFace,
  itemOfNode,
  nodesOfItem,
  proposalKey,
  qtyText,
  readWaits,
} from '../words.ts';

/**
 * The id of a demand or supply, or the key of a proposal of the item. A plan that moved on since the screen was drawn may
 * not know it any more: then the answer says so, and is empty.
 */
export function pegTree(resident: Resident, code: string, id: string): z.output<typeof zPegTree> {
  const { plan, demandRows, supplyRows } = resident.live;
  const { demands, supplies } = plan.model;
  const demand = demandRows.get(id);
  if (demand !== undefined) {
    const node = demands.node[demand]!;
    const tree = waitsFor(plan, node, NEED_SIDE.demand, demand);
    return answer(resident, node, demands.day[demand]!, [], tree);
  }
  const supply = supplyRows.get(id);
  if (supply !== undefined) {
    const node = supplies.node[supply]!;
    const explodes = (supplies.flags[supply]! & EXPLODES) !== 0;
    const tree = explodes ? below(plan, node, NEED_SIDE.firm, supply) : [];
    return answer(resident, node, supplies.start[supply]!, serves(plan, node, 'open', supply), tree);
  }
  for (const node of nodesOfItem(plan.model, code)) {
    const from = plan.orders.slices.start[node]!;
    for (let order = from; order < from + plan.orders.slices.count[node]!; order++) {
      if (proposalKey(resident, orderKey(plan, node, order)) !== id) continue;
      const tree = below(plan, node, NEED_SIDE.planned, order);
      return answer(resident, node, plan.orders.start[order]!, serves(plan, node, 'planned', order), tree);
    }
  }
  const { today } = resident.days;
  return { today, item: itemFace(resident, code), gone: true, up: [], down: [] };
}

const below = (plan: Plan, node: number, side: number, ref: number): Waits[] =>
  [...new Set(childrenOf(plan.model, node))].flatMap((child) => waitsFor(plan, child, side, ref));

function answer(
  resident: Resident,
  node: number,
  day: number,
  up: readonly Served[],
  down: readonly Waits[],
): z.output<typeof zPegTree> {
  const item = itemOfNode(resident, resident.live.plan.model, node);
  return {
    today: resident.days.today,
    item: itemFace(resident, item.code),
    gone: false,
    up: up.map((served) => ({
      id: served.demand,
      document: documentOf(resident, served.demand),
      date: dateText(resident, served.day),
      qty: qtyText(served.qty),
    })),
    down: readWaits(resident, down, day),
  };
}
