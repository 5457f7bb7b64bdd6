// How sales orders stand: each line's status, the day it can be complete, what holds it back, and its chain of supply.
import type { z } from 'zod';
import { CONSUMES, NEVER } from '../../engine/model.ts';
import { NEED_SIDE } from '../../engine/plan.ts';
import { type Waits, waitsFor } from '../../engine/trace.ts';
import { type Resident, standing } from '../resident.ts';
import type { zCause, zOrderSupply, zStanding } from '../shapes.ts';
import { STATUSES } from '../statuses.ts';
import {
  dateText,
  documentOf,
  itemFace,
  itemOfNode,
  lateDays,
  qtyText,
  readWaits,
  splitNode,
  supplyRef,
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

/** What is not ready: the supplies still to come, the latest first; with late ones only those. */
export function causesOf(resident: Resident, tree: readonly Waits[], day: number): z.output<typeof zCause>[] {
  const causes: { late: number; row: z.output<typeof zCause> }[] = [];
  const visit = (waits: readonly Waits[], wanted: number): void => {
    for (const one of waits) {
      const { code } = splitNode(resident, one.item);
      const face = itemFace(resident, code);
      const planned = one.side === 'planned';
      const late = one.side === 'short' ? NEVER : planned ? -one.start : one.day - Math.max(0, wanted);
      const toOrder = planned && (face.source === 'buy' || face.source === 'none');
      if (late > 0 || toOrder) {
        const row = {
          item: face,
          supply: supplyRef(resident, one.side, one.supply),
          qty: qtyText(one.qty),
          needDate: dateText(resident, wanted),
          date: dateText(resident, planned ? one.day + Math.max(0, late) : one.day),
          lateDays: lateDays(Math.max(0, late)),
        };
        causes.push({ late, row });
      }
      visit(one.below, planned || one.below.length > 0 ? one.start : one.day);
    }
  };
  visit(tree, day);
  return causes.sort((a, b) => b.late - a.late).map(({ row }) => row);
}

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
