// Dates as the engine counts them: whole days from the company's today. Days beyond what a calendar reaches are taken
// as its edge, so that one mistyped year does not stretch every time line.
import { dateText, dayNumber } from '../engine/index.ts';

const FIRST = -1_500;
const LAST = 3_650;

export type Days = {
  readonly today: string;
  /** The day's number; the edges for infinity and for what lies beyond. */
  readonly of: (date: string) => number;
};

export function daysFrom(today: string): Days {
  const zero = dayNumber(today);
  const known = new Map<string, number>();
  return {
    today,
    of: (date) => {
      const found = known.get(date);
      if (found !== undefined) return found;
      const number = numberOf(date, zero);
      known.set(date, number);
      return number;
    },
  };
}

function numberOf(date: string, zero: number): number {
  if (date === '-infinity') return FIRST;
  if (date === 'infinity') return LAST;
  return Math.min(LAST, Math.max(FIRST, dayNumber(date) - zero));
}

/** The date of a day's number. */
export const dateOf = (today: string, day: number): string => dateText(dayNumber(today) + day);

/** 0 on Monday. */
export const weekdayOf = (today: string): number => (((dayNumber(today) + 3) % 7) + 7) % 7;
