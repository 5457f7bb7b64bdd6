// What an activation does to the versions that are active already: pure. No day has two active versions.
import { addDays } from '../../kernel/clock.ts';
import type { Id } from '../../kernel/ids.ts';

export type Version = {
  readonly id: Id;
  readonly itemId: Id;
  readonly version: string;
  readonly state: string;
  readonly validFrom: string;
  readonly validTo: string;
};

/** The first and the last of all days, as the database writes them. */
export const EVER = '-infinity';
export const FOREVER = 'infinity';

/** 'YYYY-MM-DD' or one of the infinities, in the order of time. */
export function isBefore(one: string, other: string): boolean {
  if (one === other) return false;
  if (one === EVER || other === FOREVER) return true;
  return one === FOREVER || other === EVER ? false : one < other;
}

const shift = (day: string, days: number): string =>
  day === EVER || day === FOREVER ? day : addDays(day, days);

/**
 * The other versions of the item as they are once `fresh` is active: one that began earlier ends the day before it,
 * one that lies within it is retired, one that outlasts it begins after it.
 */
export function makeRoom(fresh: Version, others: readonly Version[]): Version[] {
  return others
    .filter(
      (other) =>
        other.id !== fresh.id &&
        other.state === 'active' &&
        !isBefore(other.validTo, fresh.validFrom) &&
        !isBefore(fresh.validTo, other.validFrom),
    )
    .map((other) => {
      if (isBefore(other.validFrom, fresh.validFrom))
        return { ...other, validTo: shift(fresh.validFrom, -1) };
      if (isBefore(fresh.validTo, other.validTo)) return { ...other, validFrom: shift(fresh.validTo, 1) };
      return { ...other, state: 'retired' };
    });
}
