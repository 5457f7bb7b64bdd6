// Weeks and months as buckets of days: pure.
import { addDays, daysBetween, monthEnd } from '../../kernel/clock.ts';

export type Bucket = { readonly from: string; readonly to: string };
export type BucketKind = 'week' | 'month';

const A_MONDAY = '2024-01-01';

const mondayOf = (day: string): string => addDays(day, -(((daysBetween(A_MONDAY, day) % 7) + 7) % 7));

/** The week (from Monday) or month in which the day lies. */
export function bucketOf(kind: BucketKind, day: string): Bucket {
  if (kind === 'month') return { from: `${day.slice(0, 7)}-01`, to: monthEnd(day) };
  const from = mondayOf(day);
  return { from, to: addDays(from, 6) };
}

/** So many buckets one after the other, the first holding the day. */
export function bucketsFrom(kind: BucketKind, day: string, count: number): Bucket[] {
  const buckets = [bucketOf(kind, day)];
  while (buckets.length < count) buckets.push(bucketOf(kind, addDays(buckets.at(-1)?.to ?? day, 1)));
  return buckets;
}
