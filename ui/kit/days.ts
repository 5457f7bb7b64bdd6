// Days of the calendar as the server writes them, '2026-03-18': counted, moved and shown without any time of day.

const DAY_MS = 86_400_000;

/** The number of a day, counted from 1970. */
export function dayNumber(text: string): number {
  const [year = 1970, month = 1, day = 1] = text.split('-').map(Number);
  return Date.UTC(year, month - 1, day) / DAY_MS;
}

export const dayText = (number: number): string => new Date(number * DAY_MS).toISOString().slice(0, 10);

export const addDays = (text: string, days: number): string => dayText(dayNumber(text) + days);

export const daysBetween = (from: string, to: string): number => dayNumber(to) - dayNumber(from);

/** Every day from the first to the last, both included. */
export const daysFrom = (first: string, last: string): readonly string[] =>
  Array.from({ length: Math.max(0, daysBetween(first, last) + 1) }, (_, at) => addDays(first, at));

/** The Monday of the day's week. */
export const mondayOf = (text: string): string => {
  const number = dayNumber(text);
  return dayText(number - ((number + 3) % 7));
};

/** '03-18' within the year of `today`, the whole date otherwise. */
export const shortDay = (text: string | null | undefined, today = ''): string =>
  text ? (today === '' || text.slice(0, 4) === today.slice(0, 4) ? text.slice(5) : text) : '';

/** 周三, Wed. */
export const weekday = (text: string, language: 'zh' | 'en'): string =>
  new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
    weekday: 'short',
    timeZone: 'UTC',
  }).format(dayNumber(text) * DAY_MS);
