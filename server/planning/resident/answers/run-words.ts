// From the numbers of an allocation run to what people read: needs, blockers, what was given, who moved.
import type { z } from 'zod';
import {
  type Allocation,
  COLOUR,
  eachBlocker,
  linesOf,
  type MovedNeed,
  NEED_KIND,
  type NeedState,
  NEVER,
  setsNow,
  stateOf,
  SUPPLY_KINDS,
} from '../../engine/index.ts';
import { type Resident, allocation } from '../resident.ts';
import type { zBlocker, zGiven, zNeedStanding } from '../shortage-shapes.ts';
import type { zChanged } from '../shapes.ts';
import type { Status } from '../statuses.ts';
import { dateText, documentOf, itemOfNode, lateDays, qtyText, trackOf } from '../words.ts';

export const dayText = (resident: Resident, day: number): string | null =>
  day >= NEVER ? null : dateText(resident, day);

export function statusWord({ colour, late }: Pick<NeedState, 'colour' | 'late'>): Status {
  if (colour === COLOUR.green) return 'ready';
  if (colour === COLOUR.yellow) return 'covered';
  return late > 0 ? 'late' : 'short';
}

export function needId({ needs, ground }: Allocation, need: number): string {
  const { demands, supplies } = ground.model;
  const ref = needs.ref[need]!;
  return needs.kind[need] === NEED_KIND.demand ? demands.ids[ref]! : supplies.ids[ref]!;
}

export function blockersOf(
  resident: Resident,
  need: number,
  run = allocation(resident),
): z.output<typeof zBlocker>[] {
  const { model } = run.ground;
  const found: z.output<typeof zBlocker>[] = [];
  eachBlocker(run, need, ({ kind, node, qty, day, ready, supply, through }) => {
    const id = supply === null ? null : model.supplies.ids[supply]!;
    found.push({
      kind,
      item: itemOfNode(resident, model, node),
      track: trackOf(model, node),
      qty: qtyText(qty),
      needDate: dateText(resident, day),
      readyDate: dayText(resident, ready),
      lateDays: lateDays(ready >= NEVER ? NEVER : Math.max(0, ready - day)),
      supplyId: id,
      supply: id === null ? null : documentOf(resident, id),
      through: through === null ? null : documentOf(resident, model.supplies.ids[through]!),
    });
  });
  return found;
}

/** How a need stands in the run there is, or in one with something supposed. */
export function needStanding(
  resident: Resident,
  need: number,
  run = allocation(resident),
): z.output<typeof zNeedStanding> {
  const { needs, ground } = run;
  const state = stateOf(run, need);
  const lines = linesOf(run, need);
  const demand = needs.kind[need] === NEED_KIND.demand;
  return {
    id: needId(run, need),
    document: documentOf(resident, needId(run, need)),
    item: itemOfNode(resident, ground.model, needs.node[need]!),
    date: dateText(resident, demand ? ground.model.demands.day[needs.ref[need]!]! : needs.day[need]!),
    qty: qtyText(needs.qty[need]!),
    priority: demand ? ground.model.demands.priority[needs.ref[need]!]! : null,
    status: statusWord(state),
    readyDate: dayText(resident, state.ready),
    lateDays: lateDays(state.late),
    linesReady: lines.filter((line) => line.now === line.qty).length,
    lineCount: lines.length,
    setsNow: qtyText(setsNow(run, need)),
    blockers: blockersOf(resident, need, run),
  };
}

/** What a supply gives: which supply, how much, when, and by how many days that is too late. */
export function givenRow(
  resident: Resident,
  supply: number,
  part: number,
  ready: number,
  wanted: number,
): z.output<typeof zGiven> {
  const { model } = resident.live.plan;
  const id = model.supplies.ids[supply]!;
  return {
    supplyId: id,
    supply: documentOf(resident, id),
    kind: SUPPLY_KINDS[model.supplies.kind[supply]!]!,
    qty: qtyText(part),
    date: dateText(resident, Math.max(0, Math.min(ready, 3_650))),
    lateDays: Math.max(0, ready - wanted),
  };
}

export function movedRow(
  resident: Resident,
  { demand, before, after }: MovedNeed,
): z.output<typeof zChanged> {
  const { model } = resident.live.plan;
  const { demands } = model;
  return {
    id: demands.ids[demand]!,
    document: documentOf(resident, demands.ids[demand]!),
    item: itemOfNode(resident, model, demands.node[demand]!),
    date: dateText(resident, demands.day[demand]!),
    qty: qtyText(demands.qty[demand]!),
    before: statusWord(before),
    after: statusWord(after),
    lateDaysBefore: lateDays(before.late),
    lateDays: lateDays(after.late),
    earliestDate: dayText(resident, after.ready),
  };
}
