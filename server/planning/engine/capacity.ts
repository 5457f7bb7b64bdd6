// Rough-cut capacity: hours that proposed and open make orders ask of each work centre, by week. Nothing is moved;
// a week that holds more than it can is told as that week's overload, not painted over the orders in it.
import type { Plan } from './plan.ts';
import { SUPPLY_KINDS } from './problem.ts';
import { ONE } from './qty.ts';

/** Hours are counted in millionths, like quantities. */
export type WorkCentre = { readonly code: string; readonly microHoursPerWeek: number };

/** Millionths of an hour per whole unit. */
export type Routing = {
  readonly item: string;
  readonly workCentre: string;
  readonly microHoursPerUnit: number;
};

export type Load = {
  readonly workCentre: string;
  /** Weeks from the one that holds today; what should have started earlier weighs on week 0. */
  readonly week: number;
  /** Millionths of an hour. */
  readonly planned: number;
  readonly open: number;
  readonly capacity: number;
};

type Hours = { planned: number; open: number };
/** Hours by work centre, then by week. */
type Weeks = Map<string, Map<number, Hours>>;

const MAKE = SUPPLY_KINDS.indexOf('MO');
const FIRM = SUPPLY_KINDS.indexOf('firm');

/** Open supply that work centres have to make. */
export const isMade = (kind: number): boolean => kind === MAKE || kind === FIRM;

function add(weeks: Weeks, workCentre: string, week: number, kind: keyof Hours, hours: number): void {
  const own = weeks.get(workCentre) ?? new Map<number, Hours>();
  weeks.set(workCentre, own);
  const sum = own.get(week) ?? { planned: 0, open: 0 };
  own.set(week, sum);
  sum[kind] += hours;
}

/** `weekdayOfToday` is 0 on Monday: weeks run Monday to Sunday. */
export const weekOf = (day: number, weekdayOfToday: number): number =>
  Math.max(0, Math.floor((day + weekdayOfToday) / 7));

/** What one node's orders, proposed and open, ask of the work centre of a routing. */
function addNode(plan: Plan, node: number, routing: Routing, weekday: number, weeks: Weeks): void {
  const { orders, model } = plan;
  const { supplies } = model;
  const { workCentre, microHoursPerUnit } = routing;
  const first = orders.slices.start[node]!;
  for (let order = first; order < first + orders.slices.count[node]!; order++) {
    const hours = Math.round((orders.qty[order]! * microHoursPerUnit) / ONE);
    add(weeks, workCentre, weekOf(orders.start[order]!, weekday), 'planned', hours);
  }
  const from = supplies.slices.start[node]!;
  for (const supply of supplies.ref.subarray(from, from + supplies.slices.count[node]!)) {
    if (!isMade(supplies.kind[supply]!)) continue;
    const hours = Math.round((supplies.qty[supply]! * microHoursPerUnit) / ONE);
    add(weeks, workCentre, weekOf(supplies.start[supply]!, weekday), 'open', hours);
  }
}

/** The load of every week that has any, by work centre and week. */
export function roughCut(
  plan: Plan,
  workCentres: readonly WorkCentre[],
  routings: readonly Routing[],
  weekdayOfToday: number,
): Load[] {
  const { items, nodes } = plan.model;
  const weeks: Weeks = new Map();
  for (const routing of routings) {
    const item = items.byCode.get(routing.item);
    if (item === undefined) continue;
    for (const node of [nodes.plain[item]!, ...(nodes.trackedOf.get(item) ?? [])]) {
      addNode(plan, node, routing, weekdayOfToday, weeks);
    }
  }
  const centres = [...workCentres].sort((a, b) => (a.code < b.code ? -1 : 1));
  return centres.flatMap(({ code, microHoursPerWeek }) =>
    [...(weeks.get(code) ?? [])]
      .sort(([a], [b]) => a - b)
      .map(([week, hours]) => ({ workCentre: code, week, ...hours, capacity: microHoursPerWeek })),
  );
}
