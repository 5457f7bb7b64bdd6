// How sales orders stand: each line's status, the day it can be complete, what holds it back, and its chain of supply.
import type { z } from 'zod';
import { CONSUMES, type Micro, NEED_SIDE, NEVER, type Waits, waitsFor } from '../../engine/index.ts';
import { type Resident, standing } from '../resident.ts';
import type { zCause, zOrderSupply, zStanding } from '../shapes.ts';
import { STATUSES } from '../statuses.ts';
import {
  dateText,
  documentOf,
  itemFace,
  itemOfNode,
  lateDays,
  lateFor,
  qtyText,
  readWaits,
  splitNode,
  supplyRef,
  wantedBelow,
} from '../words.ts';

export type Standing = z.output<typeof zStanding>;

/** Rows of orders; forecast is no order. */
export function orderRows({ live }: Resident): number[] {
  const { demands } = live.plan.model;
  return [...live.demandRows.values()].filter((row) => demands.role[row] === CONSUMES);
}

export function standingRow(resident: Resident, row: number): Standing {
  const { model } = resident.live.plan;
  const { demands } = model;
  const { level, delay } = standing(resident);
  const [day, late] = [demands.day[row]!, delay[row]!];
  return {
    id: demands.ids[row]!,
    document: documentOf(resident, demands.ids[row]!),
    item: itemOfNode(resident, model, demands.node[row]!),
    date: dateText(resident, day),
    qty: qtyText(demands.qty[row]!),
    status: STATUSES[level[row]!]!,
    lateDays: lateDays(late),
    earliestDate: late >= NEVER ? null : dateText(resident, Math.max(0, day) + late),
  };
}

type Cause = { late: number; qty: Micro; one: Waits; wanted: number };

/** What an order waits for that is late or still to be ordered, the latest first, each supply once. */
export function causesOf(resident: Resident, tree: readonly Waits[], day: number): z.output<typeof zCause>[] {
  const causes = new Map<string, Cause>();
  const visit = (waits: readonly Waits[], wanted: number): void => {
    for (const one of waits) {
      const late = lateFor(resident, one, wanted);
      if (late > 0 || isToOrder(resident, one)) {
        const key = `${one.item} ${one.supply}`;
        const known = causes.get(key);
        if (known === undefined) causes.set(key, { late, qty: one.qty, one, wanted });
        else Object.assign(known, { late: Math.max(known.late, late), qty: known.qty + one.qty });
      }
      visit(one.below, wantedBelow(one, wanted));
    }
  };
  visit(tree, Math.max(0, day));
  return [...causes.values()].sort((a, b) => b.late - a.late).map((cause) => causeRow(resident, cause));
}

/** A proposal to buy, or nothing at all. */
function isToOrder(resident: Resident, { side, item }: Waits): boolean {
  if (side !== 'planned') return side === 'short';
  const { source } = itemFace(resident, splitNode(resident, item).code);
  return source === 'buy';
}

const causeRow = (resident: Resident, { late, qty, one, wanted }: Cause): z.output<typeof zCause> => ({
  item: itemFace(resident, splitNode(resident, one.item).code),
  supply: supplyRef(resident, one.side, one.supply),
  qty: qtyText(qty),
  needDate: dateText(resident, wanted),
  date: dateText(resident, one.side === 'planned' ? one.day + Math.max(0, -one.start) : one.day),
  lateDays: lateDays(late),
});

export function orderSupply(resident: Resident, orderId: string): z.output<typeof zOrderSupply> {
  const { plan, demandRows } = resident.live;
  const { demands } = plan.model;
  const rows = [...(resident.itemsOf.get(orderId) ?? [])]
    .flatMap((code) => [...(resident.rowsOf.get(code)?.demands ?? [])])
    .filter((id) => resident.faces.get(id)?.documentId === orderId)
    .flatMap((id) => demandRows.get(id) ?? [])
    .sort((a, b) => lineNo(resident, demands.ids[a]!) - lineNo(resident, demands.ids[b]!));
  return {
    today: resident.days.today,
    lines: rows.map((row) => {
      const tree = waitsFor(plan, demands.node[row]!, NEED_SIDE.demand, row);
      return {
        ...standingRow(resident, row),
        causes: causesOf(resident, tree, demands.day[row]!),
        chain: readWaits(resident, tree, demands.day[row]!),
      };
    }),
  };
}

const lineNo = ({ faces }: Resident, id: string): number => faces.get(id)?.lineNo ?? 0;
