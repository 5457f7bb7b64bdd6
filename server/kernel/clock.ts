// The only place that asks what time it is. Commands receive the answer in their context, so that tests and
// the demo company can run on another day.

export type Clock = { now(): Date };

export const systemClock: Clock = { now: () => new Date() };

/** A clock that stands still, for tests and for the demo's fortnight. */
export const fixedClock = (moment: string): Clock => ({ now: () => new Date(moment) });

const dayFormats = new Map<string, Intl.DateTimeFormat>();

/** The calendar day 'YYYY-MM-DD' of a moment in a time zone: the business date. */
export function dateIn(timeZone: string, moment: Date): string {
  let format = dayFormats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' });
    dayFormats.set(timeZone, format);
  }
  return format.format(moment);
}

const wallFormats = new Map<string, Intl.DateTimeFormat>();

/** 'YYYY-MM-DD HH:mm:ss' of an ISO moment on the clocks of a time zone. */
export function wallClockIn(timeZone: string, moment: string): string {
  let format = wallFormats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
    wallFormats.set(timeZone, format);
  }
  return format.format(Date.parse(moment));
}

/** 'YYYY-MM-DD' plus days, by the calendar alone. */
export function addDays(date: string, days: number): string {
  const [year, month, day] = date.split('-').map(Number);
  return new Date(Date.UTC(year ?? 0, (month ?? 1) - 1, (day ?? 1) + days)).toISOString().slice(0, 10);
}

/** Whole days from one date to another. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);

/** The last day of the month of a date. */
export function monthEnd(date: string): string {
  const [year, month] = date.split('-').map(Number);
  return new Date(Date.UTC(year ?? 0, month ?? 1, 0)).toISOString().slice(0, 10);
}

/** '2026-11' of '2026-11-24': the accounting period's code. */
export const periodOf = (date: string): string => date.slice(0, 7);

/** True for 'YYYY-MM-DD' that names a day of the calendar. */
export const isRealDate = (date: string): boolean => {
  const moment = Date.parse(`${date}T00:00:00Z`);
  return !Number.isNaN(moment) && new Date(moment).toISOString().slice(0, 10) === date;
};

/** The day a spreadsheet's date cell stands for; sheets count whole days, so no time zone takes part. */
export const dayOfSheetDate = (cell: Date): string => cell.toISOString().slice(0, 10);
