// What is in one bar of the load: the orders of a work centre that start in a week, proposed and open, with the hours each
// asks for. They add up to the bar, because both count the same orders in the same week.
import type { z } from 'zod';
import { isMade, type Micro, ONE, orderKey, weekOf } from '../../engine/index.ts';
import { weekdayOf } from '../../inputs/index.ts';
import type { Resident } from '../resident.ts';
import type { zLoadPart } from '../shapes.ts';
import { dateText, documentOf, itemOfNode, nodesOfItem, qtyText, trackOf } from '../words.ts';

type Part = z.output<typeof zLoadPart>;
export type LoadPartsAsk = { readonly workCentre: string; readonly week: string };

/** In the order of their start. */
export function loadParts(resident: Resident, ask: LoadPartsAsk): Part[] {
  const { shop, days, live } = resident;
  const weekday = weekdayOf(days.today);
  const week = weekOf(days.of(ask.week), weekday);
  const isIn = (start: number): boolean => weekOf(start, weekday) === week;
  const parts = shop.routings
    .filter(({ workCentre }) => workCentre === ask.workCentre)
    .flatMap(({ item, microHoursPerUnit }) =>
      nodesOfItem(live.plan.model, item).flatMap((node) => [
        ...plannedParts(resident, node, microHoursPerUnit, isIn),
        ...openParts(resident, node, microHoursPerUnit, isIn),
      ]),
    );
  return parts.sort((a, b) => (`${a.startDate} ${a.id}` < `${b.startDate} ${b.id}` ? -1 : 1));
}

const hoursText = (units: Micro, perUnit: Micro): string => qtyText(Math.round((units * perUnit) / ONE));

function plannedParts(
  resident: Resident,
  node: number,
  perUnit: Micro,
  isIn: (start: number) => boolean,
): Part[] {
  const { plan } = resident.live;
  const { orders, model } = plan;
  const from = orders.slices.start[node]!;
  return Array.from({ length: orders.slices.count[node]! }, (_, turn) => from + turn)
    .filter((order) => isIn(orders.start[order]!))
    .map((order) => ({
      id: orderKey(plan, node, order),
      document: null,
      item: itemOfNode(resident, model, node),
      track: trackOf(model, node),
      qty: qtyText(orders.qty[order]!),
      hours: hoursText(orders.qty[order]!, perUnit),
      startDate: dateText(resident, orders.start[order]!),
      endDate: dateText(resident, orders.end[order]!),
    }));
}

function openParts(
  resident: Resident,
  node: number,
  perUnit: Micro,
  isIn: (start: number) => boolean,
): Part[] {
  const { model } = resident.live.plan;
  const { supplies } = model;
  const from = supplies.slices.start[node]!;
  return Array.from(supplies.ref.subarray(from, from + supplies.slices.count[node]!))
    .filter((row) => isMade(supplies.kind[row]!) && isIn(supplies.start[row]!))
    .map((row) => ({
      id: supplies.ids[row]!,
      document: documentOf(resident, supplies.ids[row]!),
      item: itemOfNode(resident, model, node),
      track: trackOf(model, node),
      qty: qtyText(supplies.qty[row]!),
      hours: hoursText(supplies.qty[row]!, perUnit),
      startDate: dateText(resident, supplies.start[row]!),
      endDate: dateText(resident, Math.max(0, supplies.day[row]!)),
    }));
}
