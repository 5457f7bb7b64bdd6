// What planners decide in the plan itself, asked again under the lock of whoever decides it: what a substitute would stand
// in for, and which of two needs comes first now.
import { type Allocation, FIRM, waysOut } from '../../engine/index.ts';
import { type Resident, allocation } from '../resident.ts';
import { dateText, documentOf, itemFace, qtyText, trackOf } from '../words.ts';
import { type TravellingAlternate, alternateOf, wayRow } from './shortage-ways.ts';

export type StandInAsk = {
  /** A demand's id in the plan, of a line of a sales order. */
  readonly id: string;
  readonly alternate: TravellingAlternate;
};

/** What each decision would be, and what they promise together; null when the substitute helps no more. */
export function standInOf(resident: Resident, { id, alternate }: StandInAsk) {
  const demand = resident.live.demandRows.get(id);
  const document = documentOf(resident, id);
  if (demand === undefined || document?.kind !== 'sales_order') return null;
  const run = allocation(resident);
  const { model } = run.ground;
  const alternates = alternateOf(resident, alternate);
  const [way] = waysOut({
    run,
    demand,
    node: null,
    kept: resident.kept,
    shelf: {
      offersOf: () => [],
      alternatesOf: (node) => alternates.filter(({ item }) => item === model.nodes.item[node]),
      elsewhere: [],
    },
    only: 'substitute',
  });
  if (way?.kind !== 'substitute') return null;
  return {
    document,
    item: itemFace(resident, alternate.item),
    substitute: itemFace(resident, alternate.substitute),
    way: wayRow(resident, run, way, demand),
    parts: way.standIns.map(({ node, day, qty }) => ({
      track: trackOf(model, node),
      date: dateText(resident, day),
      qty: qtyText(qty),
    })),
  };
}

/** Both needs by their ids, and whether the first is served before the other already; null when one is not open. */
export function turnOf(resident: Resident, { id, than }: { readonly id: string; readonly than: string }) {
  const run = allocation(resident);
  const [one, other] = [turnIn(resident, run, id), turnIn(resident, run, than)];
  const [need, before] = [documentOf(resident, id), documentOf(resident, than)];
  if (one < 0 || other < 0 || need === null || before === null) return null;
  return { need, than: before, isBefore: one <= other };
}

/** Where an open need stands in the order; -1 when it is none. */
function turnIn({ live }: Resident, { order }: Allocation, id: string): number {
  const [demand, supply] = [live.demandRows.get(id), live.supplyRows.get(id)];
  return order.indexOf(demand ?? (supply === undefined ? -1 : supply + FIRM));
}
