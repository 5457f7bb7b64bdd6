// Working calendars over whole days relative to today (day 0). A lead time is counted in open days of the
// calendar that the item's source works by; without a calendar every day is open and counting is subtraction.

/** Open days by weekday (0 = Monday) plus single days that are open or closed against the rule. */
export type CalendarInput = {
  readonly code: string;
  /** Monday first; true = open. */
  readonly week: readonly boolean[];
  /** Weekday of day 0, 0 = Monday. */
  readonly weekdayOfToday: number;
  readonly exceptions?: readonly { readonly day: number; readonly open: boolean }[];
};

/** Open days numbered: `before[d - low]` is how many open days lie before d, `days` lists them in order. */
export type Calendar = {
  readonly low: number;
  readonly before: Int32Array;
  readonly days: Int32Array;
};

const LOW = -3_000;
const HIGH = 6_000;

export function buildCalendar(input: CalendarInput): Calendar {
  if (input.week.length !== 7 || !input.week.includes(true)) {
    throw new RangeError(`calendar ${input.code} needs seven weekdays, one of them open`);
  }
  const exceptions = new Map((input.exceptions ?? []).map((one) => [one.day, one.open]));
  const before = new Int32Array(HIGH - LOW + 1);
  const days: number[] = [];
  for (let day = LOW; day < HIGH; day++) {
    before[day - LOW] = days.length;
    const weekday = (((day + input.weekdayOfToday) % 7) + 7) % 7;
    if (exceptions.get(day) ?? input.week[weekday]) days.push(day);
  }
  before[HIGH - LOW] = days.length;
  return { low: LOW, before, days: Int32Array.from(days) };
}

const inRange = (day: number): boolean => day >= LOW && day < HIGH;

/** The last open day not after `day`. */
export function openOnOrBefore(calendar: Calendar | null, day: number): number {
  if (calendar === null || !inRange(day)) return day;
  const index = calendar.before[day + 1 - calendar.low]! - 1;
  return index < 0 ? day : calendar.days[index]!;
}

/** The first open day not before `day`. */
export function openOnOrAfter(calendar: Calendar | null, day: number): number {
  if (calendar === null || !inRange(day)) return day;
  return calendar.days[calendar.before[day - calendar.low]!] ?? day;
}

/** `count` open days back from an open day. Beyond the calendar's range days are counted plainly. */
export function openDaysBack(calendar: Calendar | null, day: number, count: number): number {
  if (calendar === null || !inRange(day)) return day - count;
  const index = calendar.before[day - calendar.low]! - count;
  return index < 0 ? calendar.days[0]! + index : calendar.days[index]!;
}

/** `count` open days onward from an open day. */
export function openDaysOn(calendar: Calendar | null, day: number, count: number): number {
  if (calendar === null || !inRange(day)) return day + count;
  const index = calendar.before[day - calendar.low]! + count;
  const last = calendar.days.length - 1;
  return index > last ? calendar.days[last]! + (index - last) : calendar.days[index]!;
}
