// Item planning data in columns: what an input without a value means is decided here, once.
import { f64, i32, longEnough, u8 } from './columns.ts';
import type { Items } from './model.ts';
import { sourceOf } from './model.ts';
import type { ItemInput } from './problem.ts';

export function emptyItems(room: number): Items {
  return {
    count: 0,
    codes: [],
    byCode: new Map(),
    source: u8(room),
    toOrder: u8(room),
    phantom: u8(room),
    leadUnknown: u8(room),
    leadDays: i32(room),
    leadPer: f64(room),
    inspectionDays: i32(room),
    safetyDays: i32(room),
    shelfDays: i32(room),
    calendar: i32(room),
    minLot: f64(room),
    multiple: f64(room),
    maxLot: f64(room),
    fixedLot: f64(room),
    periodDays: i32(room),
    safety: f64(room),
    scrap: f64(room),
    level: i32(room),
    rank: i32(room),
    loops: [],
  };
}

/** The item's number, given on its first appearance. */
export function itemNumber(items: Items, code: string): number {
  const known = items.byCode.get(code);
  if (known === undefined) throw new RangeError(`item ${code} is not in the problem`);
  return known;
}

export function addItem(items: Items, code: string): number {
  if (items.byCode.has(code)) throw new RangeError(`item ${code} stands twice in the problem`);
  const item = items.count++;
  items.codes.push(code);
  items.byCode.set(code, item);
  for (const key of ['source', 'toOrder', 'phantom', 'leadUnknown'] as const) {
    items[key] = longEnough(items[key], items.count, u8);
  }
  const whole = ['leadDays', 'inspectionDays', 'safetyDays', 'shelfDays', 'calendar', 'periodDays'] as const;
  for (const key of [...whole, 'level', 'rank'] as const)
    items[key] = longEnough(items[key], items.count, i32);
  for (const key of ['leadPer', 'minLot', 'multiple', 'maxLot', 'fixedLot', 'safety', 'scrap'] as const) {
    items[key] = longEnough(items[key], items.count, f64);
  }
  return item;
}

/** Writes what the input says. The step of the unit joins the multiple: a planned quantity is a multiple of both. */
export function writeItem(
  items: Items,
  item: number,
  input: ItemInput,
  calendarNumbers: ReadonlyMap<string, number>,
): void {
  const calendar = input.calendar === undefined ? -1 : calendarNumbers.get(input.calendar);
  if (calendar === undefined) throw new RangeError(`calendar ${input.calendar} is not in the problem`);
  items.source[item] = sourceOf[input.source];
  items.toOrder[item] = input.toOrder ? 1 : 0;
  items.phantom[item] = input.phantom ? 1 : 0;
  items.leadUnknown[item] = input.leadDays === null ? 1 : 0;
  items.leadDays[item] = input.leadDays ?? 0;
  items.leadPer[item] = input.leadPer ?? 0;
  items.inspectionDays[item] = input.inspectionDays ?? 0;
  items.safetyDays[item] = input.safetyDays ?? 0;
  items.shelfDays[item] = input.shelfDays ?? -1;
  items.calendar[item] = calendar;
  items.minLot[item] = input.minLot ?? 0;
  items.multiple[item] = Math.max(1, input.multiple || input.step || 1);
  items.maxLot[item] = input.maxLot ?? 0;
  items.fixedLot[item] = input.fixedLot ?? 0;
  items.periodDays[item] = Math.max(1, input.periodDays ?? 1);
  items.safety[item] = input.safety ?? 0;
  items.scrap[item] = input.scrap ?? 0;
}
