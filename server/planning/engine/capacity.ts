// Rough-cut capacity: hours that proposed and open make orders ask of each work centre, by week. Nothing is moved;
// a week that holds more than it can is told as that week's overload, not painted over the orders in it.
import type { Plan } from './plan.ts';
import { ONE } from './qty.ts';

export type WorkCentre = { readonly code: string; readonly hoursPerWeek: number };

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

/** `weekdayOfToday` is 0 on Monday: weeks run Monday to Sunday. */
export function roughCut(
  plan: Plan,
  workCentres: readonly WorkCentre[],
  routings: readonly Routing[],
  weekdayOfToday: number,
): Load[] {
  const { model, orders } = plan;
  const sums = new Map<string, { planned: number; open: number }>();
  const weekOf = (day: number): number => Math.max(0, Math.floor((day + weekdayOfToday) / 7));
  const add = (workCentre: string, day: number, kind: 'planned' | 'open', hours: number): void => {
    const key = `${workCentre} ${weekOf(day)}`;
    const sum = sums.get(key) ?? { planned: 0, open: 0 };
    sum[kind] += hours;
    sums.set(key, sum);
  };
  for (const { item, workCentre, microHoursPerUnit } of routings) {
    const number = model.items.byCode.get(item);
    if (number === undefined) continue;
    const hours = (qty: number): number => Math.round((qty * microHoursPerUnit) / ONE);
    for (const node of [model.nodes.plain[number]!, ...(model.nodes.trackedOf.get(number) ?? [])]) {
      const from = orders.slices.start[node]!;
      for (let order = from; order < from + orders.slices.count[node]!; order++) {
        add(workCentre, orders.start[order]!, 'planned', hours(orders.qty[order]!));
      }
      const { supplies } = model;
      const first = supplies.slices.start[node]!;
      for (let at = first; at < first + supplies.slices.count[node]!; at++) {
        const supply = supplies.ref[at]!;
        const kind = supplies.kind[supply]!;
        if (kind === MAKE || kind === FIRM) {
          add(workCentre, supplies.start[supply]!, 'open', hours(supplies.qty[supply]!));
        }
      }
    }
  }
  const loads: Load[] = [];
  for (const { code, hoursPerWeek } of [...workCentres].sort((a, b) => (a.code < b.code ? -1 : 1))) {
    const weeks = [...sums.keys()].filter((key) => key.startsWith(`${code} `));
    const numbers = weeks.map((key) => Number(key.slice(code.length + 1))).sort((a, b) => a - b);
    for (const week of numbers) {
      loads.push({ workCentre: code, week, ...sums.get(`${code} ${week}`)!, capacity: hoursPerWeek * ONE });
    }
  }
  return loads;
}

const MAKE = 3;
const FIRM = 6;
